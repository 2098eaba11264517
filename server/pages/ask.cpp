#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/community/terms.hpp"
#include "server/dispatch.hpp"
#include "server/pages/audience_words.hpp"
#include "server/pages/context_words.hpp"
#include "server/pages/draft_checks.hpp"
#include "server/pages/events/capturing.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/page_language.hpp"
#include "server/search/search_desk.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t most_similar = 5;

using Similar = std::vector<timeline::PostView>;

void show_similar(Values& values, Similar const& similar) {
    if (similar.empty()) return;
    auto list = values.repeat("SIMILAR");
    for (auto const& each : similar) {
        auto line = list.repeat("QUESTION");
        line.text("PATH", post_path(each));
        line.text("TITLE", each.title);
        line.text("COMMUNITY_NAME", each.community.display);
    }
}

// The most people that anything in it is for.
storage::Audience width_of(App const& app, timeline::ActorView const& community) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, community.handle).audience;
    });
}

Response ask_page(
    App const& app,
    Call const& call,
    timeline::ActorView const& community,
    DraftProblems const& problems,
    Similar const& similar,
    unsigned status
) {
    Page page{app, call, "ask", phrase("Ask in {community}"), {{"community", community.display}}};
    auto const widest = width_of(app, community);
    auto const choices = audiences_in(community, widest);
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("COMMUNITY", community.display);
    values.text("HOST", community.host);
    values.text("QUESTION_TITLE", call.form.text("title"));
    values.text("QUESTION_WORDS", call.form.text("words"));
    values.text("LOOK", similar.empty() && call.form.text("similar") != "seen" ? "look" : "seen");
    if (auto const event = event_named(app, call, community)) {
        auto came_up = values.repeat("CAME_UP");
        came_up.text("EVENT", federation::digits(event->post.number));
        came_up.text("EVENT_TITLE", event->post.title);
    }
    show_context_fields(values, context_in(call.form), problems.context);
    show_audiences(values, choices, audience_chosen(call.form, choices).value_or(widest));
    show_problems(values, problems);
    show_similar(values, similar);
    return page.render(status);
}

// The form of our page asks once for questions that are like the one that is about to be sent.
bool wants_similar(App const& app, Call const& call) {
    return call.form.text("similar") == "look" && app.search_desk != nullptr &&
           app.search_desk->allows(call.member->account, app.node.clock.now());
}

awaitable<Similar> similar_questions(App const& app, Call const& call) {
    Similar similar;
    auto const title = call.form.trimmed("title");
    auto const viewer = call.viewer();
    std::function<void()> work = [&] { similar = app.search_desk->similar_questions(title, viewer, most_similar); };
    co_await app.node.workers.run(std::move(work));
    co_return similar;
}

// It reaches as many people as the community does, unless whoever asks chose fewer, and no more than the event at which
// it came up.
federation::QuestionDraft draft_of(App const& app, Call const& call, timeline::ActorView const& community) {
    federation::QuestionDraft draft;
    draft.language = writing_language(app, call);
    auto const widest = width_of(app, community);
    draft.audience = audience_chosen(call.form, audiences_in(community, widest)).value_or(widest);
    if (auto const event = event_named(app, call, community)) {
        draft.derived_from = event->post.iri;
        draft.audience = federation::community::narrowed_audience(draft.audience, event->post.audience);
    }
    draft.community = community.iri;
    draft.title = call.form.trimmed("title");
    draft.source = call.form.trimmed("words");
    draft.about = context_in(call.form);
    return draft;
}

}  // namespace

awaitable<Response> get_ask(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return ask_page(app, call, *community, {}, {}, 200);
}

awaitable<Response> post_ask(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const problems = check_question(call.form);
    if (problems.any()) co_return ask_page(app, call, *community, problems, {}, 422);
    if (wants_similar(app, call)) {
        auto const similar = co_await similar_questions(app, call);
        if (!similar.empty()) co_return ask_page(app, call, *community, problems, similar, 200);
    }
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    auto question = federation::composer_of(app.node).question(*author, draft_of(app, call, *community));
    auto const digits = std::to_string(static_cast<std::uint64_t>(question.number));
    auto const asked = co_await federation::perform(app.node, std::move(question));
    if (!asked) {
        auto const status = meaning_of(asked.error().reason()).status;
        co_return ask_page(app, call, *community, why_not_taken(asked.error()), {}, status);
    }
    co_return Response::see_other("/post/" + digits);
}

}  // namespace collegium::server::pages
