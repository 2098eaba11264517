// Facilitators: who runs a community, in the order in which they were appointed. A community is never without one.
#pragma once

#include "storage/tables.hpp"

#include <optional>
#include <vector>

namespace collegium::federation::community {

std::vector<storage::Handle> facilitators_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community
);

// False for a member of this node whose account is closed, and for whoever is gone.
bool can_act(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);

// At least one of them can.
bool has_facilitator(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// Communities of this node that somebody runs.
std::vector<storage::Handle> communities_run_by(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person
);

// What becomes of one community when somebody who runs it goes.
struct HandOver {
    storage::Handle community{};
    std::optional<storage::Handle> heir;  // who has to be appointed first; nobody: others run it as well
    bool orphaned = false;                // there is nobody whom it could be handed to
};

// An heir is the one who has followed the community for longest, of this node's grown-up members who can act; where
// nobody does, somebody who runs the node.
HandOver hand_over_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, storage::Handle leaving
);

}  // namespace collegium::federation::community
