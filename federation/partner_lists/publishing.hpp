// Publishing: the partner list of a network of ours, kept by its facilitators and signed anew with each change. It is a
// register and not in the log: an entry that is taken back is to be forgotten.
#pragma once

#include "federation/node.hpp"
#include "federation/partner_lists/partner_list.hpp"

namespace collegium::federation::partner_lists {

// Whether it may publish a list: a community of this node that was founded as a network, and is for everyone.
bool may_publish(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// A facilitator says something of a host, or (with nothing) takes back what was said; the list is signed anew.
// Refuses foreign (no network of ours), not_allowed (it is not for everyone; `person` does not facilitate it),
// malformed (no host, or our own; a reason that is none), too_large (it is full) and unconcerned (it says so already).
storage::Store::Change<storage::Nothing> saying(
    Node const& node,
    storage::Handle network,
    storage::Handle person,
    std::string host,
    std::optional<storage::OwnEntryRecord> entry
);

// All that it says, by host.
std::vector<Entry> own_entries(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle network);

// As it is given to others. Nothing while there is none, or the network may not publish one.
std::optional<storage::PublishedListRecord> published_list(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle network
);

}  // namespace collegium::federation::partner_lists
