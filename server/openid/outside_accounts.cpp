#include "server/openid/outside_accounts.hpp"

#include "config/log.hpp"
#include "server/members/roles.hpp"
#include "storage/names.hpp"

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
    std::string refresh_token;  // empty: nobody can be asked
};

// Those whom the school vouched for a while ago.
std::vector<Due> due_accounts(federation::Node const& node, members::Secrets const& secrets) {
    auto const before = node.clock.now() - vouching_renewed_after;
    return node.store.read([&](ReadTx const& tx, Tables const& tables) {
        std::vector<Due> due;
        tables.outside_tokens.each(tx, [&](std::string const& name, std::string const& sealed) {
            auto const account = tables.accounts.get(tx, name);
            if (!account || account->state != AccountState::active || account->vouched > before) return true;
            due.push_back({name, secrets.open(sealed, token_context(name)).value_or("")});
            return true;
        });
        return due;
    });
}

}  // namespace

storage::IriHash outside_key(Identity const& identity) {
    return storage::hash_of(identity.issuer + " " + identity.subject);
}

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
    auto const before = account->roles;
    apply_groups(*account, granted.identity, settings.openid);
    // A role that cannot be given twice stays with who has it; everything else about the sign-in holds.
    if (!members::check_roles(tx, tables, *name, *account)) account->roles = before;
    account->vouched = now;
    tables.accounts.put(tx, *name, *account);
    keep_token(tx, tables, secrets, *name, granted.refresh_token);
    return *name;
}

Result<std::string> welcome(
    WriteTx& tx,
    Tables& tables,
    members::Maker const& maker,
    members::Secrets const& secrets,
    Granted const& granted,
    std::string const& name,
    std::string const& display_name
) {
    if (auto const may = check_groups(granted.identity, maker.settings.openid); !may) return may.error();
    if (tables.outside_identities.contains(tx, outside_key(granted.identity)))
        return Refusal{Reason::conflict, "this identity has an account"};
    members::NewAccount account;
    account.name = name;
    account.display_name = display_name;
    account.record.state = AccountState::active;
    account.record.vouched = maker.now;
    apply_groups(account.record, granted.identity, maker.settings.openid);
    if (auto const made = members::add_account(tx, tables, maker, account); !made) return made.error();
    tables.outside_identities.put(tx, outside_key(granted.identity), name);
    keep_token(tx, tables, secrets, name, granted.refresh_token);
    return name;
}

void end_vouching(WriteTx& tx, Tables& tables, std::string const& name) {
    auto account = tables.accounts.get(tx, name);
    if (!account) return;
    account->vouched = Instant{std::chrono::milliseconds{1}};  // long ago: they may come back only through the school
    tables.accounts.put(tx, name, *account);
    tables.outside_tokens.erase(tx, name);
    members::end_all_access(tx, tables, account->actor);
}

asio::awaitable<void> renew_vouching(
    federation::Node const& node, members::Secrets const& secrets, Provider& provider
) {
    for (auto const& due : due_accounts(node, secrets)) {
        auto const granted = co_await provider.renew(due.refresh_token);
        bool const gone = !granted && granted.error().reason() == Reason::not_allowed;
        if (!granted && !gone) {
            log::warning("the school's sign-in cannot be asked", {{"detail", granted.error().detail()}});
            co_return;  // the others would wait for the same
        }
        auto const now = node.clock.now();
        storage::Store::Change<Nothing> change = [&, gone](WriteTx& tx, Tables& tables) -> Result<Nothing> {
            bool const stays = !gone && vouch(tx, tables, node.settings, secrets, *granted, now).has_value();
            if (!stays) end_vouching(tx, tables, due.account);
            return Nothing{};
        };
        auto const written = co_await node.store.write(std::move(change));
        if (!written) log::warning("what the school's sign-in said was not noted");
    }
}

}  // namespace collegium::server::openid
