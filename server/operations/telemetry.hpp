// Telemetry: the numbers of this node in the text form of Prometheus (version 0.0.4). What is counted is counted here
// as it happens; what is a level is read when somebody asks.
#pragma once

#include "server/health/checks.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::operations {

// The levels of one moment.
struct Levels {
    health::Readings readings;
    std::vector<health::Check> checks;
    std::uint64_t disk_floor = 0;  // bytes
    std::uint64_t commits = 0;     // of the writer since the start
    bool writer_answers = true;
    std::optional<Instant> certificate_end;  // of the one that is served
};

class Telemetry {
public:
    Telemetry();
    ~Telemetry();
    Telemetry(Telemetry const&) = delete;
    Telemetry& operator=(Telemetry const&) = delete;

    // An answer went out. door: by which kind of address it came in, as in "page" or "inbox". From any thread.
    void answered(std::string_view door, unsigned status, std::chrono::steady_clock::duration took);

    // Everything, with these levels. No name of a person or of a member's words is ever in it; partners' hosts are not
    // either, since whoever keeps the numbers need not know with whom a school speaks.
    std::string text(Levels const& levels);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server::operations
