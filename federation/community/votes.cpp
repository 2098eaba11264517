#include "federation/community/votes.hpp"

#include "federation/community/opinions.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/undone.hpp"

namespace collegium::federation::community {

using storage::Edge;
using storage::Handle;
using storage::Vote;
using storage::VoteKind;

namespace {

// What our members liked, in the order in which they did: their own list.
void forget_liked(rules::Context const& context, Handle voter, Vote const& vote) {
    auto const entry = context.tables.log.get(context.tx, vote.seq);
    if (entry && entry->local && vote.via == storage::no_one)
        context.tables.liked.erase(context.tx, {voter, entry->number});
}

// False if the same person has cast a later one, which came before this one.
bool put_vote(rules::Context const& context, Activity const& act, Handle via) {
    Edge const place{context.intern(act.object_id()), context.intern(act.actor().text())};
    auto const kind = act.verb() == Verb::like ? VoteKind::up : VoteKind::down;
    auto const former = context.tables.votes.get(context.tx, place);
    if (former && context.was_overtaken(act, former->at)) return false;
    if (former) forget_liked(context, place.by, *former);
    Vote const vote{kind, context.seq, storage::hash_of(act.id().text()), via, context.done_at(act)};
    context.tables.votes.put(context.tx, place, vote);
    if (context.local && via == storage::no_one && kind == VoteKind::up)
        context.tables.liked.put(context.tx, {place.by, context.number}, place.of);
    return true;
}

struct Standing {
    Edge place;
    Vote vote;
};

// Nothing if it no longer stands.
std::optional<Standing> standing_of(rules::Context const& context, Activity const& act) {
    auto const thing = context.find(act.object_id());
    auto const voter = context.find(act.actor().text());
    if (!thing || !voter) return std::nullopt;
    auto const vote = context.tables.votes.get(context.tx, {*thing, *voter});
    if (!vote || vote->act != storage::hash_of(act.id().text())) return std::nullopt;
    return Standing{{*thing, *voter}, *vote};
}

void erase_vote(rules::Context const& context, Standing const& standing) {
    forget_liked(context, standing.place.by, standing.vote);
    context.tables.votes.erase(context.tx, standing.place);
}

}  // namespace

Result<void> cast_vote(rules::Context const& context) {
    if (!Iri::parse(context.activity.object_id())) return Refusal{Reason::malformed, "a vote needs the id of a thing"};
    auto const record = thing_of(context, context.activity);
    auto const community = record ? record->community : storage::no_one;
    if (came_through(context, community)) return Refusal{Reason::unconcerned, "the community has passed it on before"};
    if (!put_vote(context, context.activity, storage::no_one))
        return Refusal{Reason::unconcerned, "the same person has cast a later vote"};
    pass_on(context, community);
    return {};
}

Result<void> withdraw_vote(rules::Context const& context, Activity const& vote) {
    auto const standing = standing_of(context, vote);
    if (!standing) return Refusal{Reason::unconcerned, "a vote that no longer stands"};
    erase_vote(context, *standing);
    if (auto const record = thing_of(context, vote)) pass_on(context, record->community);
    return {};
}

void count_vote(rules::Context const& context, Handle community, Activity const& vote) {
    auto const& id = vote.id().text();
    if (context.known_before(id) || context.passed_on_before(context.activity.actor().text(), id)) return;
    if (was_undone(context, community, vote)) return;
    auto const record = thing_of(context, vote);
    if (record && record->community != community) return;
    if (Iri::parse(vote.object_id())) static_cast<void>(put_vote(context, vote, community));
}

void discount_vote(rules::Context const& context, Handle community, Activity const& vote) {
    remember_undone(context, community, vote.id());
    auto const standing = standing_of(context, vote);
    if (standing && may_take_back(context, community, vote, standing->vote.via)) erase_vote(context, *standing);
}

Votes votes_for(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle thing, Handle community, Counted counted
) {
    Votes votes;
    tables.votes.ascend(tx, Edge{thing, storage::no_one}, [&](Edge const& key, Vote const& vote) {
        if (key.of != thing) return false;
        if (counted == Counted::outside && is_pupil(tx, tables, key.by)) return true;
        if (vote.via == storage::no_one || vote.via == community) ++(vote.kind == VoteKind::up ? votes.up : votes.down);
        return true;
    });
    return votes;
}

}  // namespace collegium::federation::community
