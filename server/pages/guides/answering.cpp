// What the author of a guide makes of a suggested change, and its suggester taking it back.
#include "federation/admit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/guides/suggestion_page.hpp"

namespace collegium::server::pages {

namespace {

guides::Answered answered(SuggestionLook const& look) {
    return {look.suggestion.iri, look.suggestion.by.iri};
}

std::string page_of(SuggestionLook const& look) {
    return suggestion_path(look.suggestion.iri);
}

Response not_theirs(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no such suggestion that this member can answer"});
}

Response refused(App const& app, Call const& call, SuggestionLook const& look, Refusal refusal) {
    AnswerNotes notes;
    notes.why = sentence(refusal) + " Your text is still here.";
    return suggestion_page(app, call, look, notes, meaning_of(refusal.reason()).status);
}

bool has_marks(std::string_view text) {
    return text.starts_with("<<<<<<< ") || text.find("\n<<<<<<< ") != std::string_view::npos;
}

// The guide of today with the change in it, where the two conflict as the author typed it.
guides::Guide decided(Call const& call, guides::Merged const& merged) {
    auto guide = merged.guide;
    for (auto const& conflict : merged.conflicts) {
        auto const& typed = call.form.text(conflict.part);
        if (auto const section = guides::section_named(conflict.part))
            guide[*section] = typed;
        else
            guide.title = typed;
    }
    return guides::tidied(std::move(guide));
}

// Why it cannot be merged as the form was sent; empty if it can.
std::string merge_problem(Call const& call, SuggestionLook const& look, guides::Guide const& next) {
    for (auto const& conflict : look.merged.conflicts) {
        if (!call.form.has(conflict.part))
            return phrase("The guide has changed in the same place meanwhile. Both texts stand below: make one of them."
            );
        if (has_marks(call.form.text(conflict.part)))
            return phrase("There are still lines of signs where the two texts differ. Take them out, and merge again.");
    }
    if (!look.merged.conflicts.empty() && call.form.text("into") != look.current.version)
        return phrase("The guide has changed since you looked. Compare your text with it once more, and merge again.");
    auto const problems = guides::problems_of(next);
    return problems.empty() ? std::string{}
                            : "With this change the guide is not whole. " + sentence(problems.front().why);
}

// The new version and the answer to its suggester, or only the answer where the guide says all of it already.
std::vector<federation::Composed> merging(
    App const& app, federation::Author const& author, SuggestionLook const& look, guides::Guide const& next
) {
    auto const composer = guide_composer_of(app);
    auto const& current = look.current;
    std::vector<federation::Composed> acts;
    std::string version = current.version;
    if (guides::succeeding(current.guide, next).revision != current.guide.revision) {
        guides::GuideDraft draft;
        draft.community = current.post.community.iri;
        draft.guide = next;
        draft.audience = current.post.audience;
        acts.push_back(composer.revise(author, draft, current));
        version = guides::version_of(*acts.back().activity.object());
    }
    acts.push_back(composer.note_merged(author, answered(look), version));
    return acts;
}

}  // namespace

awaitable<Response> post_suggestion_seen(App const& app, Call call) {
    auto const look = co_await fetch_suggestion(app, call, call.form.text("of"));
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!look || !look->may_answer() || !author) co_return not_theirs(app, call);
    if (look->suggestion.state != storage::SuggestionState::sent) co_return Response::see_other(page_of(*look));
    auto seen = guide_composer_of(app).note_seen(*author, answered(*look));
    auto const done = co_await federation::perform(app.node, std::move(seen));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(page_of(*look));
}

awaitable<Response> post_merge_suggestion(App const& app, Call call) {
    auto const look = co_await fetch_suggestion(app, call, call.form.text("of"));
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!look || !look->may_answer() || !author) co_return not_theirs(app, call);
    auto const next = decided(call, look->merged);
    AnswerNotes notes;
    notes.why = merge_problem(call, *look, next);
    if (!notes.why.empty()) co_return suggestion_page(app, call, *look, notes, 409);
    auto acts = merging(app, *author, *look, next);
    federation::Alongside alongside;
    auto const done = co_await federation::perform_all(app.node, std::move(acts), std::move(alongside));
    if (!done) co_return refused(app, call, *look, done.error());
    co_return Response::see_other(page_of(*look));
}

awaitable<Response> post_decline_suggestion(App const& app, Call call) {
    auto const look = co_await fetch_suggestion(app, call, call.form.text("of"));
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!look || !look->may_answer() || !author) co_return not_theirs(app, call);
    auto const reason = call.form.trimmed("reason");
    AnswerNotes notes;
    if (reason.empty()) notes.decline_problem = phrase("Say why, so that its suggester can learn from it.");
    if (reason.size() > guides::longest_reason)
        notes.decline_problem = phrase("Shorten the reason to at most 2,000 bytes: about 300 words.");
    if (!notes.decline_problem.empty()) co_return suggestion_page(app, call, *look, notes, 422);
    auto declined = guide_composer_of(app).decline(*author, answered(*look), reason);
    auto const done = co_await federation::perform(app.node, std::move(declined));
    if (!done) co_return refused(app, call, *look, done.error());
    co_return Response::see_other(page_of(*look));
}

awaitable<Response> post_withdraw_suggestion(App const& app, Call call) {
    auto const look = co_await fetch_suggestion(app, call, call.form.text("of"));
    auto const author = federation::author_of(app.node, call.member->actor);
    bool const is_theirs = look && look->suggestion.by.handle == call.member->actor;
    auto const offer = is_theirs ? act_of(app, look->suggestion.iri) : std::nullopt;
    if (!offer || !author) co_return not_theirs(app, call);
    auto undo = federation::composer_of(app.node).undo(*author, *offer);
    auto const done = co_await federation::perform(app.node, std::move(undo));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(post_path(look->current.post));
}

}  // namespace collegium::server::pages
