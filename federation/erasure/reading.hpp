// Reading: how erasures stand, for those who answer for them.
#pragma once

#include "config/clock.hpp"
#include "storage/tables.hpp"

#include <string>
#include <vector>

namespace collegium::federation::erasure {

// What became of the question at one host. taken: its server took the message and gives no receipt (yet); other
// software never does.
enum class Standing { waiting, taken, confirmed, refused };

struct Asked {
    std::string host;
    Standing standing{};
    Instant asked{};
    Instant at{};        // confirmed, taken or refused; when it is tried next
    std::string reason;  // why it waits or was refused; may be empty
};

struct Erasure {
    storage::Seq deletion{};
    storage::Handle person{};
    Instant at{};
    std::vector<Asked> asked;  // by name; none: nobody elsewhere had got anything

    std::size_t confirmed() const;
};

// All of this node, the newest first.
std::vector<Erasure> erasures(storage::ReadTx const& tx, storage::Tables const& tables);

// The IRIs by which to ask these hosts (as deliveries name them), one for each: the node's own actor where it is known,
// somebody else who is where it is not. Lanes of services are left out, which take notices and no acts.
std::vector<std::string> actors_to_ask(
    storage::ReadTx const& tx, storage::Tables const& tables, std::vector<storage::Handle> const& hosts
);

}  // namespace collegium::federation::erasure
