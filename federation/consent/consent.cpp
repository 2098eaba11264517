#include "federation/consent/consent.hpp"

#include "federation/community/pupils.hpp"
#include "storage/names.hpp"

namespace collegium::federation::consent {

namespace {

// The youngest that somebody in it can be.
unsigned youngest_in(AgeBand band) noexcept {
    switch (band) {
        case AgeBand::from_13: return 13;
        case AgeBand::from_16: return 16;
        case AgeBand::adult: return 18;
        case AgeBand::unknown:
        case AgeBand::under_13: break;
    }
    return 0;
}

bool needs_consent(Activity const& activity) {
    switch (activity.verb()) {
        case Verb::update: return activity.object_id() != activity.actor().text();  // not of their own profile
        case Verb::create:
        case Verb::announce:
        case Verb::choose_answer:
        case Verb::like:
        case Verb::dislike:
        case Verb::offer:
        case Verb::tentative_accept:
        case Verb::tentative_reject:
        case Verb::invite: return true;
        default: return false;
    }
}

}  // namespace

bool agrees_alone(AgeBand band, unsigned own_from) noexcept {
    auto const youngest = youngest_in(band);
    return youngest != 0 && youngest >= own_from;
}

bool stands(ConsentRecord const& record, ConsentPurpose purpose, unsigned own_from) noexcept {
    bool const is_agreed = record.given != Instant{} && record.withdrawn == Instant{};
    if (!is_agreed || (record.purposes & bit(purpose)) == 0) return false;
    return record.giver == ConsentGiver::guardian ||
           (record.giver == ConsentGiver::pupil && agrees_alone(record.band, own_from));
}

Result<void> check(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle person,
    ConsentPurpose purpose,
    unsigned own_from
) {
    if (!community::is_pupil(tx, tables, person)) return {};
    auto const record = tables.consents.get(tx, person);
    if (record && stands(*record, purpose, own_from)) return {};
    return Refusal{Reason::no_consent, "nobody has agreed yet that this pupil writes here"};
}

Result<void> check_act(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity, unsigned own_from
) {
    if (!needs_consent(activity)) return {};
    auto const person = storage::find_handle(tx, tables, activity.actor().text());
    return person ? check(tx, tables, *person, ConsentPurpose::writing, own_from) : Result<void>{};
}

bool is_withheld(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle author) {
    auto const record = tables.consents.get(tx, author);
    return record && record->withdrawn != Instant{} && !record->erased;
}

}  // namespace collegium::federation::consent
