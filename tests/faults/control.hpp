// Control: a page of memory that a driver shares with a shim in another process. By it the driver says which call is to
// fail, while that process runs, and sees how many there were.
#pragma once

#include <atomic>
#include <cstdint>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace collegium::faults {

enum class Fault : std::uint32_t {
    none,
    io_error,
    short_write,
    no_space,
    unsaid,  // a sync fails and nobody is told, as if the program did not ask: this must lose something
};

// Calls and allocations are counted from 1. All zero: nothing fails.
struct Control {
    std::atomic<std::uint64_t> calls;        // that change or sync the store's file
    std::atomic<std::uint64_t> first, last;  // of these the calls that fail
    std::atomic<Fault> fault;                // how
    std::atomic<std::uint64_t> failed;       // calls that did
    std::atomic<std::uint64_t> allocations;  // while `counting`
    std::atomic<std::uint64_t> allocation;   // the one that fails
    std::atomic<std::uint64_t> lost;         // allocations that did
    std::atomic<std::int64_t> clock_offset;  // seconds by which the time of day is off
    std::atomic<std::uint32_t> counting;     // whether allocations count
};

// What the shims read from their environment.
inline constexpr char const* control_name = "COLLEGIUM_FAULTS_CONTROL";      // the file of the page
inline constexpr char const* store_name = "COLLEGIUM_FAULTS_STORE";          // the store's file
inline constexpr char const* recording_name = "COLLEGIUM_FAULTS_RECORDING";  // empty: nothing is recorded

// The page in this file, which is made if it is not there. Null if it cannot be mapped.
inline Control* map_control(char const* file) {
    int const descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return nullptr;
    void* const page = ftruncate(descriptor, sizeof(Control)) == 0
                           ? mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
                           : MAP_FAILED;
    close(descriptor);
    return page == MAP_FAILED ? nullptr : static_cast<Control*>(page);
}

}  // namespace collegium::faults
