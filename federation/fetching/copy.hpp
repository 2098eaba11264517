// Copies: a guide from a partner that has it, while its home does not answer.
#pragma once

#include "federation/fetching/fetch.hpp"
#include "storage/keys.hpp"

namespace collegium::federation {

// Asks this partner for a version of a guide (served/signed_copy.hpp) and lets it in by its author's proof, as if the
// author's node had sent it. version: empty for the newest that the partner has. Refuses what fetch_json and
// verify_relayed refuse, foreign for another guide than was asked for, and what the rules refuse: unconcerned if it is
// here already, or in no community that is known here.
boost::asio::awaitable<Result<storage::Seq>> admit_copy(
    Node const& node, std::string partner, std::string guide, std::string version, FetchBudget& budget
);

}  // namespace collegium::federation
