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
#include "server/pages/writing/area.hpp"
#include "server/pages/writing/handlers.hpp"
#include "server/pages/writing/pictures.hpp"
#include "server/pages/writing/steps.hpp"
#include "server/search/search_desk.hpp"

namespace collegium::server::pages {

namespace {

using Similar = std::vector<timeline::PostView>;

// The most people that anything in it is for. What a pupil says never leaves this node.
storage::Audience width_of(App const& app, Call const& call, timeline::ActorView const& community) {
    auto const widest = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, community.handle).audience;
    });
    bool const stays = call.member->pupil && community.local;
    return stays ? federation::community::narrower(widest, storage::Audience::here) : widest;
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
    auto const widest = width_of(app, call, community);
    auto const choices = audiences_in(community, widest);
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("COMMUNITY", community.display);
    values.text("HOST", community.host);
    values.text("QUESTION_TITLE", call.form.text("title"));
    values.text("LOOK", similar.empty() && call.form.text("similar") != "seen" ? "look" : "seen");
    if (auto const event = event_named(app, call, community)) {
        auto came_up = values.repeat("CAME_UP");
        came_up.text("EVENT", federation::digits(event->post.number));
        came_up.text("EVENT_TITLE", event->post.title());
    }
    show_audiences(values, choices, audience_chosen(call.form, choices).value_or(widest));
    bool const is_refused = problems.any() || call.form.has("picture_problem");
    if (is_refused) values.refused(phrase("The question was not sent; your text is still here."));
    values.problem("title", problems.title);
    show_similar(values, similar, true);
    WritingArea area{
        call.request.path, phrase("Your question"), phrase("Say what you know already, and what you want to know.")};
    area.problem = problems.words;
    area.words = call.form.text("words");
    area.rows = 12;
    area.send = phrase("Send the question");
    show_writing(app, call, values, area);
    show_context_fields(values, context_in(call.form), problems.context);
    return page.render(status);
}

// The form of our page asks once for questions that are like the one that is about to be sent.
bool wants_similar(App const& app, Call const& call) {
    return call.form.text("similar") == "look" && app.search_desk != nullptr &&
           app.search_desk->allows(call.member->account, app.node.clock.now());
}

// It reaches as many people as the community does, unless whoever asks chose fewer, and no more than the event at which
// it came up.
federation::QuestionDraft draft_of(App const& app, Call const& call, timeline::ActorView const& community) {
    federation::QuestionDraft draft;
    draft.language = writing_language(app, call);
    auto const widest = width_of(app, call, community);
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
    if (is_preview(call)) co_return ask_page(app, call, *community, {}, {}, 200);
    auto const problems = check_question(call.form);
    auto const pictures = chosen_pictures(app, call);
    if (problems.any() || !pictures) co_return ask_page(app, call, *community, problems, {}, 422);
    if (wants_similar(app, call)) {
        auto title = call.form.trimmed("title");
        auto const similar = co_await similar_to(app, call, std::move(title));
        if (!similar.empty()) co_return ask_page(app, call, *community, problems, similar, 200);
    }
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    auto draft = draft_of(app, call, *community);
    draft.attachments = *pictures;
    auto question = federation::composer_of(app.node).question(*author, draft);
    auto const path = "/post/" + federation::digits(question.number);
    auto alongside = on_sending(app, call, question.activity, path);
    auto const asked = co_await federation::perform(app.node, std::move(question), std::move(alongside));
    if (!asked) {
        auto const status = meaning_of(asked.error().reason()).status;
        co_return ask_page(app, call, *community, why_not_taken(asked.error()), {}, status);
    }
    co_return Response::see_other(path);
}

}  // namespace collegium::server::pages
