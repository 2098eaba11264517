// Problem: something that is wrong with a form, and beside which field to say so.
#pragma once

#include "config/result.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace collegium::federation::guides {

struct Problem {
    std::string field;  // "summary", "evidence.rationale", "references.3"
    Refusal why;        // its detail is for people
};

// True for a text of which nothing would be seen.
inline bool is_blank(std::string_view text) noexcept {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// True for what can be the code of a language (BCP 47), as in "en" or "pt-BR".
inline bool is_language(std::string_view code) noexcept {
    auto const legal = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return code.size() >= 2 && code.size() <= 35 && std::ranges::all_of(code, legal);
}

}  // namespace collegium::federation::guides
