#include "server/openid/outside_accounts.hpp"

#include "config/log.hpp"
#include "federation/community/pupils.hpp"
#include "server/audit/audit.hpp"
#include "server/members/roles.hpp"
#include "server/members/words.hpp"
#include "server/retention/periods.hpp"

#include <algorithm>

namespace collegium::server::openid {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::AccountState;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

std::string token_context(std::string const& account) {
    return "refresh token:" + account;
}

void keep_token(
    WriteTx& tx, Tables& tables, members::Secrets const& secrets, std::string const& account, std::string const& token
) {
    if (token.empty()) return;  // a provider may leave the old one in force
    tables.outside_tokens.put(tx, account, secrets.seal(token, token_context(account)));
}

struct Due {
    std::string account;
    std::string sealed;  // its refresh token
};

// Role by role: one that somebody else holds alone is not given, and the last operator stays one, but all others are as
// the groups say. Everything else about the sign-in holds. Only a pupil never has a role, whatever that leaves undone.
void settle_roles(ReadTx const& tx, Tables const& tables, std::string const& name, AccountRecord& account) {
    if (account.pupil || members::check_roles(tx, tables, name, account)) return;
    auto const wanted = account.roles;
    account.roles = {};
    if (!members::check_roles(tx, tables, name, account)) account.roles.add(storage::Role::operator_);
    for (auto const& each : members::roles()) {
        if (!wanted.has(each.value) || account.roles.has(each.value)) continue;
        account.roles.add(each.value);
        if (!members::check_roles(tx, tables, name, account)) account.roles.remove(each.value);
    }
}

bool has_access(ReadTx const& tx, Tables const& tables, storage::Handle person) {
    bool has = false;
    auto const look = [&](storage::OwnedToken const& key, Nothing) {
        has = has || key.of == person;
        return false;
    };
    tables.sessions_of.ascend(tx, {person, {}}, look);
    tables.tokens_of.ascend(tx, {person, {}}, look);
    return has;
}

// Those whom the school vouched for a while ago.
std::vector<Due> due_accounts(federation::Node const& node) {
    auto const now = node.clock.now();
    return node.store.read([&](ReadTx const& tx, Tables const& tables) {
        std::vector<Due> due;
        tables.outside_tokens.each(tx, [&](std::string const& name, std::string const& sealed) {
            auto const account = tables.accounts.get(tx, name);
            if (!account || account->state != AccountState::active) return true;
            std::chrono::minutes const rest =
                has_access(tx, tables, account->actor) ? vouching_renewed_after : absent_renewed_after;
            if (now - account->vouched < rest) return true;
            due.push_back({name, sealed});
            return true;
        });
        return due;
    });
}

// Whether the provider is away, rather than in trouble about one member, shows when there are several in a row.
constexpr unsigned most_in_vain = 3;

bool may_be_away(Reason reason) {
    return reason == Reason::unreachable || reason == Reason::forbidden_place;
}

// Nobody is for ever behind those about whom there is trouble.
void begin_behind(std::vector<Due>& all, std::string const& stopped_at) {
    std::ranges::sort(all, {}, &Due::account);
    auto const first = std::ranges::upper_bound(all, stopped_at, {}, &Due::account);
    std::rotate(all.begin(), first, all.end());
}

asio::awaitable<void> write(federation::Node const& node, storage::Store::Change<Nothing> change) {
    auto const written = co_await node.store.write(std::move(change));
    if (!written) log::warning("what the school's sign-in said was not noted");
}

asio::awaitable<void> sweep(federation::Node const& node, members::Secrets const& secrets) {
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        forget_old_newcomers(tx, tables, secrets, node.clock.now());
        return Nothing{};
    };
    co_await write(node, std::move(change));
}

// An answer about a token that was replaced meanwhile, since they signed in anew, says nothing about them any more.
bool is_current(ReadTx const& tx, Tables const& tables, Due const& due) {
    return tables.outside_tokens.get(tx, due.account) == due.sealed;
}

// granted: what came of asking about `due`. An identity that is not theirs vouches for nobody.
asio::awaitable<void> note_answer(
    federation::Node const& node, members::Secrets const& secrets, Due const& due, Result<Granted> const& granted
) {
    auto const now = node.clock.now();
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        if (!is_current(tx, tables, due)) return Nothing{};
        bool const theirs = granted && tables.outside_identities.get(tx, outside_key(granted->identity)) == due.account;
        bool const stays = theirs && vouch(tx, tables, node.settings, secrets, *granted, now).has_value();
        if (!stays) end_vouching(tx, tables, due.account);
        return Nothing{};
    };
    co_await write(node, std::move(change));
}

}  // namespace

