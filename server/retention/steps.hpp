// Steps of disposal: what is due of one kind, in one transaction and bounded, so that nobody waits long for it. What is
// held is never among it. Each is carried out again until it finds less than it may take.
#pragma once

#include "server/retention/rules.hpp"
#include "storage/store.hpp"

#include <vector>

namespace collegium::server::retention {

struct Step {
    DisposalRule rule{};
    std::size_t most{};  // in one transaction
    // Disposes of what was there before that moment. Returns how many that were.
    std::size_t (*dispose
    )(storage::WriteTx& tx, storage::Tables& tables, Instant before, std::size_t most, Instant now);
};

// All but those that are carried out by acts: details and words of accounts.
std::vector<Step> const& steps();

}  // namespace collegium::server::retention
