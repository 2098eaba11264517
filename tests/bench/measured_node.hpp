// MeasuredNode: a school's process as the kernel sees it: when it was ready, what it costs.
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

class MeasuredNode {
public:
    // Starts the school and waits for its ready line. Only one can live in a program: it is found as our only child.
    MeasuredNode(journeys::School const& school, journeys::Neighbourhood const& neighbourhood);

    std::chrono::duration<double> start_time() const noexcept { return start_time_; }
    Usage usage() const;

    void kill();  // at once: what it has answered must be on disk
    int stop();   // in order; the exit status

private:
    std::unique_ptr<journeys::Process> process_;
    pid_t pid_ = 0;
    std::chrono::duration<double> start_time_{};
};

}  // namespace collegium::bench
