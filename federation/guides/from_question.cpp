#include "federation/guides/from_question.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/content/text_changes.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using timeline::PostView;

namespace {

// A mention of the asker, which is where replies begin, is no part of the knowledge.
std::string words_of(PostView const& answer) {
    auto const words = answer.source.empty() ? content::plain_text(answer.content) : answer.source;
    return content::tidy_lines(content::without_leading_mentions(words));
}

// What is no Markdown does not become any here: neither signs in others' words nor a name that looks like a link.
std::string credited(PostView const& answer) {
    auto const words = words_of(answer);
    return (answer.source.empty() ? content::as_markdown(words) : words) + "\n\n*" +
           content::as_markdown(answer.author.display) + ", " + answer.author.host + "* (<" + answer.iri + ">)\n\n";
}

bool is_part_of_address(char c) {
    constexpr std::string_view ends = " \t\n<>\"'()[]";
    return ends.find(c) == std::string_view::npos;
}

std::string address_at(std::string_view text) {
    auto const end = std::ranges::find_if_not(text, is_part_of_address);
    std::string address{text.begin(), end};
    while (!address.empty() && std::string_view{".,;:!?"}.find(address.back()) != std::string_view::npos)
        address.pop_back();
    return address;
}

bool is_listed(Guide const& guide, std::string const& address) {
    return std::ranges::find(guide.references, address, &Reference::address) != guide.references.end();
}

// The https addresses in its words; their titles are for the author to write.
void add_references(Guide& guide, std::string_view words) {
    constexpr std::string_view start = "https://";
    for (auto at = words.find(start); at != std::string_view::npos; at = words.find(start, at + start.size())) {
        auto const address = tidy_address(address_at(words.substr(at)));
        Reference const reference{address, address, false};
        if (guide.references.size() < most_references && problems_of(reference, "").empty() &&
            !is_listed(guide, address))
            guide.references.push_back(reference);
    }
}

bool is_as_open(PostView const& answer, PostView const& question) {
    return answer.state == storage::ObjectState::visible && answer.audience == question.audience;
}

void add_answer(Guide& guide, PostView const& answer) {
    auto const words = credited(answer);
    auto& practice = guide[Section::practice];
    if (practice.size() + words.size() > longest_section) return;
    practice += words;
    add_references(guide, words_of(answer));
    if (!answer.accepted) return;  // a school that is named does not review the guide, so few are
    Contributor const contributor{answer.author.iri, Voice::other};
    bool const named = std::ranges::find(guide.contributors, contributor) != guide.contributors.end();
    if (!named && guide.contributors.size() < most_contributors) guide.contributors.push_back(contributor);
}

}  // namespace

GuideDraft begun_with(timeline::Thread const& thread) {
    auto const& question = thread.question;
    GuideDraft draft{question.community.iri, {}, question.audience};
    auto& guide = draft.guide;
    guide.title = content::cut(question.title(), longest_guide_title);
    if (!question.language.empty()) guide.language = question.language;
    guide.derived_from.push_back(question.iri);
    guide.subject = question.about.subject;
    for (auto const& answer : thread.answers)
        if (is_as_open(answer, question)) add_answer(guide, answer);
    guide = tidied(std::move(guide));
    return draft;
}

}  // namespace collegium::federation::guides