Result<std::string> vouch(
    WriteTx& tx,
    Tables& tables,
    Settings const& settings,
    members::Secrets const& secrets,
    Granted const& granted,
    Instant now
) {
    auto const name = tables.outside_identities.get(tx, outside_key(granted.identity));
    auto account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    if (!account) return Refusal{Reason::not_found, "no account of this identity"};
    if (account->state != AccountState::active) return Refusal{Reason::not_allowed, "the account is not active"};
    if (auto const may = check_groups(granted.identity, settings.openid); !may) return may.error();
    members::end_resting_sign_ins(tx, tables, *account, now);
    retention::note_open(tx, tables, retention::account_key(account->actor));
    account->vouched = now;  // first: the roles of a leaver count for nothing in what follows
    auto const before = account->roles;
    bool const was_pupil = account->pupil;
    apply_groups(*account, granted.identity, settings.openid);
    settle_roles(tx, tables, *name, *account);
    if (!members::is_part_of(before, account->roles)) members::end_all_access(tx, tables, account->actor);
    if (account->pupil != was_pupil) federation::community::note_class(tx, tables, account->actor, was_pupil);
    tables.accounts.put(tx, *name, *account);
    if (before != account->roles)
        audit::note(
            tx,
            tables,
            {"school sign-in", "changed what somebody is trusted with", *name, members::names_of(account->roles)},
            now
        );
    keep_token(tx, tables, secrets, *name, granted.refresh_token);
    return *name;
}

Result<std::string> welcome(
    WriteTx& tx,
    Tables& tables,
    members::Maker const& maker,
    members::Secrets const& secrets,
    Newcomer const& newcomer,
    std::string const& name,
    std::string const& display_name
) {
    Granted granted;
    granted.identity = newcomer.identity;
    granted.refresh_token = newcomer.refresh_token;
    auto const key = outside_key(granted.identity);
    if (tables.outside_identities.contains(tx, key))
        return vouch(tx, tables, maker.settings, secrets, granted, newcomer.proved);
    if (auto const may = check_groups(granted.identity, maker.settings.openid); !may) return may.error();
    members::NewAccount account;
    account.name = name;
    account.display_name = display_name;
    account.record.state = AccountState::active;
    account.record.vouched = newcomer.proved;
    apply_groups(account.record, granted.identity, maker.settings.openid);
    settle_roles(tx, tables, name, account.record);
    if (auto const made = members::add_account(tx, tables, maker, account); !made) return made.error();
    tables.outside_identities.put(tx, key, name);
    keep_token(tx, tables, secrets, name, granted.refresh_token);
    forget_newcomer(tx, tables, granted.identity);
    return name;
}

bool waits_for_school(ReadTx const& tx, Tables const& tables, storage::TokenDigest const& session, Instant now) {
    auto const found = tables.sessions.get(tx, session);
    auto const account = found ? tables.accounts.get(tx, found->account) : std::nullopt;
    return account && account->state == AccountState::active && !members::may_come_in(*account, now);
}

void end_vouching(WriteTx& tx, Tables& tables, std::string const& name) {
    auto account = tables.accounts.get(tx, name);
    if (!account) return;
    account->vouched = members::left_school;
    tables.accounts.put(tx, name, *account);
    tables.outside_tokens.erase(tx, name);
    members::end_all_access(tx, tables, account->actor);
}

asio::awaitable<void> renew_vouching(
    federation::Node const& node, members::Secrets const& secrets, Provider& provider, std::string& stopped_at
) {
    co_await sweep(node, secrets);
    auto all = due_accounts(node);
    begin_behind(all, stopped_at);
    stopped_at.clear();
    unsigned in_vain = 0;
    for (auto const& due : all) {
        auto token = secrets.open(due.sealed, token_context(due.account)).value_or("");
        auto const granted = co_await provider.renew(std::move(token));
        if (granted || granted.error().reason() == Reason::not_allowed) {
            in_vain = 0;
            co_await note_answer(node, secrets, due, granted);
            continue;
        }
        auto const reason = granted.error().reason();
        log::warning("the school's sign-in did not vouch for a member", {{"detail", granted.error().detail()}});
        in_vain = may_be_away(reason) ? in_vain + 1 : 0;
        if (reason != Reason::unavailable && in_vain < most_in_vain) continue;
        stopped_at = due.account;
        co_return;
    }
}

}  // namespace collegium::server::openid
