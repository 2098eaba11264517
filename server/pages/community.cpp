#include "federation/community/facilitators.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/roll.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/fetching/past.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/communities/councils.hpp"
#include "server/communities/joining.hpp"
#include "server/communities/places.hpp"
#include "server/communities/running.hpp"
#include "server/dispatch.hpp"
#include "server/following.hpp"
#include "server/pages/communities/handlers.hpp"
#include "server/pages/community_tabs.hpp"
#include "server/pages/context_words.hpp"
#include "server/pages/feeds.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/question_marks.hpp"
#include "server/pages/signposts/handlers.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using storage::LocalId;

namespace {

constexpr std::size_t questions_on_a_page = 20;
constexpr std::size_t most_pages_searched = 5;  // for questions that nobody answered, or that are pinned
constexpr std::size_t most_signposts = 3;       // the rest is on a page of their own
constexpr std::size_t longest_reason = 1000;    // characters
constexpr std::string_view full_words = phrase(
    "So many people wait already that nobody else can ask now. Ask again when the facilitators have decided about "
    "some."
);

// Which of its questions a community shows.
enum class QuestionFilter { all, unanswered, pinned };

struct CommunityView {
    timeline::TopicPage questions;
    communities::Standing standing{};
    std::optional<storage::ImportRecord> past;
    storage::CommunityRecord terms{};
    std::vector<timeline::ActorView> facilitators{};
    bool may_run = false;
    std::vector<communities::Place> wholes{};
    std::vector<communities::Place> parts{};
    bool in_council = false;
    bool facilitates = false;  // the member who looks at it, and it is ours
    std::vector<SignpostLine> signposts{};
    std::optional<timeline::ActorView> successor{};  // where it has moved to, if that is known here
};

QuestionContext wanted_by(Call const& call) {
    return known_part(context_in(call.form));
}

QuestionFilter filter_of(Call const& call) {
    auto const& word = call.form.text("show");
    if (word == "unanswered") return QuestionFilter::unanswered;
    return word == "pinned" ? QuestionFilter::pinned : QuestionFilter::all;
}

bool passes(timeline::TopicLine const& line, QuestionFilter filter) {
    if (filter == QuestionFilter::unanswered) return line.answers == 0;
    return filter == QuestionFilter::all || line.question.featured;
}

// One more than a page shows tells whether there is a next one.
timeline::TopicPage questions_for(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, Call const& call
) {
    auto const filter = filter_of(call);
    auto before = before_of(call);
    timeline::TopicPage page;
    for (std::size_t i = 0; i < most_pages_searched; ++i) {
        auto next = timeline::questions_in(
            tx, tables, community, before, questions_on_a_page + 1, call.viewer(), wanted_by(call)
        );
        if (filter == QuestionFilter::all) return next;
        bool const is_full = next.lines.size() > questions_on_a_page;
        if (is_full) before = next.lines.back().question.number;
        if (next.rest) before = *next.rest;
        for (auto& line : next.lines) {
            if (passes(line, filter)) page.lines.push_back(std::move(line));
            if (page.lines.size() > questions_on_a_page) return page;
        }
        if (!is_full && !next.rest) return page;
    }
    page.rest = before;
    return page;
}

// The same questions, further down.
std::string older_than(Call const& call, LocalId before) {
    std::string address = "?";
    for (auto const* const name : {"show", "kind", "phase", "subject", "need"})
        if (!call.form.text(name).empty())
            address += std::string{name} + "=" + percent_encoded(call.form.text(name)) + "&";
    return address + "before=" + std::to_string(static_cast<std::uint64_t>(before));
}

CommunityView look(App const& app, Call const& call, storage::Handle community) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        CommunityView view{questions_for(tx, tables, community, call), {}, tables.imports.get(tx, community)};
        view.terms = federation::community::terms_of(tx, tables, community);
        if (auto const to = storage::find_handle(tx, tables, view.terms.moved_to))
            view.successor = timeline::find_actor(tx, tables, *to);
        view.wholes = communities::wholes_of(tx, tables, community);
        view.parts = communities::parts_of(tx, tables, community);
        view.signposts = signpost_lines(tx, tables, community, LocalId{~0ull}, most_signposts, call.viewer());
        for (auto const person : federation::community::facilitators_of(tx, tables, community)) {
            auto const found = timeline::find_actor(tx, tables, person);
            bool const is_shown = found && federation::community::may_know_of(tx, tables, call.viewer(), person);
            if (is_shown) view.facilitators.push_back(*found);
        }
        if (!call.member) return view;
        view.standing = communities::standing_of(tx, tables, community, call.member->actor);
        bool const is_ours = federation::community::is_home(tx, tables, community);
        view.may_run = is_ours && communities::may_run(tx, tables, community, *call.member);
        view.in_council = communities::part_in(tx, tables, community, *call.member) != communities::CouncilPart::none;
        view.facilitates = is_ours && federation::community::moderates(tx, tables, community, call.member->actor);
        return view;
    });
}

