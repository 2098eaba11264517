#include "federation/community/roll.hpp"

#include "federation/community/membership.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/terms.hpp"
#include "federation/logged.hpp"

namespace collegium::federation::community {

using storage::ActorType;
using storage::Edge;
using storage::FollowState;
using storage::Handle;
using storage::JoinPolicy;
using storage::MembershipRecord;
using storage::MembershipState;
using storage::Seq;

namespace {

constexpr std::string_view members_suffix = "/members";

std::optional<MembershipRecord> standing_of(rules::Context const& context, Handle community, Handle person) {
    return context.tables.members.get(context.tx, {community, person});
}

void put(rules::Context const& context, Handle community, Handle person, MembershipRecord const& record) {
    context.tables.members.put(context.tx, {community, person}, record);
    context.tables.memberships.put(context.tx, {person, community}, record);
}

std::optional<Handle> community_named(rules::Context const& context, std::string_view iri) {
    auto const handle = context.find(iri);
    auto const actor = handle ? context.tables.actors.get(context.tx, *handle) : std::nullopt;
    return actor && actor->type == ActorType::group ? handle : std::nullopt;
}

JoinPolicy policy_of(rules::Context const& context, Handle community) {
    return terms_of(context.tx, context.tables, community).join;
}

void react(
    rules::Context const& context, ReactionKind kind, Handle community, Activity const& cause, Instant until = {}
) {
    context.effects.reactions.push_back({kind, community, cause, {}, storage::no_one, until});
}

// A Follow that waited for this.
void accept_waiting_follow(rules::Context const& context, Handle community, Handle person) {
    auto const follow = context.tables.following.get(context.tx, {person, community});
    if (!follow || follow->state != FollowState::pending) return;
    if (auto const act = logged_activity(context.tx, context.tables, follow->seq))
        react(context, ReactionKind::accept, community, *act);
}

// It ends when the community's Reject of it is applied: both nodes hear the same.
void reject_follow(rules::Context const& context, Handle community, Handle person) {
    auto const follow = context.tables.following.get(context.tx, {person, community});
    auto const act = follow ? logged_activity(context.tx, context.tables, follow->seq) : std::nullopt;
    if (act) react(context, ReactionKind::reject, community, *act);
}

// At home.
void let_in(rules::Context const& context, Handle community, Handle person, MembershipRecord record) {
    record.state = MembershipState::member;
    put(context, community, person, record);
    accept_waiting_follow(context, community, person);
}

// With the news of what is for members only, where not everybody is one.
void end(rules::Context const& context, Handle community, Handle person, MembershipRecord record) {
    record.state = MembershipState::ended;
    record.until = {};
    put(context, community, person, record);
    if (is_home(context, community) && policy_of(context, community) != JoinPolicy::open)
        reject_follow(context, community, person);
}

struct Waiting {
    std::size_t all = 0;
    std::size_t of_host = 0;  // of the actor's
};

Waiting count_applications(rules::Context const& context, Handle community) {
    Waiting waiting;
    auto const origin = std::string{context.activity.actor().origin()} + "/";
    context.tables.members
        .ascend(context.tx, {community, storage::no_one}, [&](Edge const& key, MembershipRecord const& each) {
            if (key.of != community) return false;
            if (each.state != MembershipState::applied) return true;
            ++waiting.all;
            if (storage::iri_of(context.tx, context.tables, key.by).starts_with(origin)) ++waiting.of_host;
            return waiting.all < most_applications;
        });
    return waiting;
}

// Who asks once more keeps the place that they have.
Result<void> check_room(rules::Context const& context, Handle community, Handle person) {
    auto const standing = standing_of(context, community, person);
    if (standing && standing->state == MembershipState::applied) return {};
    auto const waiting = count_applications(context, community);
    if (waiting.all == most_applications) return too_many_apply;
    bool const is_ours = context.is_ours(context.activity.actor().text());
    if (!is_ours && waiting.of_host >= most_applications_of_a_host) return too_many_of_a_host;
    return {};
}

Result<void> apply_for(rules::Context const& context, Handle community, Handle person, MembershipRecord record) {
    if (auto const room = check_room(context, community, person); !room) return room;
    record.state = MembershipState::applied;
    put(context, community, person, record);
    return {};
}

// Where the community lives.
Result<void> judge_join(rules::Context const& context, Handle community, Handle person, MembershipRecord record) {
    auto const standing = standing_of(context, community, person);
    auto const policy = policy_of(context, community);
    bool const is_in = standing && standing->state == MembershipState::member;
    bool const is_invited = standing && standing->state == MembershipState::invited;
    if (is_in || is_invited || policy == JoinPolicy::open || moderates(context, community, person)) {
        record.until = is_in ? standing->until : Instant{};
        let_in(context, community, person, record);
        react(context, ReactionKind::accept, community, context.activity, record.until);
        return {};
    }
    if (policy == JoinPolicy::apply) return apply_for(context, community, person, record);
    if (context.local) return Refusal{Reason::not_allowed, "members of this community are invited by its facilitators"};
    react(context, ReactionKind::reject, community, context.activity);
    return {};
}

// The Join, the Follow or the Invite that an answer is about.
std::optional<Activity> act_in_question(rules::Context const& context) {
    if (auto const seq = context.known_before(context.activity.object_id()))
        return logged_activity(context.tx, context.tables, *seq);
    auto inner = context.activity.parse_object();
    return inner ? std::optional{*std::move(inner)} : std::nullopt;
}

struct Question {
    Handle community{};
    Handle person{};
    bool invited = false;  // and else they applied
};

std::optional<Question> question_in(rules::Context const& context) {
    auto const act = act_in_question(context);
    if (!act) return std::nullopt;
    bool const invites = act->verb() == Verb::invite;
    if (!invites && act->verb() != Verb::join && act->verb() != Verb::follow) return std::nullopt;
    auto const community = community_named(context, act->object_id());
    auto const person = context.find(invites ? act->target() : std::string_view{act->actor().text()});
    if (!community || !person) return std::nullopt;
    if (act->verb() != Verb::follow) return Question{*community, *person, invites};
    // One that waits as an application, and that the community itself has not answered.
    auto const standing = standing_of(context, *community, *person);
    bool const waits = standing && standing->state == MembershipState::applied && is_home(context, *community);
    if (!waits || context.find(context.activity.actor().text()) == *community) return std::nullopt;
    return Question{*community, *person, false};
}

Instant until_in(Activity const& activity) {
    return time_member(activity.root(), "endTime");
}

// A facilitator decided, where the community lives. The community tells who applied.
Result<void> decide_at_home(
    rules::Context const& context, Question const& question, MembershipRecord const& standing, bool accepted
) {
    auto const [community, person, invited] = question;
    if (standing.state != MembershipState::applied) return Refusal{Reason::unconcerned, "nobody waits for this"};
    auto const cause = logged_activity(context.tx, context.tables, standing.seq);
    auto record = standing;
    record.until = accepted ? until_in(context.activity) : Instant{};
    if (accepted)
        let_in(context, community, person, record);
    else
        end(context, community, person, record);
    if (cause && cause->verb() == Verb::join)
        react(context, accepted ? ReactionKind::accept : ReactionKind::reject, community, *cause, record.until);
    return {};
}

// Elsewhere the community's own word counts.
Result<void> hear_answer(
    rules::Context const& context, Question const& question, MembershipRecord const& standing, bool accepted
) {
    auto record = standing;
    record.state = accepted ? MembershipState::member : MembershipState::ended;
    record.until = accepted ? until_in(context.activity) : Instant{};
    // Who left meanwhile stays out: the answer is to what they asked before.
    if (standing.state == MembershipState::ended || record == standing)
        return Refusal{Reason::unconcerned, "an answer that changes nothing"};
    put(context, question.community, question.person, record);
    return {};
}

Result<void> answer_application(
    rules::Context const& context, Question const& question, MembershipRecord const& standing, bool accepted
) {
    auto const actor = context.actor();
    if (!is_home(context, question.community)) {
        // Who is only invited never asked, whatever the community says that it answers.
        if (standing.state == MembershipState::invited)
            return Refusal{Reason::unconcerned, "an answer to somebody who did not ask"};
        if (actor == question.community) return hear_answer(context, question, standing, accepted);
        bool const waits = context.local && moderates(context, question.community, actor);
        return waits ? Result<void>{} : Refusal{Reason::foreign, "not the community's answer"};
    }
    // What it tells itself was decided before.
    if (actor == question.community && standing.state != MembershipState::applied) return {};
    if (!moderates(context, question.community, actor))
        return Refusal{Reason::foreign, "not a facilitator of the community"};
    return decide_at_home(context, question, standing, accepted);
}

Result<void> answer_invitation(
    rules::Context const& context, Question const& question, MembershipRecord standing, bool accepted
) {
    if (context.actor() != question.person) return Refusal{Reason::foreign, "not the one who was invited"};
    if (standing.state != MembershipState::invited) return Refusal{Reason::unconcerned, "no invitation that stands"};
    standing.at = context.done_at(context.activity);
    if (!accepted)
        end(context, question.community, question.person, standing);
    else if (is_home(context, question.community))
        let_in(context, question.community, question.person, standing);
    else
        return hear_answer(context, question, standing, true);
    return {};
}

}  // namespace

bool is_member(storage::ReadTx const& tx, storage::Tables const& tables, Handle community, Handle person) {
    auto const standing = tables.members.get(tx, {community, person});
    return standing && standing->state == MembershipState::member;
}

bool belongs(storage::ReadTx const& tx, storage::Tables const& tables, Handle community, Handle person) {
    if (is_member(tx, tables, community, person) || tables.moderators.contains(tx, {community, person})) return true;
    auto const follow = tables.following.get(tx, {person, community});
    return follow && follow->state == FollowState::accepted && terms_of(tx, tables, community).join == JoinPolicy::open;
}

Result<void> join(rules::Context const& context) {
    auto const community = community_named(context, context.activity.object_id());
    if (!community) return Refusal{Reason::not_found, "there is no community of that name to join"};
    bool const home = is_home(context, *community);
    if (!home && !context.local) return Refusal{Reason::unconcerned, "a Join between others"};
    if (home && has_moved(context.tx, context.tables, *community)) return has_moved_on;
    auto const person = context.actor();
    if (auto const open = check_ban(context, *community, person); !open) return open;
    auto const standing = standing_of(context, *community, person);
    if (standing && context.was_overtaken(context.activity, standing->at))
        return Refusal{Reason::unconcerned, "a Join that was overtaken"};

    MembershipRecord record{MembershipState::applied, context.seq, context.done_at(context.activity), {}};
    if (home) return judge_join(context, *community, person, record);
    if (standing && standing->state == MembershipState::member) record.state = MembershipState::member;
    put(context, *community, person, record);
    return {};
}

Result<void> leave(rules::Context const& context, Activity const& act) {
    auto const community = community_named(context, act.object_id());
    auto const person = context.find(act.actor().text());
    auto standing = community && person ? standing_of(context, *community, *person) : std::nullopt;
    if (!standing || standing->state == MembershipState::ended)
        return Refusal{Reason::unconcerned, "no member of the community"};
    if (context.was_overtaken(context.activity, standing->at))
        return Refusal{Reason::unconcerned, "a Leave that was overtaken"};
    standing->at = std::max(standing->at, context.done_at(context.activity));
    end(context, *community, *person, *standing);
    return {};
}

Result<void> invite(rules::Context const& context) {
    auto const community = community_named(context, context.activity.object_id());
    auto const person = context.find(context.activity.target());
    if (!community) return Refusal{Reason::not_found, "there is no community of that name to invite to"};
    bool const known = person && context.tables.actors.contains(context.tx, *person);
    auto const actor = context.actor();
    bool const home = is_home(context, *community);
    bool const by_community = actor == *community;
    if (!home && context.local && moderates(context, *community, actor)) return {};
    if (home ? !moderates(context, *community, actor) : !by_community)
        return Refusal{Reason::foreign, "facilitators invite to their community"};
    if (!known || (!home && !context.is_ours(context.activity.target())))
        return Refusal{Reason::not_found, "there is nobody of that name to invite"};
    if (auto const open = check_ban(context, *community, *person); !open) return open;
    auto const standing = standing_of(context, *community, *person);
    if (standing && standing->state == MembershipState::member) return Refusal{Reason::unconcerned, "a member already"};
    if (standing && context.was_overtaken(context.activity, standing->at))
        return Refusal{Reason::unconcerned, "an Invite that was overtaken"};
    put(context, *community, *person, {MembershipState::invited, context.seq, standing ? standing->at : Instant{}, {}});
    if (home && !by_community)
        context.effects.reactions.push_back({ReactionKind::invite, *community, context.activity, {}, *person, {}});
    return {};
}

bool is_about_membership(rules::Context const& context) {
    return question_in(context).has_value();
}

Result<void> answer_membership(rules::Context const& context, bool accepted) {
    auto const question = question_in(context);
    auto const standing = question ? standing_of(context, question->community, question->person) : std::nullopt;
    // The community answers somebody who never stood on its roll.
    bool const tells = question && is_home(context, question->community) && context.actor() == question->community;
    if (!standing && tells) return {};
    if (!standing) return Refusal{Reason::unconcerned, "about something that we do not know"};
    return question->invited ? answer_invitation(context, *question, *standing, accepted)
                             : answer_application(context, *question, *standing, accepted);
}

bool is_about_members(Activity const& activity) {
    return activity.verb() == Verb::remove && activity.target().ends_with(members_suffix);
}

Result<void> dismiss(rules::Context const& context) {
    auto const target = context.activity.target();
    auto const community = community_named(context, target.substr(0, target.size() - members_suffix.size()));
    auto const person = context.find(context.activity.object_id());
    if (!community || !person) return Refusal{Reason::unconcerned, "about something that we do not know"};
    auto const actor = context.actor();
    bool const home = is_home(context, *community);
    bool const by_community = actor == *community;
    if (!home && context.local && moderates(context, *community, actor)) return {};
    if (home ? !moderates(context, *community, actor) : !by_community)
        return Refusal{Reason::foreign, "facilitators decide who stays a member"};
    auto const standing = standing_of(context, *community, *person);
    bool const stands = standing && standing->state != MembershipState::ended;
    if (home && by_community && !stands) return {};  // it tells what was decided before
    if (!stands) return Refusal{Reason::unconcerned, "no member of the community"};
    end(context, *community, *person, *standing);
    if (home && !by_community)
        context.effects.reactions.push_back({ReactionKind::dismiss, *community, context.activity, {}, *person, {}});
    return {};
}

void answer_follow(rules::Context const& context, Handle community, Handle follower) {
    auto const policy = policy_of(context, community);
    // Each time that somebody asks: their node may have lost the first answer.
    if (policy == JoinPolicy::open || belongs(context.tx, context.tables, community, follower))
        return react(context, ReactionKind::accept, community, context.activity);
    if (policy == JoinPolicy::invite) return react(context, ReactionKind::reject, community, context.activity);
    auto const standing = standing_of(context, community, follower);
    if (standing && standing->state == MembershipState::applied) return;
    MembershipRecord const record{MembershipState::applied, context.seq, standing ? standing->at : Instant{}, {}};
    static_cast<void>(apply_for(context, community, follower, record));  // beyond that it waits unseen
}

void enrol_followers(rules::Context const& context, Handle community) {
    for (auto const follower : followers_of(context, community)) {
        auto const follow = context.tables.following.get(context.tx, {follower, community});
        auto const standing = standing_of(context, community, follower);
        bool const is_in = standing && standing->state == MembershipState::member;
        if (is_in || !follow || follow->state != FollowState::accepted) continue;
        if (standing && standing->state == MembershipState::ended) {
            reject_follow(context, community, follower);  // they left or were dismissed while everybody could read
            continue;
        }
        put(context, community, follower, {MembershipState::member, context.seq, {}, {}});
    }
}

}  // namespace collegium::federation::community
