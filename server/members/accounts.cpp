#include "server/members/accounts.hpp"

#include "federation/community/pupils.hpp"
#include "federation/local_actors.hpp"
#include "server/members/passkeys.hpp"
#include "server/members/roles.hpp"
#include "server/members/second_factor.hpp"
#include "server/retention/periods.hpp"
#include "server/sign_ins.hpp"
#include "server/tokens.hpp"

namespace collegium::server::members {

using storage::AccountRecord;
using storage::AccountState;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t most_requests = 200;
constexpr Refusal nobody{Reason::not_found, "there is nobody of that name"};

Result<void> check_name(storage::ReadTx const& tx, Tables const& tables, std::string const& name) {
    if (!federation::is_local_name(name))
        return Refusal{Reason::malformed, "a name is 1 to 30 lower-case letters, digits and underscores"};
    if (tables.accounts.contains(tx, name) || tables.local_names.contains(tx, name))
        return Refusal{Reason::conflict, "the name is taken"};
    return {};
}

// The actor, and then the account that it belongs to.
Result<Nothing> write_account(WriteTx& tx, Tables& tables, Maker const& maker, NewAccount const& account) {
    auto const& display = account.display_name.empty() ? account.name : account.display_name;
    federation::NewActor const actor{storage::ActorType::person, account.name, display, ""};
    auto const handle = federation::create_local_actor(
        tx, tables, maker.keyring, maker.settings.origin(), actor, maker.keys, maker.now
    );
    if (!handle) return handle.error();
    auto record = account.record;
    record.actor = *handle;
    record.created = maker.now;
    tables.accounts.put(tx, account.name, record);
    tables.account_names.put(tx, *handle, account.name);
    if (record.pupil) federation::community::note_class(tx, tables, *handle, false);
    return Nothing{};
}

std::size_t count_requests(storage::ReadTx const& tx, Tables const& tables) {
    std::size_t waiting = 0;
    tables.accounts.ascend(tx, "", [&](std::string const&, AccountRecord const& account) {
        if (account.state == AccountState::awaiting) ++waiting;
        return true;
    });
    return waiting;
}

std::optional<AccountRecord> request_of(storage::ReadTx const& tx, Tables const& tables, std::string const& name) {
    auto const account = tables.accounts.get(tx, name);
    return account && account->state == AccountState::awaiting ? account : std::nullopt;
}

// What a program could still turn into tokens.
void erase_codes(WriteTx& tx, Tables& tables, std::string const& account) {
    std::vector<storage::TokenDigest> found;
    tables.codes.each(tx, [&](storage::TokenDigest const& key, storage::CodeRecord const& record) {
        if (record.account == account) found.push_back(key);
        return true;
    });
    for (auto const& key : found) tables.codes.erase(tx, key);
}

bool loses_access(AccountRecord const& before, AccountRecord const& after) {
    bool const shut_out = before.state == AccountState::active && after.state != AccountState::active;
    return shut_out || !is_part_of(before.roles, after.roles) || before.password != after.password;
}

}  // namespace

Result<Nothing> add_account(WriteTx& tx, Tables& tables, Maker const& maker, NewAccount const& account) {
    if (auto const free = check_name(tx, tables, account.name); !free) return free.error();
    if (auto const fits = check_roles(tx, tables, account.name, account.record); !fits) return fits.error();
    return write_account(tx, tables, maker, account);
}

Result<Nothing> add_request(WriteTx& tx, Tables& tables, NewAccount const& account, Instant now) {
    if (auto const free = check_name(tx, tables, account.name); !free) return free.error();
    if (count_requests(tx, tables) >= most_requests) return Refusal{Reason::unavailable, "too many wait already"};
    auto record = account.record;
    record.state = AccountState::awaiting;
    record.created = now;
    tables.accounts.put(tx, account.name, record);
    return Nothing{};
}

Result<Nothing> let_in(WriteTx& tx, Tables& tables, Maker const& maker, std::string const& name) {
    auto record = request_of(tx, tables, name);
    if (!record) return Refusal{Reason::not_found, "nobody of that name asks to be let in"};
    record->state = AccountState::active;
    record->asked.clear();
    return write_account(tx, tables, maker, {name, "", *record});
}

Result<Nothing> turn_down(WriteTx& tx, Tables& tables, std::string const& name) {
    if (!request_of(tx, tables, name)) return Refusal{Reason::not_found, "nobody of that name asks to be let in"};
    tables.accounts.erase(tx, name);
    return Nothing{};
}

Result<Nothing> change_account(
    WriteTx& tx, Tables& tables, std::string const& name, std::function<void(AccountRecord&)> const& change
) {
    auto const before = tables.accounts.get(tx, name);
    if (!before || before->state == AccountState::awaiting) return nobody;
    auto after = *before;
    change(after);
    if (auto const fits = check_roles(tx, tables, name, after); !fits) return fits.error();
    if (loses_access(*before, after)) end_all_access(tx, tables, after.actor);
    if (after.state == AccountState::closed) erase_passkeys(tx, tables, after.actor);
    if (!retention::is_over(after)) retention::note_open(tx, tables, retention::account_key(after.actor));
    if (after.pupil != before->pupil) federation::community::note_class(tx, tables, after.actor, before->pupil);
    tables.accounts.put(tx, name, after);
    return Nothing{};
}

Result<Nothing> reset_password(WriteTx& tx, Tables& tables, std::string const& name, std::string const& hash) {
    auto const changed = change_account(tx, tables, name, [&](AccountRecord& record) { record.password = hash; });
    if (!changed) return changed;
    erase_passkeys(tx, tables, tables.accounts.get(tx, name).value().actor);
    if (!has_authenticator(tx, tables, name)) tables.second_factors.erase(tx, name);
    return changed;
}

Result<Nothing> reset_second_factor(WriteTx& tx, Tables& tables, std::string const& name) {
    auto const account = tables.accounts.get(tx, name);
    if (!account || account->state == AccountState::awaiting) return nobody;
    end_all_access(tx, tables, account->actor);
    erase_passkeys(tx, tables, account->actor);
    tables.second_factors.erase(tx, name);
    return Nothing{};
}

bool has_left(AccountRecord const& account) noexcept {
    return account.vouched == left_school;
}

bool may_come_in(storage::AccountRecord const& account, Instant now) noexcept {
    constexpr std::chrono::minutes vouching_lasts{60};
    bool const relies_on_school = account.vouched != Instant{};
    return account.state == storage::AccountState::active &&
           (!relies_on_school || now - account.vouched < vouching_lasts);
}

void end_resting_sign_ins(WriteTx& tx, Tables& tables, AccountRecord const& account, Instant now) {
    if (!may_come_in(account, now)) SignIns::end_all(tx, tables, account.actor);
}

void end_all_access(WriteTx& tx, Tables& tables, storage::Handle person) {
    SignIns::end_all(tx, tables, person);
    Tokens::revoke_all(tx, tables, person);
    if (auto const account = tables.account_names.get(tx, person)) erase_codes(tx, tables, *account);
}

}  // namespace collegium::server::members
