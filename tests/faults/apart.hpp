// Apart: a question that is asked in a process of its own, since the answer may be that it crashes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace collegium::faults {

struct Apart {
    std::uint64_t number = 0;
    std::string told;
};

// question: returns a number, a space and words; what it throws becomes words. Only from a process without other
// threads that hold locks.
Apart apart(std::function<std::string()> const& question);

}  // namespace collegium::faults
