#include "server/pages/guides/guide_rows.hpp"

namespace collegium::server::pages {

void show_guide_row(Values values, guides::GuideView const& view, Instant now) {
    auto const& guide = view.guide;
    values.text("PATH", post_path(view.post));
    values.text("TITLE", guide.title);
    values.text("LANG", guide.language);
    values.words("STATE", guides::heading_of(guide.state));
    values.amount("REVISION", guide.revision);
    values.text("ABSTRACT", guides::abstract_of(guide));
    if (guide.evidence) {
        auto evidence = values.repeat("EVIDENCE");
        evidence.words("SCHEME", scheme_words(*guide.evidence));
        evidence.words("GRADE_WORDS", grade_words(*guide.evidence));
    }
    if (guide.state != guides::GuideState::retired && guides::is_past_review(guide, now)) values.show("PAST_REVIEW");
    if (is_waiting(view.post)) values.show("WAITING");
    show_byline(values, view.post);
}

void show_suggestion_rows(
    Values& page, std::string_view place, std::vector<guides::SuggestionView> const& suggestions
) {
    auto values = page.include(place, "guide_suggestion_rows");
    if (suggestions.empty()) return values.show("NO_SUGGESTIONS");
    auto list = values.repeat("SUGGESTIONS");
    for (auto const& each : suggestions) {
        auto line = list.repeat("SUGGESTION");
        line.text("PATH", suggestion_path(each.iri));
        line.words("STATE", guides::name_of(each.state));
        line.text("PERSON", each.by.display);
        line.text("HOST", each.by.host);
        line.time("TIME", each.received);
        line.text("DATETIME", to_rfc3339(each.received));
        if (!each.change.reason.empty()) line.repeat("WITH_REASON").text("REASON", each.change.reason);
        if (!each.answer.empty()) line.repeat("WITH_ANSWER").text("ANSWER", each.answer);
    }
}

}  // namespace collegium::server::pages
