// Rules: what each kind of act means. A rule checks first and writes after: what it refuses leaves no trace.
// No clock, no network, no randomness, so that the log can be replayed.
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/messages/object.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace collegium::federation {

// What a community of ours, or something else that we offer to follow, does in answer to an act, as an act of its own.
enum class ReactionKind {
    accept,  // of a Follow, of a Join
    reject,
    announce,
    announce_object,
    take_back,       // an Announce of its own, which is the cause
    invite,          // somebody, because a facilitator invited them
    dismiss,         // somebody from its members
    erasure_receipt  // of a Delete that was carried out here, by the node itself
};

struct Reaction {
    ReactionKind kind;
    storage::Handle community;
    Activity cause;
    storage::Audience audience{};  // of what is passed on
    storage::Handle person{};      // who is invited or dismissed
    Instant until{};               // of a membership; 1970: without an end
};

// What an act led to, beside the views.
struct Effects {
    std::vector<Reaction> reactions;
    std::vector<storage::Handle> hosts;    // that something was queued for
    std::vector<storage::Handle> missing;  // things that were replied to and are not known
    bool hold = false;                     // the door wants what the act says to wait
    std::vector<storage::Seq> released;    // entries about something that waited for a facilitator and no longer does
};

namespace rules {

struct Context {
    storage::WriteTx& tx;
    storage::Tables& tables;
    std::string_view origin;  // of this node
    Activity const& activity;
    storage::Seq seq;
    storage::LocalId number;
    Instant received;  // as the log has it, so that a replay judges by the same time
    bool local;
    storage::Handle via;  // the community that passed it on; 0 if it came from its actor
    Effects& effects;

    storage::Handle intern(std::string_view iri) const { return storage::intern(tx, tables, iri); }
    std::optional<storage::Handle> find(std::string_view iri) const { return storage::find_handle(tx, tables, iri); }
    storage::Handle actor() const { return intern(activity.actor().text()); }

    // Where an activity stands in the log, if it came before this one. In a replay later ones are there already.
    std::optional<storage::Seq> known_before(std::string_view iri) const {
        auto const known = tables.known.get(tx, storage::hash_of(iri));
        return known && *known < seq ? known : std::nullopt;
    }

    // The same, for an act that reached us only inside an Announce of this community: its word, not the actor's own, so
    // it must not stand in the way of the act itself.
    std::optional<storage::Seq> passed_on_before(std::string_view community, std::string_view iri) const {
        return known_before(passed_on_name(community, iri));
    }
    static std::string passed_on_name(std::string_view community, std::string_view iri) {
        return std::string{community} + " " + std::string{iri};
    }

    // When an act was done, by its actor's clock, but not after we heard of it: what is said to be of tomorrow must not
    // stand in the way of what is done today. 1970 if they do not say.
    Instant done_at(Activity const& act) const { return std::min(act.published(), received); }

    // Whether another act of the same person, done at `standing`, has overtaken this one on its way: a community may
    // bring an earlier one once more. Acts of our own members come in their order, whatever the clock did.
    bool was_overtaken(Activity const& act, Instant standing) const {
        auto const at = done_at(act);
        return !local && at != Instant{} && at < standing;
    }

    bool is_ours(std::string_view iri) const {
        return iri.starts_with(origin) && (iri.size() == origin.size() || iri[origin.size()] == '/');
    }
};

// Each: nothing to do is unconcerned; somebody else's thing is foreign.
Result<void> create(Context const& context);
Result<void> update(Context const& context);
Result<void> delete_(Context const& context);
Result<void> follow(Context const& context);
Result<void> accept(Context const& context);
Result<void> reject(Context const& context);
Result<void> undo(Context const& context);
Result<void> announce(Context const& context);
Result<void> choose_answer(Context const& context);
Result<void> vote(Context const& context);  // Like, Dislike
Result<void> flag(Context const& context);
Result<void> moderate(Context const& context);  // Lock, Add, Remove, Block
Result<void> offer(Context const& context);
Result<void> read(Context const& context);
Result<void> answer_tentatively(Context const& context);  // TentativeAccept, TentativeReject
Result<void> join(Context const& context);
Result<void> leave(Context const& context);
Result<void> invite(Context const& context);
Result<void> move(Context const& context);

}  // namespace rules
}  // namespace collegium::federation
