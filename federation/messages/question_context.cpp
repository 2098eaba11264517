#include "federation/messages/question_context.hpp"

#include "config/ascii.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"

#include <algorithm>

namespace collegium::federation {

namespace {

template <std::size_t size>
std::string known_word(std::array<std::string_view, size> const& known, std::string_view word) {
    return std::ranges::find(known, word) == known.end() ? std::string{} : std::string{word};
}

// "researchQuestion" in col:kind says it too.
std::string kind_of(JsonValue const& object) {
    constexpr std::string_view suffix = "Question";
    auto const said = known_word(question_kinds, text_member(object, "col:questionKind"));
    if (!said.empty()) return said;
    auto const kind = text_member(object, "col:kind");
    if (!kind.ends_with(suffix)) return {};
    return known_word(question_kinds, kind.substr(0, kind.size() - suffix.size()));
}

std::string plain_word(JsonValue const& object, std::string_view name) {
    auto const text = text_member(object, name);
    return content::cut_characters(text.substr(0, text.find('\n')), longest_context_word);
}

bool fits_word(std::string_view word, std::string_view wanted) {
    return wanted.empty() || ascii::lowered(word) == ascii::lowered(wanted);
}

}  // namespace

bool is_empty(QuestionContext const& context) {
    return context == QuestionContext{};
}

bool fits(QuestionContext const& context, QuestionContext const& wanted) {
    return fits_word(context.kind, wanted.kind) && fits_word(context.phase, wanted.phase) &&
           fits_word(context.subject, wanted.subject) && fits_word(context.need, wanted.need);
}

std::vector<std::string> facets_of(QuestionContext const& context) {
    std::vector<std::string> facets;
    auto const add = [&](std::string_view name, std::string_view word) {
        if (!word.empty()) facets.push_back(std::string{name} + "=" + ascii::lowered(word));
    };
    add("subject", context.subject);
    add("need", context.need);
    add("phase", context.phase);
    add("kind", context.kind);
    return facets;
}

QuestionContext question_context_of(JsonValue const& object) {
    return {
        kind_of(object),
        known_word(phases, text_member(object, "col:phase")),
        plain_word(object, "col:subject"),
        plain_word(object, "col:need")};
}

void add_context(JsonText& object, QuestionContext const& context) {
    object.text_unless_empty("col:questionKind", context.kind)
        .text_unless_empty("col:phase", context.phase)
        .text_unless_empty("col:subject", context.subject)
        .text_unless_empty("col:need", context.need);
}

}  // namespace collegium::federation
