#include "server/pages/take_ups.hpp"

#include "federation/messages/take_up.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/taking_up.hpp"

namespace collegium::server::pages {

namespace {

TakeUpWish wish_in(Form const& form) {
    return {form.text("state"), form.trimmed("plan")};
}

void show_states(Values& form, std::string_view chosen) {
    for (auto const state : federation::take_up_states) {
        auto option = form.repeat("STATE");
        option.text("VALUE", state);
        option.words("LABEL", state_label(state));
        if (state == chosen) option.show("CHOSEN");
    }
}

}  // namespace

void show_take_up_form(Values& values, Call const& call, timeline::Thread const& thread, std::string_view problem) {
    if (!call.member || !may_take_up(*call.member, thread.question)) return;
    auto const* const own = take_up_by(thread, call.member->actor);
    TakeUpWish stands{"active", ""};
    if (own != nullptr) stands = {own->take_up, typed_plan(*own)};
    auto const typed = wish_in(call.form);
    bool const was_typed = call.form.has("plan");
    auto form = values.repeat("TAKE_UP_FORM");
    form.text("PATH", post_path(thread.question));
    form.show(own != nullptr ? "CHANGE" : "BEGIN");
    form.text("PLAN_TEXT", was_typed ? typed.plan : stands.plan);
    show_states(form, was_typed ? typed.state : stands.state);
    if (problem.empty()) return;
    form.show("OPEN");
    form.problem("plan", problem);
}

awaitable<Response> post_take_up(App const& app, Call call) {
    auto const question = post_of(app, call);
    auto const view = question ? look_at_question(app, call, question->handle) : std::nullopt;
    if (!view) co_return refuse(app, call, {Reason::not_found, "no such question"});
    if (!may_take_up(*call.member, view->thread.question))
        co_return refuse(app, call, {Reason::not_allowed, "a question is taken up by others than its asker"});
    auto const wish = wish_in(call.form);
    QuestionProblems problems;
    problems.take_up = problem_with(wish);
    if (!problems.take_up.empty()) co_return question_page(app, call, *view, problems, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    auto composed = taking_up(app, *author, call.member->actor, view->thread, wish);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) {
        auto const meaning = meaning_of(done.error().reason());
        problems.take_up = meaning.words;
        co_return question_page(app, call, *view, problems, meaning.status);
    }
    co_return Response::see_other(post_path(view->thread.question));
}

}  // namespace collegium::server::pages
