// Own listings: what this node tells the directory of itself and of its communities. Nothing, unless its operator says
// so in the settings; of a community, only if its facilitators chose it as well.
#pragma once

#include "federation/directory/listing.hpp"
#include "federation/node.hpp"

#include <optional>

namespace collegium::federation::directory {

// A field of a choice that cannot be listed, and why.
struct ListedProblem {
    std::string_view field;  // "summary", "subjects", "phases", "languages", "region", "audience", "accepts"
    std::string_view words;  // what to do
};

// Everything that is wrong with it; nothing: it can be listed.
std::vector<ListedProblem> problems_of(storage::ListedRecord const& choice);

// A facilitator chooses that a community of ours is listed (or, with nothing, that it is not). The directory hears of
// it with the next renewal. Refuses foreign for another node's community, not_allowed to those who do not facilitate
// it, and malformed where problems_of finds something.
Result<void> choose_listing(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle community,
    storage::Handle person,
    std::optional<storage::ListedRecord> const& choice
);

// What is to be listed now: of the node first.
std::vector<Listed> wished_listings(storage::ReadTx const& tx, storage::Tables const& tables, Settings const& settings);

// Signs what is new, has changed or is 30 days old, and withdraws what is not to be listed any more. Returns how many
// were signed.
boost::asio::awaitable<Result<std::size_t>> renew_own_listings(Node const& node);

}  // namespace collegium::federation::directory
