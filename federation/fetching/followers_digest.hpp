// Followers synchronisation (FEP-8fcf): two nodes compare in one header what they know of who follows whom.
#pragma once

#include "federation/signing/verify.hpp"

namespace collegium::federation {

// The XOR of the SHA-256 of each id, in hex; 64 zeros for nobody.
std::string followers_digest(std::vector<std::string> const& ids);

// Collection-Synchronization: collectionId="...", url="...", digest="...".
struct FollowersClaim {
    std::string collection;
    std::string url;
    std::string digest;
};

// Refuses malformed without the three parameters.
Result<FollowersClaim> parse_followers_claim(std::string_view field);

// What a signed message says about the followers that its actor has here. If the digest differs from ours, the list is
// fetched from the actor's own host, and who is in it without following is taken out there by an Undo. Nothing is ever
// removed here by what a header or a list says. Refuses foreign unless the collection is the actor's own, and what
// fetch_document refuses. Returns how many Undos were sent.
boost::asio::awaitable<Result<std::uint64_t>> compare_followers(
    Node const& node, Iri actor, FollowersClaim claim, FetchBudget& budget
);

}  // namespace collegium::federation
