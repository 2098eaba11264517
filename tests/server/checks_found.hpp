// Looking at what the checks of health have found.
#pragma once

#include "server/health/checks.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::tests {

inline server::health::Check check_called(std::vector<server::health::Check> const& checks, std::string_view name) {
    auto const found = std::ranges::find(checks, name, &server::health::Check::name);
    REQUIRE(found != checks.end());
    return *found;
}

inline bool says(server::health::Check const& check, std::string_view words) {
    return in_english(check.words).find(words) != std::string::npos;
}

}  // namespace collegium::tests