void show_line(Values values, timeline::TopicLine const& line) {
    values.text("PATH", post_path(line.question));
    values.text("TITLE", line.question.title());
    values.count("ANSWERS", line.answers, "{n} answer", "{n} answers");
    if (line.answered) values.show("ANSWERED");
    if (is_waiting(line.question)) values.show("WAITING");
    if (line.question.featured) values.show("PINNED");
    auto const context = readable(values.language(), line.question.about);
    if (!context.empty()) values.repeat("CONTEXT").text("CONTEXT_WORDS", context);
    show_wanting(values, line.question.marks);
    show_byline(values, line.question);
}

// Where no roll is kept, who follows is a member.
std::string_view part_for(communities::Standing const& standing) {
    using enum storage::MembershipState;
    bool const follows = standing.follow == storage::FollowState::accepted;
    if (standing.membership == member) return "JOINED";
    if (standing.membership == invited) return "INVITED";
    if (standing.membership == applied) return "PENDING";
    if (standing.follow && !follows) return "PENDING";
    return follows && !standing.keeps_roll ? "JOINED" : "NOT_JOINED";
}

// Following is apart from it where a roll is kept.
void show_following(Values& values, communities::Standing const& standing) {
    if (!standing.keeps_roll || standing.follow == storage::FollowState::pending) return;
    values.show(standing.follow ? "FOLLOWS" : "MAY_FOLLOW");
}

void show_membership(Values& values, Call const& call, CommunityView const& view, std::string_view problem) {
    if (!call.member) return values.show("GUEST");
    if (!view.terms.moved_to.empty() && part_for(view.standing) == "NOT_JOINED") return;
    auto const part = part_for(view.standing);
    auto shown = values.repeat(part);
    show_following(values, view.standing);
    if (part != "NOT_JOINED") return;
    using storage::JoinPolicy;
    shown.show(view.terms.join == JoinPolicy::invite ? "BY_INVITATION" : "MAY_JOIN");
    if (view.terms.join == JoinPolicy::apply) shown.repeat("REASON").text("REASON_TEXT", call.form.text("reason"));
    if (view.terms.join == JoinPolicy::apply)
        shown.problem("reason", problem);
    else
        shown.refused(problem);
}

// How far the community's past is here. Once it was here whole, catching up is nobody's concern.
void show_past(Values& values, CommunityView const& view) {
    if (!view.past || view.past->whole != Instant{}) return;
    auto shown = values.repeat(view.past->state == storage::ImportState::failed ? "PAST_FAILED" : "PAST_COMING");
    shown.amount("FOUND", view.past->found);
    shown.amount("TOTAL", view.past->total);
    shown.text("ERROR", view.past->error);
    shown.show(view.past->total > 0 ? "COUNTED" : "STARTING");
    shown.show(federation::past::is_tried_again(*view.past) ? "AGAIN" : "GIVEN_UP");
}

// Only what both communities say.
void show_places(Values& values, std::string_view part, std::vector<communities::Place> const& places) {
    bool const any = std::ranges::any_of(places, &communities::Place::mutual);
    if (!any) return;
    auto list = values.repeat(part);
    for (auto const& each : places) {
        if (!each.mutual) continue;
        auto line = list.repeat("PLACE");
        line.text("PATH", community_path(each.community));
        line.text("NAME", each.community.display);
    }
}

// One that has moved takes nothing new.
void show_moved(Values& values, CommunityView const& view) {
    if (view.terms.moved_to.empty()) return values.show("MAY_ASK");
    auto moved = values.repeat("MOVED");
    moved.text("WHERE", view.successor ? community_path(*view.successor) : view.terms.moved_to);
    moved.text("WHERE_NAME", view.successor ? view.successor->address() : view.terms.moved_to);
}

// How it is run, and by whom.
void show_terms(Values& values, timeline::ActorView const& community, CommunityView const& view) {
    auto shown = values.repeat("TERMS");
    if (!view.facilitators.empty()) {
        auto people = shown.repeat("RUN_BY");
        for (auto const& each : view.facilitators) people.repeat("FACILITATOR").text("NAME", each.display);
    }
    for (auto const& each : view.terms.subjects) shown.repeat("SUBJECT").text("WORDS", each);
    if (!view.terms.rules.empty())
        shown.repeat("RULES").html("CONTENT", federation::content::to_html(view.terms.rules));
    if (view.terms.ends != Instant{}) shown.repeat("ENDS").day("DAY", view.terms.ends);
    if (view.terms.holds) shown.show("HOLDS");
    show_places(shown, "PART_OF", view.wholes);
    show_places(shown, "PARTS", view.parts);
    bool const is_network = view.terms.kind == storage::CommunityKind::network;
    if (is_network && community.local) shown.repeat("PARTNER_LIST").text("PATH", community_path(community));
    if (view.may_run) values.repeat("MAY_RUN").text("PATH", community_path(community));
}

