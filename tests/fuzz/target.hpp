// Target: one reader of what strangers send, fed with bytes that nobody meant. The same source runs under libFuzzer
// (tests/fuzz/run), which looks for inputs, and in the tests, which read again what was found.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::fuzz {

struct Target {
    std::string_view name;                 // of its folder in corpus/ and its dictionary
    void (*read)(std::string_view input);  // throws what is a mistake of ours; a refusal is not
};

// All targets that this program was linked with.
inline std::vector<Target>& targets() {
    static std::vector<Target> all;
    return all;
}

// Beside the function of each target, so that a program has the targets that it was linked with.
struct Registered {
    explicit Registered(Target target) { targets().push_back(target); }
};

// What has to hold for every input. Throws std::logic_error with the claim.
inline void require(bool holds, std::string const& claim) {
    if (!holds) throw std::logic_error{claim};
}

// Takes the first line off the input: several inputs of one call stand on lines of their own.
inline std::string_view take_line(std::string_view& rest) {
    auto const end = rest.find('\n');
    auto const line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
}

}  // namespace collegium::fuzz
