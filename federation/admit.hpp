// Admit: two front doors, one corridor. What a partner delivers and what a member does here become the same change.
#pragma once

#include "federation/messages/compose_membership.hpp"
#include "federation/messages/polls.hpp"
#include "federation/signing/verify.hpp"

#include <functional>

namespace collegium::federation {

// A delivery that reached an inbox: verified, then admitted. When it returns, the effect is on disk.
// Refuses what verify() refuses, and what the rules refuse; duplicate and unconcerned are harmless.
boost::asio::awaitable<Result<storage::Seq>> receive(Node const& node, SignedPost post);

// What this node went for: a thing written down from its own place, or an act found in its community's own outbox. No
// follower is needed: we asked for it. depth: how many wanted things led here, one above the other.
boost::asio::awaitable<Result<storage::Seq>> admit_found(
    Node const& node, Verified found, std::uint64_t depth, FetchBudget& budget
);

// What its caller keeps of an act. It runs in the transaction that enters the act, after the act took effect; like
// every change of the store it may run again. Its refusal undoes both.
using Alongside = std::function<Result<void>(storage::WriteTx&, storage::Tables&)>;

// What a member of this node does. Refuses also what `alongside` refuses; an empty one keeps nothing.
boost::asio::awaitable<Result<storage::Seq>> perform(Node const& node, Composed composed);
boost::asio::awaitable<Result<storage::Seq>> perform(Node const& node, Composed composed, Alongside alongside);

// Several acts of one member: all of them, or none. There is at least one. Returns where the last one is.
boost::asio::awaitable<Result<storage::Seq>> perform_all(
    Node const& node, std::vector<Composed> composed, Alongside alongside
);

// The same in a transaction of the caller's own thread, for commands and tests.
Result<storage::Seq> perform_now(Node const& node, Composed const& composed);

// One of our actors, ready to speak; nothing if the name is not ours.
std::optional<Author> author_of(Node const& node, storage::Handle local_actor);

Composer composer_of(Node const& node);
PollComposer poll_composer_of(Node const& node);
MembershipComposer membership_composer_of(Node const& node);

}  // namespace collegium::federation
