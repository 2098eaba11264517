// Consent: a pupil writes here once somebody has agreed to it (needs H5): the pupil, from the age that the settings
// say, and whoever is responsible for them before. It is kept in a register of this node: never in the log, and nobody
// outside learns of it.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::consent {

using storage::AgeBand;
using storage::ConsentGiver;
using storage::ConsentPurpose;
using storage::ConsentRecord;

constexpr std::uint64_t bit(ConsentPurpose purpose) noexcept {
    return static_cast<std::uint64_t>(purpose);
}

// Whether somebody of this age agrees for themselves. own_from: years, as the settings have it. False where the age is
// not known.
bool agrees_alone(AgeBand band, unsigned own_from) noexcept;

// Somebody who may agree has agreed to this, and nobody took it back.
bool stands(ConsentRecord const& record, ConsentPurpose purpose, unsigned own_from) noexcept;

// Refuses no_consent to a pupil for whom it does not stand. Nobody else is asked.
Result<void> check(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle person,
    ConsentPurpose purpose,
    unsigned own_from
);

// The same for an act of one of ours: what shows something to others, or judges it, needs consent. Joining, leaving,
// reporting and taking back never do. Asked once, when the act comes in. Refuses no_consent.
Result<void> check_act(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity, unsigned own_from
);

// Consent to what this person wrote was taken back, and not all of it is deleted yet: nobody is shown it.
bool is_withheld(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle author);

}  // namespace collegium::federation::consent
