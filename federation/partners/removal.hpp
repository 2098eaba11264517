// Removal: the end of a partnership, for good (needs M6). A pause is what can be undone.
#pragma once

#include "federation/node.hpp"

#include <cstdint>
#include <string>

namespace collegium::federation {

// Whom it concerns, for the operator to read before.
struct Affected {
    std::uint64_t members_following = 0;  // of ours, who follow somebody or some community there
    std::uint64_t followers_there = 0;    // people there who follow somebody or some community here
    std::uint64_t communities = 0;        // there, that somebody here follows
    std::uint64_t things = 0;             // written there and kept here
    std::uint64_t members_writing = 0;    // of ours, who wrote in communities there
};

Affected affected_by_removal(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host);

// Ends every follow between here and there, as acts of our people and communities: each tells the other side.
// On the caller's thread, one transaction for each.
void end_follows(Node const& node, std::string const& host);

struct Erased {
    std::uint64_t entries = 0;  // of the log that lost their words
    std::uint64_t people = 0;   // whose documents we kept
};

// Erases the words of everything that was done there or passes on what was done there, and the documents of people.
// The skeletons of the log stay; the views are made again from what is left, which takes as long as a rebuild.
Result<Erased> erase_data_of(
    storage::WriteTx& tx, storage::Tables& tables, std::string_view origin, std::string_view host
);

}  // namespace collegium::federation
