// Memory: how much a process has of it, as the kernel counts.
#pragma once

#include <cstdint>
#include <string>

namespace collegium::bench {

struct Memory {
    std::uint64_t resident = 0;  // bytes; the store's pages count as soon as they were touched
    std::uint64_t own = 0;       // bytes without those of files
};

// process: its number, or "self". Throws std::runtime_error if there is no such process.
Memory memory_of(std::string const& process);

// "Name:   123" in one of the kernel's files about a process; 0 if it is not there.
std::uint64_t number_after(std::string const& text, std::string const& name);

}  // namespace collegium::bench
