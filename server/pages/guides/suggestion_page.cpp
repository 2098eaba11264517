#include "server/pages/guides/suggestion_page.hpp"

#include "server/dispatch.hpp"
#include "server/pages/guides/changes.hpp"
#include "server/pages/guides/guide_rows.hpp"
#include "server/pages/guides/handlers.hpp"

namespace collegium::server::pages {

namespace {

std::string_view heading_of_part(std::string_view part) {
    auto const section = guides::section_named(part);
    return section ? guides::info_of(*section).heading : phrase("Title");
}

// Both texts, for the author to make one of them; what they have typed already stands there again.
void show_conflicts(Values& form, Call const& call, guides::Merged const& merged) {
    for (auto const& each : merged.conflicts) {
        auto conflict = form.repeat("CONFLICT");
        conflict.text("NAME", each.part);
        conflict.words("HEADING", heading_of_part(each.part));
        conflict.text("TYPED", call.form.has(each.part) ? call.form.text(each.part) : each.marked);
    }
}

void show_answering(Values& values, Call const& call, SuggestionLook const& look, AnswerNotes const& notes) {
    auto answer = values.repeat("ANSWERING");
    if (look.suggestion.state == storage::SuggestionState::sent) answer.show("UNSEEN");
    answer.text("INTO", look.current.version);
    if (!look.merged.conflicts.empty()) answer.show("CONFLICTS");
    show_conflicts(answer, call, look.merged);
    answer.text("DECLINE_WORDS", call.form.text("reason"));
    answer.problem("reason", notes.decline_problem);
}

void show_answer(Values& values, SuggestionLook const& look) {
    auto const& suggestion = look.suggestion;
    if (!suggestion.answer.empty()) values.repeat("WITH_ANSWER").text("ANSWER", suggestion.answer);
    if (suggestion.state != storage::SuggestionState::merged) return;
    auto merged = values.repeat("MERGED");
    auto const& into = suggestion.merged_into.empty() ? look.current.version : suggestion.merged_into;
    merged.text("VERSION_PATH", version_path(look.current.post, into));
}

// How far it has come; nothing once it leads no further.
void show_steps_of(Values& values, storage::SuggestionState state) {
    using enum storage::SuggestionState;
    if (state == declined || state == withdrawn) return;
    auto steps = values.repeat("STEPS");
    steps.show(state == sent ? "IS_SENT" : state == merged ? "IS_MERGED" : "IS_SEEN");
}

}  // namespace

std::optional<SuggestionLook> look_at_suggestion(
    storage::Store const& store, std::string const& offer, timeline::Viewer const& viewer
) {
    std::optional<guides::Guide> base;
    auto look = store.read([&](auto const& tx, auto const& tables) -> std::optional<SuggestionLook> {
        auto found = guides::find_suggestion(tx, tables, offer, viewer);
        auto current = found ? guides::find_guide(tx, tables, found->guide, viewer) : std::nullopt;
        if (!current) return std::nullopt;
        SuggestionLook seen;
        base = guides::words_of_version(tx, tables, found->guide, found->change.base);
        seen.is_author = current->post.author.handle == viewer.member;
        seen.suggestion = *std::move(found);
        seen.current = *std::move(current);
        return seen;
    });
    if (!look) return look;
    // Without the words that were changed, every part that differs is for the author to decide.
    auto const& before = base ? *base : look->current.guide;
    look->changes = guides::differences(before, guides::with(before, look->suggestion.change));
    look->merged = guides::merged(base.value_or(guides::Guide{}), look->current.guide, look->suggestion.change);
    return look;
}

boost::asio::awaitable<std::optional<SuggestionLook>> fetch_suggestion(
    App const& app, Call const& call, std::string const& offer
) {
    std::optional<SuggestionLook> look;
    auto const viewer = call.viewer();
    std::function<void()> work = [&] { look = look_at_suggestion(app.node.store, offer, viewer); };
    co_await app.node.workers.run(std::move(work));
    co_return look;
}

Response suggestion_page(
    App const& app, Call const& call, SuggestionLook const& look, AnswerNotes const& notes, unsigned status
) {
    auto const& suggestion = look.suggestion;
    auto const& post = look.current.post;
    Page page{app, call, "guide_suggestion", phrase("A suggested change")};
    auto& values = page.values();
    values.text("TITLE", look.current.guide.title);
    values.text("LANG", look.current.guide.language);
    values.text("PATH", post_path(post));
    values.text("BASE_PATH", version_path(post, suggestion.change.base));
    values.text("OF", suggestion.iri);
    values.words("STATE", guides::name_of(suggestion.state));
    show_steps_of(values, suggestion.state);
    values.text("PERSON", suggestion.by.display);
    values.text("HOST", suggestion.by.host);
    values.time("TIME", suggestion.received);
    values.text("DATETIME", to_rfc3339(suggestion.received));
    if (!suggestion.change.reason.empty()) values.repeat("WITH_REASON").text("REASON", suggestion.change.reason);
    values.refused(notes.why);
    show_answer(values, look);
    show_changes(values, look.changes, look.current.guide.language);
    if (look.may_answer()) show_answering(values, call, look, notes);
    if (!look.is_author && guides::is_open(suggestion.state)) values.show("MAY_WITHDRAW");
    return page.render(status);
}

awaitable<Response> get_suggestions(App const& app, Call call) {
    auto const guide = guide_of(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    auto const viewer = call.viewer();
    std::vector<guides::SuggestionView> suggestions;
    std::function<void()> work = [&] {
        suggestions = app.node.store.read([&](auto const& tx, auto const& tables) {
            return guides::suggestions_for(tx, tables, guide->post.handle, viewer);
        });
    };
    co_await app.node.workers.run(std::move(work));
    Page page{app, call, "guide_suggestions", phrase("Suggested changes")};
    auto& values = page.values();
    values.text("TITLE", guide->guide.title);
    values.text("LANG", guide->guide.language);
    values.text("PATH", post_path(guide->post));
    values.show(guide->post.author.handle == call.member->actor ? "FOR_AUTHOR" : "FOR_OTHERS");
    show_suggestion_rows(values, "ROWS", suggestions);
    co_return page.render();
}

awaitable<Response> get_suggestion(App const& app, Call call) {
    auto const look = co_await fetch_suggestion(app, call, call.form.text("of"));
    if (!look) co_return refuse(app, call, {Reason::not_found, "no such suggestion for this member"});
    co_return suggestion_page(app, call, *look, {}, 200);
}

}  // namespace collegium::server::pages
