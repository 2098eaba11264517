// FaultyNode: a school's program with a shim before it, or none, which may end at any moment.
#pragma once

#include "tests/faults/control.hpp"
#include "tests/journeys/school.hpp"

namespace collegium::faults {

namespace fs = std::filesystem;
using journeys::School;

class FaultyNode {
public:
    // shim: a library for LD_PRELOAD; empty: none. recording: where the recorder writes; empty: nowhere.
    FaultyNode(
        School const& school,
        journeys::Neighbourhood const& neighbourhood,
        fs::path const& shim,
        fs::path const& recording = {}
    );
    ~FaultyNode();  // kills it
    FaultyNode(FaultyNode const&) = delete;
    FaultyNode& operator=(FaultyNode const&) = delete;

    void start();        // without waiting
    bool await_ready();  // false if it ended instead
    bool is_running() { return process_ && process_->running(); }
    int kill();  // by SIGKILL. The exit status, or minus the signal that ended it before
    int stop();  // in order

    Control& control() { return *control_; }
    fs::path data() const { return folder_ / "data"; }
    fs::path file() const { return data() / "data.mdb"; }

private:
    fs::path folder_;
    journeys::Command command_;
    Control* control_;
    std::unique_ptr<journeys::Process> process_;
};

}  // namespace collegium::faults
