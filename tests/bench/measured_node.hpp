// MeasuredProgram, MeasuredNode: a process as the kernel sees it: when it was ready, what it costs.
#pragma once

#include "tests/journeys/school.hpp"

#include <chrono>

namespace collegium::bench {

struct Usage {
    double cpu_seconds = 0;        // of all threads, those that ended too
    std::uint64_t resident = 0;    // bytes; the store's pages count as soon as they were touched
    std::uint64_t own_memory = 0;  // bytes without those of files
    std::uint64_t written = 0;     // bytes handed to the kernel for files; the kernel's own count takes whole folios
};

// Rewrites the school's settings: plain HTTP, as behind a proxy, and room for a large store.
void speak_plainly(journeys::School const& school);

// Another program beside this one: the school, the limit, or somebody else's server.
class MeasuredProgram {
public:
    // Starts it, and waits until it writes a line on standard output that begins with "ready". It must write nothing
    // more there. Only one can live in a program: it is found as our only child. Throws with what it wrote on standard
    // error if it ends before, or takes longer than `patience`.
    // folder: for what it writes on standard error ("log"), and for the pipe.
    MeasuredProgram(
        journeys::Command const& command,
        std::filesystem::path const& folder,
        std::chrono::seconds patience = std::chrono::seconds{20}
    );

    std::chrono::duration<double> start_time() const noexcept { return start_time_; }
    Usage usage() const;

    void kill();  // at once: what it has answered must be on disk
    int stop();   // in order; the exit status
    int wait(std::chrono::seconds patience) { return process_->wait(patience); }  // until it ends by itself

private:
    std::unique_ptr<journeys::Process> process_;
    pid_t pid_ = 0;
    std::chrono::duration<double> start_time_{};
};

class MeasuredNode : public MeasuredProgram {
public:
    MeasuredNode(journeys::School const& school, journeys::Neighbourhood const& neighbourhood);
};

// So long after its last work, a node has given back the pages of its store that it does not need
// (operations/memory_care).
constexpr std::chrono::seconds more_than_a_round{6};

// Until it does nothing any more: a start and an answer have work behind them. Throws if that takes longer.
void await_rest(MeasuredProgram const& program, std::chrono::seconds most);

// Microseconds of CPU for each of so many, between two looks at a program.
double cpu_micros(Usage const& before, Usage const& after, std::size_t count);

}  // namespace collegium::bench
