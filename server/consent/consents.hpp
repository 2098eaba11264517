// Consents: recording who agreed that a pupil writes here, and taking it back (needs H5). All of it stays on this node.
#pragma once

#include "federation/consent/consent.hpp"
#include "server/app.hpp"

#include <string>
#include <vector>

namespace collegium::server::consent {

constexpr std::size_t longest_proof = 200;  // characters

// Who may record what parents said: the safeguarding lead, and operators.
bool may_record(Member const& member) noexcept;

// Of a pupil; an empty record where nothing was ever recorded.
storage::ConsentRecord consent_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle pupil);

struct Pupil {
    std::string account;
    storage::Handle person{};
    storage::ConsentRecord consent;
};

// Pupils whose accounts are not closed, by name.
std::vector<Pupil> pupils_of(storage::ReadTx const& tx, storage::Tables const& tables);

// What somebody agrees to. by: who records it.
struct Agreement {
    storage::Handle by{};
    storage::ConsentGiver giver{};
    std::uint64_t purposes{};  // not none
    std::string proof;         // where the signed form is; may be empty
};

// Instead of what was agreed to before. Who no longer helps with what a council says loses their drafts for it. Refuses
// not_found for whoever is no pupil, conflict where writing was agreed to and now is not (withdraw), malformed without
// a purpose or with a longer proof than longest_proof, not_allowed to a pupil who is too young to agree alone
// (own_from: years), and unavailable while what they wrote before is still being deleted.
Result<storage::Nothing> agree(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle pupil,
    Agreement const& agreement,
    unsigned own_from,
    Instant now
);

// Refuses not_found for whoever is no pupil.
Result<storage::Nothing> set_band(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle pupil, storage::AgeBand band
);

// Takes it back, whoever gave it. From this moment nobody is shown what the pupil wrote; drafts and posts that wait are
// dropped at once, what they offered to others and nobody has answered is taken back, and what was published is
// deleted, each by an act of its author as if they had done it themselves. What is not deleted when this returns is
// deleted by tend_withdrawals. Refuses conflict where nobody had agreed.
boost::asio::awaitable<Result<storage::Nothing>> withdraw(App const& app, storage::Handle pupil, storage::Handle by);

// Goes on where a withdrawal was broken off. Run every few minutes.
boost::asio::awaitable<void> tend_withdrawals(App const& app);

}  // namespace collegium::server::consent
