// Problem: something that is wrong with a form, and beside which field to say so.
#pragma once

#include "config/result.hpp"

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

}  // namespace collegium::federation::guides
