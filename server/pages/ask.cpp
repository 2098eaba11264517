#include "federation/admit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/draft_checks.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

namespace {

Response ask_page(
    App const& app,
    Call const& call,
    timeline::ActorView const& community,
    DraftProblems const& problems,
    unsigned status
) {
    Page page{app, call, "ask", "Ask in " + community.display};
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("COMMUNITY", community.display);
    values.text("HOST", community.host);
    values.text("QUESTION_TITLE", call.form.text("title"));
    values.text("QUESTION_WORDS", call.form.text("words"));
    show_problems(values, problems);
    return page.render(status);
}

}  // namespace

awaitable<Response> get_ask(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return ask_page(app, call, *community, {}, 200);
}

awaitable<Response> post_ask(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const problems = check_question(call.form);
    if (problems.any()) co_return ask_page(app, call, *community, problems, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    federation::QuestionDraft const draft{community->iri, call.form.trimmed("title"), call.form.trimmed("words"), "en"};
    auto question = federation::composer_of(app.node).question(*author, draft);
    auto const digits = std::to_string(static_cast<std::uint64_t>(question.number));
    auto const asked = co_await federation::perform(app.node, std::move(question));
    if (!asked) {
        auto const status = meaning_of(asked.error().reason()).status;
        co_return ask_page(app, call, *community, why_not_taken(asked.error()), status);
    }
    co_return Response::see_other("/post/" + digits);
}

}  // namespace collegium::server::pages
