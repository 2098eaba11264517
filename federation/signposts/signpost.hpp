// Signpost: a pointer to something good elsewhere. It says in a few words why it is worth reading and for whom; what it
// points at is never copied, so there is no room in it for more (needs D16, N-12).
#pragma once

#include "federation/guides/problem.hpp"

#include <string>
#include <vector>

namespace collegium::federation::signposts {

using guides::Problem;

constexpr std::size_t longest_title = 200;     // characters
constexpr std::size_t longest_why = 600;       // characters
constexpr std::size_t longest_for_whom = 200;  // characters
constexpr std::size_t most_subjects = 5;
constexpr std::size_t longest_subject = 100;  // characters
constexpr std::size_t most_languages = 10;

// All plain text.
struct Signpost {
    std::string title;
    std::string address;                 // as web_address has it
    std::string why;                     // why it is worth reading
    std::string for_whom;                // may be empty
    std::vector<std::string> subjects;   // may be none
    std::vector<std::string> languages;  // of what it points at, BCP 47; may be none

    bool operator==(Signpost const&) const = default;
};

// What is wrong with it, in the order of the form: "title", "address", "why", "for_whom", "subjects", "languages".
std::vector<Problem> problems_of(Signpost const& signpost);

// "Fractions, Year 7" as people write it.
std::vector<std::string> subjects_in(std::string_view typed);

// The whole as Markdown: the link before anything else.
std::string as_markdown(Signpost const& signpost);

}  // namespace collegium::federation::signposts
