#include "server/pages/take_ups.hpp"

#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/take_up.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"

namespace collegium::server::pages {

using storage::ObjectKind;
using storage::ObjectState;
using timeline::PostView;

namespace {

struct State {
    std::string_view word;  // of the wire
    std::string_view label;
};

constexpr std::array<State, federation::take_up_states.size()> states{
    {{"planned", "Planning to work on this"},
     {"active", "Working on this"},
     {"finished", "Finished"},
     {"stopped", "No longer working on this"}}};

constexpr std::size_t longest_plan = 2000;  // characters

// Other software shows the words only, so they begin with the state.
std::string first_line(std::string_view state) {
    return "**" + std::string{state_label(state)} + "**\n\n";
}

bool may_take_up(Call const& call, PostView const& question) {
    bool const is_open = question.kind == ObjectKind::question && question.state == ObjectState::visible;
    return is_open && call.member && !call.member->pupil && call.member->actor != question.author.handle;
}

PostView const* own_take_up(timeline::Thread const& thread, storage::Handle member) {
    for (auto const* const each : take_ups_of(thread))
        if (each->author.handle == member) return each;
    return nullptr;
}

std::string_view problem_with(std::string_view state, std::string_view plan) {
    if (!federation::is_take_up_state(state)) return "Choose how far you are.";
    if (plan.empty()) return "Say in a sentence what you do, so that the asker knows what to expect.";
    return federation::content::characters(plan) > longest_plan ? "Shorten this to at most 2,000 characters." : "";
}

federation::NoteDraft draft_of(App const& app, Call const& call, PostView const& question) {
    federation::NoteDraft draft;
    draft.take_up = call.form.text("state");
    draft.source = first_line(draft.take_up) + call.form.trimmed("plan");
    draft.parent = question.iri;
    draft.parent_author = question.author.iri;
    draft.community = question.community.iri;
    draft.context = question.context;
    draft.kind = "comment";
    draft.audience = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::allowed_audience(
            tx, tables, call.member->actor, question.audience, question.handle
        );
    });
    return draft;
}

// The first one, or the member's own as it is now.
federation::Composed compose_take_up(
    App const& app, Call const& call, federation::Author const& author, timeline::Thread const& thread
) {
    auto const draft = draft_of(app, call, thread.question);
    auto const composer = federation::composer_of(app.node);
    auto const* const own = own_take_up(thread, call.member->actor);
    if (own == nullptr) return composer.note(author, draft);
    return composer.edit(author, draft, federation::Edited{own->iri, own->published, own->updated});
}

}  // namespace

std::vector<PostView const*> take_ups_of(timeline::Thread const& thread) {
    std::vector<PostView const*> found;
    for (auto const& comment : thread.comments) {
        if (comment.take_up.empty() || comment.state != ObjectState::visible) continue;
        if (comment.parent != thread.question.handle) continue;
        std::erase_if(found, [&](auto const* each) { return each->author.handle == comment.author.handle; });
        found.push_back(&comment);
    }
    return found;
}

std::string_view state_label(std::string_view state) noexcept {
    for (auto const& each : states)
        if (each.word == state) return each.label;
    return {};
}

std::string typed_plan(PostView const& take_up) {
    auto const line = first_line(take_up.take_up);
    return take_up.source.starts_with(line) ? take_up.source.substr(line.size()) : take_up.source;
}

std::string shown_plan(PostView const& take_up) {
    auto const line = federation::content::to_html(first_line(take_up.take_up));
    return take_up.content.starts_with(line) ? take_up.content.substr(line.size()) : take_up.content;
}

void show_take_up_form(Values& values, Call const& call, timeline::Thread const& thread, std::string_view problem) {
    if (!may_take_up(call, thread.question)) return;
    auto const* const own = own_take_up(thread, call.member->actor);
    auto const stands = own != nullptr ? own->take_up : std::string{"active"};
    auto const chosen = call.form.has("state") ? call.form.text("state") : stands;
    auto form = values.repeat("TAKE_UP_FORM");
    form.text("PATH", post_path(thread.question));
    form.show(own != nullptr ? "CHANGE" : "BEGIN");
    if (!problem.empty()) form.show("OPEN");
    form.text("PLAN_TEXT", call.form.has("plan") ? call.form.text("plan") : own != nullptr ? typed_plan(*own) : "");
    for (auto const& each : states) {
        auto option = form.repeat("STATE");
        option.text("VALUE", each.word);
        option.text("LABEL", each.label);
        if (each.word == chosen) option.show("CHOSEN");
    }
    if (!problem.empty()) form.repeat("TAKE_UP_PROBLEM").text("WORDS", problem);
}

awaitable<Response> post_take_up(App const& app, Call call) {
    auto const question = post_of(app, call);
    auto const view = question ? look_at_question(app, call, question->handle) : std::nullopt;
    if (!view) co_return refuse(app, call, {Reason::not_found, "no such question"});
    if (!may_take_up(call, view->thread.question))
        co_return refuse(app, call, {Reason::not_allowed, "a question is taken up by others than its asker"});
    QuestionProblems problems;
    problems.take_up = problem_with(call.form.text("state"), call.form.trimmed("plan"));
    if (!problems.take_up.empty()) co_return question_page(app, call, *view, problems, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    auto composed = compose_take_up(app, call, *author, view->thread);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(post_path(view->thread.question));
}

}  // namespace collegium::server::pages
