// Resolve: what an activity needs to know about other actors, from the disk or, once a day, from their nodes.
#pragma once

#include "federation/actor.hpp"
#include "federation/fetching/fetch.hpp"

namespace collegium::federation {

// The actor of this IRI. What we hold is good for a day; after that it is fetched again, and kept if that fails.
boost::asio::awaitable<Result<Actor>> resolve_actor(Node const& node, Iri iri, FetchBudget& budget);

// Fetches the actor's document now, whatever we hold.
boost::asio::awaitable<Result<Actor>> refresh_actor(Node const& node, Iri iri, FetchBudget& budget);

// The key of this id and its owner: from memory, the disk, or the document that the id names. The owner's document must
// list exactly this key. Who needs a key that is being asked for waits for that answer. Refuses unknown_key, gone if
// the document was deleted, and unavailable if too many wait or its node was asked in vain too often: who sent it
// should send it again.
boost::asio::awaitable<Result<std::shared_ptr<KnownKey const>>> resolve_key(
    Node const& node, std::string key_id, FetchBudget& budget
);

// Whether the key can be had without the network.
bool holds_key(Node const& node, std::string const& key_id);

// The same, from the key's own node if it was not asked lately: after a signature that did not verify, in case the key
// was changed. `old` is the key that did not fit; refuses forged if there is no other.
boost::asio::awaitable<Result<std::shared_ptr<KnownKey const>>> renew_key(
    Node const& node, std::string key_id, std::shared_ptr<KnownKey const> old, FetchBudget& budget
);

// The actor behind "name@host", by WebFinger; the host must be a partner, and the actor must claim that name itself.
// While the host does not answer (unreachable), whom we hold of that name: the only one, and not if they are gone.
boost::asio::awaitable<Result<Actor>> resolve_handle(Node const& node, std::string handle, FetchBudget& budget);

}  // namespace collegium::federation
