#include "server/pages/consent_parts.hpp"

#include "server/members/words.hpp"

namespace collegium::server::pages {

using federation::consent::bit;
using storage::ConsentGiver;
using storage::ConsentPurpose;
using storage::ConsentRecord;

namespace {

bool stands_for_any(ConsentRecord const& record, unsigned own_from) {
    for (auto const& each : members::consent_purposes())
        if (federation::consent::stands(record, each.value, own_from)) return true;
    return false;
}

void show_agreed(Values values, ConsentRecord const& record) {
    values.show(record.giver == ConsentGiver::guardian ? "BY_GUARDIAN" : "BY_PUPIL");
    values.day("DAY", record.given);
    for (auto const& each : members::consent_purposes())
        if ((record.purposes & bit(each.value)) != 0) values.repeat("AGREED_TO").words("WORDS", each.words);
    if (!record.proof.empty()) values.repeat("WITH_PROOF").text("PROOF", record.proof);
}

}  // namespace

std::uint64_t purposes_in(Form const& form) {
    std::uint64_t chosen = 0;
    for (auto const& each : members::consent_purposes())
        if (form.has("agrees_" + std::string{each.name})) chosen |= bit(each.value);
    return chosen;
}

void show_purposes(Values& values, std::uint64_t chosen) {
    for (auto const& each : members::consent_purposes()) {
        auto box = values.repeat("PURPOSE");
        box.text("NAME", each.name);
        box.words("WORDS", each.words);
        if ((chosen & bit(each.value)) != 0) box.show("CHOSEN");
    }
}

void show_consent(Values& values, ConsentRecord const& record, unsigned own_from) {
    auto shown = values.include("CONSENT", "consent");
    shown.words("AGE", members::named(members::age_bands(), record.band).words);
    if (record.given == Instant{}) return shown.show("NOBODY_AGREED");
    if (record.withdrawn != Instant{}) {
        auto taken_back = shown.repeat("TAKEN_BACK");
        taken_back.day("DAY", record.withdrawn);
        taken_back.show(record.erased ? "DELETED" : "BEING_DELETED");
        return;
    }
    show_agreed(shown.repeat("AGREED"), record);
    if (!stands_for_any(record, own_from)) shown.show("TOO_YOUNG");
}

std::string_view consent_problem(Refusal refusal) noexcept {
    switch (refusal.reason()) {
        case Reason::malformed:
            return phrase("Tick what is agreed to, and say in at most 200 characters where the form is.");
        case Reason::not_allowed:
            return phrase(
                "At this age a parent or guardian agrees first. The safeguarding lead or an operator records it."
            );
        case Reason::conflict:
            return phrase(
                "Writing is agreed to already. To end that, take the consent back below: it deletes what was "
                "written."
            );
        case Reason::unavailable:
            return phrase("What was written before is still being deleted. Try again in a few minutes.");
        default: return phrase("It could not be recorded. Try again in a minute.");
    }
}

}  // namespace collegium::server::pages
