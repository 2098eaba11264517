// Suggesting a change of somebody's guide.
#include "federation/admit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/guide_fields.hpp"
#include "server/pages/guides/handlers.hpp"

namespace collegium::server::pages {

using guides::GuideView;

namespace {

struct SuggestNotes {
    FieldProblems problems;
    std::string why;  // it was not sent; empty: it has not been tried
};

Response suggest_page(
    App const& app,
    Call const& call,
    GuideView const& base,
    guides::Guide const& proposed,
    SuggestNotes const& notes,
    unsigned status
) {
    Page page{app, call, "guide_suggest", phrase("Suggest a change")};
    auto& values = page.values();
    values.text("TITLE", base.guide.title);
    values.text("LANG", base.guide.language);
    values.text("PATH", post_path(base.post));
    values.text("AUTHOR", base.post.author.display);
    values.text("HOST", base.post.author.host);
    values.text("BASE", base.version);
    values.amount("REVISION", base.guide.revision);
    if (!base.current) values.show("OLD_VERSION");
    values.refused(notes.why);
    show_parts(app, values, proposed, notes.problems, false);
    values.text("REASON", call.form.text("reason"));
    show_beside(values, "REASON_PROBLEM", notes.problems, "reason");
    return page.render(status);
}

FieldProblems problems_with(guides::Guide const& proposed, std::string const& reason) {
    auto problems = problems_of_proposal(proposed);
    if (reason.size() > guides::longest_reason)
        problems.push_back({"reason", phrase("Shorten the reason to at most 2,000 bytes: about 300 words.")});
    return problems;
}

// The version that the form began with: the guide may have a newer one by now, and is then merged by its author. One
// whose words are gone gives way to the newest.
std::optional<GuideView> base_of(App const& app, Call const& call, std::string const& version) {
    auto base = guide_of(app, call, version);
    return base || version.empty() ? std::move(base) : guide_of(app, call);
}

bool is_own(Call const& call, GuideView const& guide) {
    return guide.post.author.handle == call.member->actor;
}

}  // namespace

awaitable<Response> get_suggest(App const& app, Call call) {
    auto const base = base_of(app, call, call.form.text("version"));
    if (!base) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    if (is_own(call, *base)) co_return Response::see_other(post_path(base->post));
    co_return suggest_page(app, call, *base, base->guide, {}, 200);
}

awaitable<Response> post_suggest(App const& app, Call call) {
    auto const base = base_of(app, call, call.form.text("base"));
    if (!base) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto const proposed = proposal_typed(call, base->guide);
    auto const reason = call.form.trimmed("reason");
    SuggestNotes notes;
    notes.problems = problems_with(guides::tidied(proposed), reason);
    if (!notes.problems.empty()) {
        notes.why = phrase("The change was not sent. What is wrong is marked below; your text is still here.");
        co_return suggest_page(app, call, *base, proposed, notes, 422);
    }
    if (guides::suggestion_between(base->guide, proposed).changes_nothing()) {
        notes.why = phrase("Nothing is different yet. Change the words below as you would have them, then send it.");
        co_return suggest_page(app, call, *base, proposed, notes, 422);
    }

    std::optional<federation::Composed> offer;
    auto const composer = guide_composer_of(app);
    std::function<void()> work = [&] { offer.emplace(composer.suggest(*author, *base, proposed, reason)); };
    co_await app.node.workers.run(std::move(work));
    std::string const iri{offer->activity.id().text()};
    auto composed = *std::move(offer);
    auto const sent = co_await federation::perform(app.node, std::move(composed));
    if (!sent) {
        notes.why = sentence(sent.error()) + " Your text is still here.";
        co_return suggest_page(app, call, *base, proposed, notes, meaning_of(sent.error().reason()).status);
    }
    co_return Response::see_other(suggestion_path(iri));
}

}  // namespace collegium::server::pages
