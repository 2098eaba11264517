#include "server/pages/draft_checks.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "server/pages/context_words.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_title = 200;

std::string_view title_problem(std::string const& title) {
    if (title.empty()) return phrase("Give your question a title, so that others find it.");
    if (federation::content::characters(title) > longest_title)
        return phrase("Shorten the title to at most 200 characters.");
    if (title.find('\n') != std::string::npos) return phrase("Keep the title on one line.");
    return {};
}

}  // namespace

DraftProblems why_not_taken(Refusal refusal) {
    return {{}, meaning_of(refusal.reason()).words};
}

DraftProblems check_question(Form const& form) {
    auto const words = form.trimmed("words");
    DraftProblems problems{title_problem(form.trimmed("title")), {}, context_problem(context_in(form))};
    if (words.empty()) problems.words = phrase("Describe your question in a sentence or two.");
    if (words.size() > federation::content::longest_source)
        problems.words = phrase("Shorten the text to about 8,000 characters.");
    return problems;
}

DraftProblems check_answer(Form const& form) {
    auto const words = form.trimmed("words");
    if (words.empty()) return {{}, phrase("Write your answer before you send it.")};
    if (words.size() > federation::content::longest_source)
        return {{}, phrase("Shorten the answer to about 8,000 characters.")};
    return {};
}

DraftProblems check_notes(Form const& form) {
    auto const words = form.trimmed("words");
    if (words.empty()) return {{}, phrase("Write your notes before you send them.")};
    if (words.size() > federation::content::longest_source)
        return {{}, phrase("Shorten the notes to about 8,000 characters.")};
    return {};
}

}  // namespace collegium::server::pages
