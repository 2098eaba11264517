// Other keys for actors of ours. Nothing is sent for it unless keys were stolen: the ids of the new keys are new, so
// who meets one asks for the actor's document, as for every key that they do not know. Proofs by the old key count as
// long as the document lists it (FEP-521a).
#pragma once

#include "federation/node.hpp"

namespace collegium::federation {

constexpr std::chrono::days keys_overlap{90};

// From this transaction on, everything of this actor is signed with the fresh keys. overlap: the old one is listed for
// 90 days more; without, what it signed counts no more where it was not checked yet: for keys that were stolen. Returns
// the id of the new proof key. Refuses not_found if it is no actor of ours, and conflict for a network, whose partner
// list is signed by its key.
Result<std::string> rotate_keys(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Keyring const& keyring,
    storage::Handle actor,
    ActorKeys fresh,
    bool overlap,
    Instant now
);

// Tells those who follow it that the actor's document is another one, signed by the fresh key: they fetch it, and what
// the old key signs counts there no more. Who does not follow it learns so by the next act of the actor, and until then
// takes the old key for good. Refuses not_found for no actor of ours, and unconcerned for a pupil, of whom nothing is
// told.
Result<storage::Seq> tell_of_keys(Node const& node, storage::Handle actor);

// Takes earlier keys out of documents of ours when their time is over. Returns how many.
std::uint64_t forget_earlier_keys(storage::WriteTx& tx, storage::Tables& tables, Instant now);

// One round of that.
boost::asio::awaitable<void> tend_earlier_keys(Node const& node);

}  // namespace collegium::federation