// The place from which the next page goes on; nothing after the last one. Cuts what was asked for beyond this page.
std::optional<LocalId> cut_to_page(timeline::TopicPage& questions) {
    if (questions.lines.size() <= questions_on_a_page) return questions.rest;
    questions.lines.pop_back();
    return questions.lines.back().question.number;
}

// Why there are no questions on the page.
std::string_view reason_for_none(bool is_filtered, bool has_more, QuestionFilter filter) {
    if (has_more) return "NONE_SO_FAR";
    if (filter == QuestionFilter::unanswered) return "NONE_UNANSWERED";
    if (filter == QuestionFilter::pinned) return "NONE_PINNED";
    return is_filtered ? "NONE_LIKE_THIS" : "NO_QUESTIONS";
}

void show_feeds(Page& page, timeline::ActorView const& community) {
    auto const path = community_path(community);
    auto const titled = [&](std::string_view words) {
        return page.values().language().say(words, {{"community", community.display}});
    };
    if (community.local) page.feed(path + "/questions.atom", atom_type, titled(phrase("Questions in {community}")));
    if (community.local) page.feed(path + "/guides.atom", atom_type, titled(phrase("Guides in {community}")));
    page.feed(path + "/events.ics", "text/calendar", titled(phrase("Events of {community}")));
}

CommunityTab tab_of(QuestionFilter filter) {
    if (filter == QuestionFilter::unanswered) return CommunityTab::unanswered;
    return filter == QuestionFilter::pinned ? CommunityTab::pinned : CommunityTab::questions;
}

Response community_page(
    App const& app,
    Call const& call,
    timeline::ActorView const& community,
    std::string_view problem = {},
    unsigned status = 200
) {
    auto view = look(app, call, community.handle);
    Page page{app, call, "community", community.display};
    if (community.local) page.alternate(community.iri);
    show_feeds(page, community);
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("NAME", community.display);
    values.text("ADDRESS", community.address());
    values.text("HOST", community.host);
    values.html("SUMMARY", community.summary);
    show_membership(values, call, view, problem);
    if (view.facilitates) values.show("FACILITATES");
    if (view.in_council) values.show("IN_COUNCIL");
    show_terms(values, community, view);
    show_moved(values, view);
    show_notice(app, call, values, {community.host});
    show_past(values, view);
    auto const older = cut_to_page(view.questions);
    if (older) values.repeat("OLDER").text("ADDRESS", older_than(call, *older));
    for (auto const& line : view.questions.lines) show_line(values.repeat("QUESTION"), line);
    auto const wanted = wanted_by(call);
    bool const is_filtered = !federation::is_empty(wanted);
    show_context_filter(values, wanted);
    auto const filter = filter_of(call);
    show_community_tabs(values, call, community, tab_of(filter));
    if (filter != QuestionFilter::all) values.repeat("KEEP_SHOWING").text("WHICH", call.form.text("show"));
    values.show(is_filtered ? "SOME_QUESTIONS" : "ALL_QUESTIONS");
    if (view.questions.lines.empty()) values.show(reason_for_none(is_filtered, older.has_value(), filter_of(call)));
    if (!view.signposts.empty()) {
        auto part = values.repeat("SIGNPOSTS");
        show_signpost_rows(part, view.signposts);
    }
    if (call.member) values.repeat("PULSE").text("PATH", community_path(community));
    return page.render(status);
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
    auto reason = call.form.trimmed("reason");
    if (federation::content::characters(reason) > longest_reason)
        co_return community_page(app, call, *community, phrase("Shorten this to at most 1000 characters."), 422);
    auto const joined = co_await communities::join(app, member, community->handle, std::move(reason));
    if (!joined) {
        auto const meaning = meaning_of(joined.error().reason());
        bool const is_full = joined.error().detail() == federation::community::too_many_apply.detail();
        co_return community_page(app, call, *community, is_full ? full_words : meaning.words, meaning.status);
    }
    co_return Response::see_other(community_path(*community));
}

awaitable<Response> post_leave(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const member = call.member->actor;
    auto const left = co_await communities::leave(app, member, community->handle);
    if (!left) co_return refuse(app, call, left.error());
    co_return Response::see_other(community_path(*community));
}

awaitable<Response> post_follow_community(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const member = call.member->actor;
    auto const followed = co_await follow(app, member, community->handle);
    if (!followed) co_return refuse(app, call, followed.error());
    co_return Response::see_other(community_path(*community));
}

awaitable<Response> post_unfollow_community(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const member = call.member->actor;
    auto const unfollowed = co_await unfollow(app, member, community->handle);
    if (!unfollowed) co_return refuse(app, call, unfollowed.error());
    co_return Response::see_other(community_path(*community));
}

}  // namespace collegium::server::pages
