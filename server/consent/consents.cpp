#include "server/consent/consents.hpp"

#include "federation/community/pupils.hpp"
#include "federation/content/plain_text.hpp"
#include "server/communities/councils.hpp"

namespace collegium::server::consent {

using storage::ConsentGiver;
using storage::ConsentRecord;
using storage::Handle;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

Result<void> check_pupil(ReadTx const& tx, Tables const& tables, Handle person) {
    if (federation::community::is_pupil(tx, tables, person)) return {};
    return Refusal{Reason::not_found, "nobody of that name is a pupil"};
}

// It was agreed to, and not taken back, and is no longer to be so.
bool would_drop(ConsentRecord const& record, Agreement const& agreement, storage::ConsentPurpose purpose) {
    bool const is_given = record.given != Instant{} && record.withdrawn == Instant{};
    return is_given && (record.purposes & ~agreement.purposes & federation::consent::bit(purpose)) != 0;
}

}  // namespace

bool may_record(Member const& member) noexcept {
    return member.roles.has(storage::Role::safeguarding_lead) || member.roles.has(storage::Role::operator_);
}

ConsentRecord consent_of(ReadTx const& tx, Tables const& tables, Handle pupil) {
    return tables.consents.get(tx, pupil).value_or(ConsentRecord{});
}

std::vector<Pupil> pupils_of(ReadTx const& tx, Tables const& tables) {
    std::vector<Pupil> found;
    tables.accounts.ascend(tx, "", [&](std::string const& name, storage::AccountRecord const& account) {
        bool const is_here = account.actor != Handle{0} && account.state != storage::AccountState::closed;
        if (account.pupil && is_here) found.push_back({name, account.actor, consent_of(tx, tables, account.actor)});
        return true;
    });
    return found;
}

Result<Nothing> agree(
    WriteTx& tx, Tables& tables, Handle pupil, Agreement const& agreement, unsigned own_from, Instant now
) {
    if (auto const is_one = check_pupil(tx, tables, pupil); !is_one) return is_one.error();
    auto record = consent_of(tx, tables, pupil);
    if (would_drop(record, agreement, storage::ConsentPurpose::writing))
        return Refusal{
            Reason::conflict, "that they write is agreed to: it is taken back, which deletes what they wrote"};
    bool const fits = federation::content::characters(agreement.proof) <= longest_proof;
    if (agreement.purposes == 0 || !fits)
        return Refusal{Reason::malformed, "say what is agreed to, and where the form is in at most 200 characters"};
    bool const is_own = agreement.giver == ConsentGiver::pupil;
    if (is_own && !federation::consent::agrees_alone(record.band, own_from))
        return Refusal{Reason::not_allowed, "a parent or guardian agrees first, and the safeguarding lead records it"};
    if (record.withdrawn != Instant{} && !record.erased)
        return Refusal{
            Reason::unavailable, "what they wrote before is still being deleted: try again in a few minutes"};
    if (would_drop(record, agreement, storage::ConsentPurpose::council)) communities::drop_drafts_of(tx, tables, pupil);
    record.giver = agreement.giver;
    record.purposes = agreement.purposes;
    record.given = now;
    record.by = agreement.by;
    record.proof = agreement.proof;
    record.withdrawn = Instant{};
    record.erased = false;
    tables.consents.put(tx, pupil, record);
    return Nothing{};
}

Result<Nothing> set_band(WriteTx& tx, Tables& tables, Handle pupil, storage::AgeBand band) {
    if (auto const is_one = check_pupil(tx, tables, pupil); !is_one) return is_one.error();
    auto record = consent_of(tx, tables, pupil);
    record.band = band;
    tables.consents.put(tx, pupil, record);
    return Nothing{};
}

}  // namespace collegium::server::consent
