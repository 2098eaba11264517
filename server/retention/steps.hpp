// Steps of disposal: what is due of one kind is found on a snapshot, by a walk that belongs on a worker, and disposed
// of in one bounded transaction that judges only what was found, so that nobody waits long for it. What is held is
// never among it. Each is carried out again until it finds less than it may take.
#pragma once

#include "server/retention/rules.hpp"
#include "storage/store.hpp"

#include <string>
#include <variant>
#include <vector>

namespace collegium::server::retention {

// What names one thing of a step: a sign-in, an account, something of a person, or the number of a report or a case.
using Due = std::variant<storage::OwnedToken, std::string, storage::PlaceKey, std::uint64_t>;

struct Step {
    DisposalRule rule{};
    std::size_t most{};  // in one transaction

    // What was there before that moment, at most so many.
    std::vector<Due> (*find
    )(storage::ReadTx const& tx, storage::Tables const& tables, Instant before, std::size_t most){};

    // Disposes of what is due of that as it was then, and was neither held nor changed since it was found. Returns how
    // many that were.
    std::size_t (*dispose
    )(storage::WriteTx& tx, storage::Tables& tables, std::vector<Due> const& found, Instant before, Instant now){};
};

// All but those that are carried out by acts: details and words of accounts.
std::vector<Step> const& steps();

}  // namespace collegium::server::retention
