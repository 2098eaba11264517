// Reach: which hosts got something of somebody, or are to get it, so that they can be told when it ends.
#pragma once

#include "storage/store.hpp"

#include <map>
#include <set>
#include <vector>

namespace collegium::server::exporting {

// Of several people and communities of this node at once, in one reading of the log that can be gone on with.
class Reach {
public:
    // of: who is asked for later. Each under that name alone: a pen name is another one.
    explicit Reach(std::set<storage::Handle> const& of);

    // Reads what came into the log since the last time; at first all of it, so never on a shard.
    void read_on(storage::ReadTx const& tx, storage::Tables const& tables);

    // The hosts to which something of theirs went, by itself or passed on by somebody here, or for which it waits. What
    // was refused is not there, and what only takes something back tells nobody anything. Empty for one who was not
    // named in the beginning.
    std::vector<storage::Handle> of(storage::Handle actor) const;

private:
    using Hosts = std::set<storage::Handle>;

    std::vector<Hosts*> told_of(
        storage::ReadTx const& tx, storage::Tables const& tables, storage::LogEntry const& entry
    );
    void add_receipts(storage::ReadTx const& tx, storage::Tables const& tables);
    void add_waiting(storage::ReadTx const& tx, storage::Tables const& tables);

    std::map<storage::Handle, Hosts> hosts_;
    storage::Seq next_{};  // what is not read yet
};

// The same of one, now.
std::vector<storage::Handle> hosts_reached_by(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor
);

}  // namespace collegium::server::exporting
