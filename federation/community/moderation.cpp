#include "federation/community/moderation.hpp"

#include "federation/community/thread.hpp"
#include "federation/community/undone.hpp"

namespace collegium::federation::community {

using storage::ActorType;
using storage::Edge;
using storage::Handle;
using storage::Ruling;

namespace {

using Rulings = storage::Table<Edge, Ruling>;

// What a decision changes: a row that it makes or lifts, about a thing or a person.
struct Decision {
    Handle community{};
    Rulings* rulings = nullptr;
    bool of_community = false;  // the community comes first in the key
    std::string about;          // interned only when the decision counts
    bool lifts = false;
};

bool is_community(rules::Context const& context, Handle handle) {
    auto const record = context.tables.actors.get(context.tx, handle);
    return record && record->type == ActorType::group;
}

std::optional<Handle> find_community(rules::Context const& context, std::string_view iri) {
    auto const handle = context.find(iri);
    return handle && is_community(context, *handle) ? handle : std::nullopt;
}

Handle community_of(rules::Context const& context, Handle thing) {
    auto const record = context.tables.objects.get(context.tx, thing);
    return record ? record->community : storage::no_one;
}

// About a thing: by the community that passes the decision on, or the one that the thing is in.
Result<Decision> about_thing(rules::Context const& context, Activity const& act, Handle via, Rulings& rulings) {
    if (!Iri::parse(act.object_id())) return Refusal{Reason::malformed, "a decision needs the id of a thing"};
    auto const known = context.find(act.object_id());
    auto const community = via == storage::no_one && known ? community_of(context, *known) : via;
    if (community == storage::no_one)
        return Refusal{Reason::unconcerned, "a decision about something that we do not know"};
    return Decision{community, &rulings, false, act.object_id(), false};
}

Result<Decision> about_facilitator(rules::Context const& context, Activity const& act, Handle community) {
    return Decision{community, &context.tables.moderators, true, act.object_id(), false};
}

Result<Decision> about_pin(rules::Context const& context, Activity const& act, Handle community, bool passed_on) {
    auto const known = context.find(act.object_id());
    auto const where = known ? community_of(context, *known) : storage::no_one;
    if (where != community && (where != storage::no_one || !passed_on))
        return Refusal{Reason::foreign, "the thing is not in this community"};
    return Decision{community, &context.tables.featured, true, act.object_id(), false};
}

// Lemmy, PieFed and we call a community's collections by these names; Mbin says pinned for featured.
Result<Decision> about_collection(rules::Context const& context, Activity const& act, Handle via) {
    auto const target = act.target();
    auto const slash = target.rfind('/');
    if (slash == std::string_view::npos || !Iri::parse(act.object_id()))
        return Refusal{Reason::malformed, "an Add or Remove needs an object and a target"};
    auto const community = find_community(context, target.substr(0, slash));
    if (!community) return Refusal{Reason::unconcerned, "a collection of no community that we know"};
    auto const name = target.substr(slash + 1);
    if (name == "moderators") return about_facilitator(context, act, *community);
    if (name == "featured" || name == "pinned") return about_pin(context, act, *community, via != storage::no_one);
    return Refusal{Reason::unconcerned, "a collection that we do not keep"};
}

Result<Decision> about_person(rules::Context const& context, Activity const& act) {
    if (!Iri::parse(act.object_id())) return Refusal{Reason::malformed, "a Block needs the id of a person"};
    auto const community = find_community(context, act.target());
    if (!community) return Refusal{Reason::unconcerned, "a Block that is not for a community"};
    return Decision{*community, &context.tables.bans, true, act.object_id(), false};
}

Result<Decision> read_decision(rules::Context const& context, Activity const& act, Handle via) {
    switch (act.verb()) {
        case Verb::delete_: return about_thing(context, act, via, context.tables.removals);
        case Verb::lock: return about_thing(context, act, via, context.tables.locks);
        case Verb::block: return about_person(context, act);
        case Verb::add:
        case Verb::remove: {
            auto decision = about_collection(context, act, via);
            if (decision) decision->lifts = act.verb() == Verb::remove;
            return decision;
        }
        default: return Refusal{Reason::unconcerned, "not a decision"};
    }
}

// With an Undo the other way round.
Result<Decision> decision_in(rules::Context const& context, Activity const& act, Handle via) {
    if (act.verb() != Verb::undo) return read_decision(context, act, via);
    auto const undone = undone_by(context, act);
    if (!undone) return Refusal{Reason::unconcerned, "an Undo of something that we do not know"};
    auto decision = read_decision(context, *undone, via);
    if (decision) decision->lifts = !decision->lifts;
    return decision;
}

Result<void> take_effect(rules::Context const& context, Decision const& decision, Handle by) {
    auto const place = [&](Handle about) {
        return decision.of_community ? Edge{decision.community, about} : Edge{about, decision.community};
    };
    if (!decision.lifts) {
        decision.rulings->put(context.tx, place(context.intern(decision.about)), {context.seq, by});
        return {};
    }
    // Nothing is written down, not even a name, where there is nothing to take back.
    auto const about = context.find(decision.about);
    if (!about || !decision.rulings->erase(context.tx, place(*about)))
        return Refusal{Reason::unconcerned, "there is nothing to take back"};
    return {};
}

// Facilitators let others in, and put out those who came after them: somebody who was let in cannot take a community
// over.
Result<void> check_rank(rules::Context const& context, Decision const& decision, Handle actor) {
    auto const& moderators = context.tables.moderators;
    auto const other = context.find(decision.about);
    if (decision.rulings != &moderators || !other || *other == actor || actor == decision.community) return {};
    auto const theirs = moderators.get(context.tx, {decision.community, *other});
    if (!theirs) return {};
    if (!decision.lifts) return Refusal{Reason::unconcerned, "a facilitator already"};
    auto const ours = moderators.get(context.tx, {decision.community, actor});
    if (ours && ours->seq < theirs->seq) return {};
    return Refusal{Reason::foreign, "a facilitator is put out only by those who were one before them"};
}

// A community is never without somebody who runs it (needs N-30), also not for a moment.
Result<void> check_not_last(rules::Context const& context, Decision const& decision) {
    auto const& moderators = context.tables.moderators;
    auto const leaving = context.find(decision.about);
    if (decision.rulings != &moderators || !decision.lifts || !leaving) return {};
    if (!moderators.contains(context.tx, {decision.community, *leaving})) return {};
    bool others = false;
    moderators.ascend(context.tx, {decision.community, storage::no_one}, [&](Edge const& key, Ruling const&) {
        others = key.of == decision.community && key.by != *leaving;
        return key.of == decision.community && !others;
    });
    if (others) return {};
    return Refusal{Reason::not_allowed, "the last facilitator stays until another one is appointed"};
}

}  // namespace

bool is_home(storage::ReadTx const& tx, storage::Tables const& tables, Handle community) {
    auto const record = tables.actors.get(tx, community);
    return record && record->local && record->type == ActorType::group;
}

bool moderates(storage::ReadTx const& tx, storage::Tables const& tables, Handle community, Handle actor) {
    return actor == community || tables.moderators.contains(tx, {community, actor});
}

Result<void> decide(rules::Context const& context) {
    auto const decision = decision_in(context, context.activity, storage::no_one);
    if (!decision) return decision.error();
    auto const actor = context.actor();
    bool const home = is_home(context, decision->community);
    if (!moderates(context, decision->community, actor)) {
        if (home || context.local) return Refusal{Reason::foreign, "not a facilitator of the community"};
        return Refusal{Reason::unconcerned, "it counts when its community passes it on"};
    }
    if (home || actor == decision->community) {
        if (auto const ranked = check_rank(context, *decision, actor); !ranked) return ranked;
        if (home)
            if (auto const others = check_not_last(context, *decision); !others) return others;
        auto const effective = take_effect(context, *decision, actor);
        if (effective) pass_on(context, decision->community);
        return effective;
    }
    if (!context.local) return Refusal{Reason::unconcerned, "it counts when its community passes it on"};
    return {};
}

void stand_by_decision(rules::Context const& context, Handle community, Activity const& act) {
    auto const decision = decision_in(context, act, community);
    if (decision && decision->community == community)
        static_cast<void>(take_effect(context, *decision, context.intern(act.actor().text())));
}

bool is_removal(rules::Context const& context, Activity const& deletion) {
    auto const thing = context.find(deletion.object_id());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record) return !text_member(deletion.root(), "summary").empty();
    return record->author != context.find(deletion.actor().text());
}

Result<void> check_ban(rules::Context const& context, Handle community, Handle person) {
    if (is_home(context, community) && context.tables.bans.contains(context.tx, {community, person}))
        return Refusal{Reason::not_allowed, "shut out of the community by its facilitators"};
    return {};
}

Result<void> check_lock(rules::Context const& context, Handle community, Handle question) {
    if (is_home(context, community) && context.tables.locks.contains(context.tx, {question, community}))
        return Refusal{Reason::not_allowed, "locked by the facilitators"};
    return {};
}

}  // namespace collegium::federation::community
