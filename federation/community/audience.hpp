// Audience: whom a thing is for, by whom it is addressed to, and how far what is said about it may travel.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// A community that the object addresses; nothing if it addresses none that we know.
std::optional<storage::Handle> addressed_community(rules::Context const& context, Object const& object);

// Whom its author means it for. Only members of this node can mean something for the members of this node. "Partners"
// are those of the node where the thing's community is, or else its thread: nobody's word makes them other ones.
storage::Audience audience_of(rules::Context const& context, Object const& object);

// The one that fewer people are in; `first` where neither lies within the other.
storage::Audience narrower(storage::Audience first, storage::Audience second) noexcept;

// What a reply may be for, to something that is for `parent`: never more people than heard of that. A reply to what
// stays on this node stays there.
storage::Audience narrowed_audience(storage::Audience wanted, storage::Audience parent) noexcept;

// Who reads a thing that somebody here writes, and whether it would wait for facilitators.
struct Readers {
    storage::Audience audience{};
    storage::Handle community{};  // 0: none
    storage::Handle author{};
};

// Whether all of these may know of another thing: they are among those whom it is for, and it waits for no facilitator,
// or only beside what waits itself. What a pupil wrote, also before they were one, is named only by what stays here.
bool may_tell_of(
    storage::ReadTx const& tx, storage::Tables const& tables, Readers const& readers, storage::Handle named
);

// Whether a thing would tell its readers of one of these (IRIs) that may_tell_of keeps from them, with pupils as they
// were on the day of the context's entry. What it told the same readers before is no news. Things that we do not know
// are nobody's secret.
bool tells_too_much(rules::Context const& context, Object const& object, std::vector<std::string> const& names);

// What somebody here may write for: what they want, within what they reply to (0: nothing), and a pupil's words for
// members of this node, or some of them, only. Ask before composing, and refuse where betrays() says so.
storage::Audience allowed_audience(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle author,
    storage::Audience wanted,
    storage::Handle parent
);

// Whether words that are wanted for some people only would be read by more. Nobody's confidence is published: it is
// refused.
constexpr bool betrays(storage::Audience allowed, storage::Audience wanted) noexcept {
    return wanted == storage::Audience::named && allowed != storage::Audience::named;
}

// The people whom an object names in its addresses or its words, as IRIs. Those who were pupils when the entry of the
// context came in are named only by what stays on this node.
std::vector<std::string> people_named(rules::Context const& context, Object const& object, storage::Audience audience);

// What stays on this node whatever it is addressed to: acts of pupils, acts addressed to the members of this node, and
// acts about a thing of either kind, or about a pupil. Who is one is judged as on the day of the context's entry, so
// that a replay queues what was queued; whoever sends asks again (members_behind).
bool never_leaves(rules::Context const& context, Activity const& activity);

// The members of this node whose act it is, whom it is about, by themselves or by a thing of theirs, and whom members
// name in it, however deep inside. Nothing goes out while one of them is a pupil. Whom others name is not looked at:
// what a community passes on must not tell who is one.
std::vector<storage::Handle> members_behind(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity
);

// Of the thing that an act is about, also where it is taken back; everyone where it is about none that we know.
storage::Audience audience_about(rules::Context const& context, Activity const& activity);

// A community passes on what is for everyone, for the partners of its node, or for those who joined it.
constexpr bool may_be_passed_on(storage::Audience audience) noexcept {
    using enum storage::Audience;
    return audience == everyone || audience == quiet || audience == partners || audience == community;
}

// It never leaves this node.
constexpr bool stays_here(storage::Audience audience) noexcept {
    return audience == storage::Audience::here || audience == storage::Audience::insiders;
}

// Shown to anybody who asks.
constexpr bool is_open(storage::Audience audience) noexcept {
    return audience == storage::Audience::everyone || audience == storage::Audience::quiet;
}

}  // namespace collegium::federation::community
