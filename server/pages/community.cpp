#include "federation/community/moderation.hpp"
#include "federation/fetching/past.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/dispatch.hpp"
#include "server/following.hpp"
#include "server/pages/context_words.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/question_marks.hpp"

namespace collegium::server::pages {

using storage::LocalId;

namespace {

constexpr std::size_t questions_on_a_page = 20;

struct CommunityView {
    timeline::TopicPage questions;
    std::optional<storage::FollowState> membership;
    std::optional<storage::ImportRecord> past;
    bool facilitates = false;  // the member who looks at it, and it is ours
};

QuestionContext wanted_by(Call const& call) {
    return known_part(context_in(call.form));
}

// The same questions, further down.
std::string older_than(Call const& call, LocalId before) {
    std::string address = "?";
    for (auto const* const name : {"kind", "phase", "subject", "need"})
        if (!call.form.text(name).empty())
            address += std::string{name} + "=" + percent_encoded(call.form.text(name)) + "&";
    return address + "before=" + std::to_string(static_cast<std::uint64_t>(before));
}

CommunityView look(App const& app, Call const& call, storage::Handle community) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        // One more than is shown tells whether there is a next page.
        CommunityView view{
            timeline::questions_in(
                tx, tables, community, before_of(call), questions_on_a_page + 1, call.viewer(), wanted_by(call)
            ),
            std::nullopt,
            tables.imports.get(tx, community)};
        if (!call.member) return view;
        if (auto const follow = tables.following.get(tx, {call.member->actor, community}))
            view.membership = follow->state;
        view.facilitates = federation::community::is_home(tx, tables, community) &&
                           federation::community::moderates(tx, tables, community, call.member->actor);
        return view;
    });
}

void show_line(Values values, timeline::TopicLine const& line) {
    values.text("PATH", post_path(line.question));
    values.text("TITLE", line.question.title);
    values.number("ANSWERS", line.answers);
    values.show(line.answers == 1 ? "ONE" : "MANY");
    if (line.answered) values.show("ANSWERED");
    if (is_waiting(line.question)) values.show("WAITING");
    auto const context = readable(line.question.about);
    if (!context.empty()) values.repeat("CONTEXT").text("CONTEXT_WORDS", context);
    show_wanting(values, line.question.marks);
    show_byline(values, line.question);
}

void show_membership(Values& values, Call const& call, CommunityView const& view) {
    if (!call.member) return values.show("GUEST");
    if (!view.membership) return values.show("NOT_JOINED");
    values.show(*view.membership == storage::FollowState::accepted ? "JOINED" : "PENDING");
}

// How far the community's past is here. Once it was here whole, catching up is nobody's concern.
void show_past(Values& values, CommunityView const& view) {
    if (!view.past || view.past->whole != Instant{}) return;
    auto shown = values.repeat(view.past->state == storage::ImportState::failed ? "PAST_FAILED" : "PAST_COMING");
    shown.number("FOUND", view.past->found);
    shown.number("TOTAL", view.past->total);
    shown.text("ERROR", view.past->error);
    shown.show(view.past->total > 0 ? "COUNTED" : "STARTING");
    shown.show(federation::past::is_tried_again(*view.past) ? "AGAIN" : "GIVEN_UP");
}

// The place from which the next page goes on; nothing after the last one. Cuts what was asked for beyond this page.
std::optional<LocalId> cut_to_page(timeline::TopicPage& questions) {
    if (questions.lines.size() <= questions_on_a_page) return questions.rest;
    questions.lines.pop_back();
    return questions.lines.back().question.number;
}

// Why there are no questions on the page.
std::string_view reason_for_none(bool is_filtered, bool has_more) {
    if (has_more) return "NONE_SO_FAR";
    return is_filtered ? "NONE_LIKE_THIS" : "NO_QUESTIONS";
}

Response community_page(App const& app, Call const& call, timeline::ActorView const& community) {
    auto view = look(app, call, community.handle);
    Page page{app, call, "community", community.display};
    if (community.local) page.alternate(community.iri);
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("NAME", community.display);
    values.text("ADDRESS", community.address());
    values.text("HOST", community.host);
    values.html("SUMMARY", community.summary);
    show_membership(values, call, view);
    if (view.facilitates) values.show("FACILITATES");
    show_notice(app, call, values, {community.host});
    show_past(values, view);
    auto const older = cut_to_page(view.questions);
    if (older) values.repeat("OLDER").text("ADDRESS", older_than(call, *older));
    for (auto const& line : view.questions.lines) show_line(values.repeat("QUESTION"), line);
    auto const wanted = wanted_by(call);
    bool const is_filtered = !federation::is_empty(wanted);
    show_context_filter(values, wanted);
    values.show(is_filtered ? "SOME_QUESTIONS" : "ALL_QUESTIONS");
    if (view.questions.lines.empty()) values.show(reason_for_none(is_filtered, older.has_value()));
    return page.render();
}

}  // namespace

awaitable<Response> get_community(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    if (!call.wants_activity()) co_return community_page(app, call, *community);
    if (!community->local) co_return Response::refused({Reason::not_found, "another node's community"});
    co_return activitypub::actor_document(app, call, community->handle);
}

awaitable<Response> post_join(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const member = call.member->actor;
    auto const joined = co_await follow(app, member, community->handle);
    if (!joined) co_return refuse(app, call, joined.error());
    co_return Response::see_other(community_path(*community));
}

awaitable<Response> post_leave(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const member = call.member->actor;
    auto const left = co_await unfollow(app, member, community->handle);
    if (!left) co_return refuse(app, call, left.error());
    co_return Response::see_other(community_path(*community));
}

}  // namespace collegium::server::pages
