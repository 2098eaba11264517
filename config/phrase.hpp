// Phrase: English words for people, made where no language is known, and translated where they are shown.
#pragma once

#include <string>
#include <string_view>

namespace collegium {

struct Phrase {
    std::string_view english;
    constexpr operator std::string_view() const noexcept { return english; }
    operator std::string() const { return std::string{english}; }
};

// Marks words for the catalogues: `server/languages/extract` finds them by it. They must be a literal.
consteval Phrase phrase(std::string_view english) noexcept {
    return {english};
}

}  // namespace collegium
