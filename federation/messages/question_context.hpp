// Question context: what kind of question somebody asks, and for whom: by this others find it.
#pragma once

#include "federation/messages/json.hpp"

#include <array>

namespace collegium::federation {

class JsonText;

// The words of the wire. How do I do it; is it known; who has something that I can use.
constexpr std::array<std::string_view, 3> question_kinds{"practice", "research", "resource"};

constexpr std::array<std::string_view, 6> phases{
    "earlyYears", "primary", "secondary", "furtherEducation", "specialEducation", "higherEducation"};

constexpr std::size_t longest_context_word = 100;  // characters of a subject or a need

// Each may be empty: it does not say.
struct QuestionContext {
    std::string kind;     // one of question_kinds
    std::string phase;    // one of phases
    std::string subject;  // plain text
    std::string need;     // plain text

    bool operator==(QuestionContext const&) const = default;
};

bool is_empty(QuestionContext const& context);

// Whether a question has at least these words; letter case is nothing.
bool fits(QuestionContext const& context, QuestionContext const& wanted);

// The words of a context, each with the name of what it says: what questions are filed under.
std::vector<std::string> facets_of(QuestionContext const& context);

// Of any object. A word that is not in its list is passed over, a long one is cut.
QuestionContext question_context_of(JsonValue const& object);

void add_context(JsonText& object, QuestionContext const& context);

}  // namespace collegium::federation
