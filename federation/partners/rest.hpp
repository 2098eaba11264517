// Rest: one switch that pauses the exchange with everybody, and ends the pause without any loss. What was agreed with
// each partner, and who among them is paused by itself, stays as it is.
#pragma once

#include "federation/partners/policy.hpp"

namespace collegium::federation {

bool exchange_rests(storage::ReadTx const& tx, storage::Tables const& tables);

// What may pass while everything rests: what would pass now waits, and nothing is turned down that was not before.
Passage resting(Passage passage) noexcept;

// The change by our operator's hand. Resuming lets our node knock at each agreed partner's, since they try seldom by
// then. Refuses conflict, with what is the case.
storage::Store::Change<storage::Nothing> pausing_everything(Node const& node);
storage::Store::Change<storage::Nothing> resuming_everything(Node const& node);

}  // namespace collegium::federation
