// Mailbox: a node that nobody can reach from outside fetches at its partners what is for it (needs M8, P-30). Each
// partner keeps only what it would send anyway, so nobody reads what is for somebody else. Here is what was agreed, on
// both sides: a register, by the operators' hands alone.
#pragma once

#include "storage/store.hpp"

#include <string>
#include <vector>

namespace collegium::federation::mailbox {

// Here, at the node that keeps: this host may come for what is for it. key: of that node's own actor, as
// `collegium partner mailbox use` shows it there, since nobody can ask that node for it; saying it again changes the
// key. Refuses malformed if it is no Ed25519 multikey.
storage::Store::Change<storage::Nothing> offering(std::string host, std::string key, Instant now);

// Here, at the node that nobody can reach: go to this host for what is for us. Saying it twice changes nothing.
storage::Store::Change<storage::Nothing> using_it(std::string host, Instant now);

// Both ways. What waits for that host stays in the queue, as for every host that is out of reach. Refuses not_found if
// there is no mailbox.
storage::Store::Change<storage::Nothing> ending(std::string host);

// The key by which this host proves itself when it comes; empty if it may not.
std::string visitor_key(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& host);

// Where this node goes, by name.
std::vector<std::string> places_to_visit(storage::ReadTx const& tx, storage::Tables const& tables);

}  // namespace collegium::federation::mailbox
