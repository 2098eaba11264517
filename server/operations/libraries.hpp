// The libraries that read strangers' bytes or keep what we promise: which of them are loaded, and how old they may be.
// Gumbo has no version to ask for; pictures are read by a program of their own, which may do nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::operations {

struct Library {
    std::string_view name;
    std::string_view package;  // Debian 12's
    std::string loaded;        // "3.0.19"
    std::string_view least;    // the oldest one with which a node may serve
    std::string_view why;      // what is wrong with older ones
};

std::vector<Library> loaded_libraries();

// True if one version comes before another one, number by number: "1.9" is older than "1.10", "1.5" no older than
// "1.5.0". What is no number counts as the end.
bool is_older(std::string_view version, std::string_view other) noexcept;

// Throws std::runtime_error that names the first library that is too old, why, and what to do. Holes that a
// distribution mends without another version cannot be seen here: `collegium-audit` looks at its packages.
void check_libraries(std::vector<Library> const& libraries);

}  // namespace collegium::server::operations
