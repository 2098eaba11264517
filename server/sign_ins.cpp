#include "server/sign_ins.hpp"

#include "config/log.hpp"
#include "server/members/accounts.hpp"
#include "server/members/roles.hpp"
#include "server/members/second_factor.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::AccountState;
using storage::Nothing;
using storage::SessionRecord;
using storage::TokenDigest;

namespace {

constexpr std::chrono::minutes ticket_lasts{10};
constexpr Refusal wrong{Reason::forged, "wrong name or password"};

// Of somebody who may come in, with what is asked of them beside the password.
Result<AccountRecord> active_account(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& name
) {
    auto const account = tables.accounts.get(tx, name);
    if (!account || account->state != AccountState::active) return wrong;
    return *account;
}

std::vector<TokenDigest> digests_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person) {
    std::vector<TokenDigest> found;
    tables.sessions_of.ascend(tx, {person, {}}, [&](storage::OwnedToken const& key, Nothing) {
        if (key.of == person) found.push_back(key.token);
        return key.of == person;
    });
    return found;
}

// Those that nobody can use any more.
void sweep(storage::WriteTx& tx, storage::Tables& tables, storage::Handle person, Instant oldest) {
    for (auto const& key : digests_of(tx, tables, person)) {
        auto const session = tables.sessions.get(tx, key);
        if (!session || session->seen < oldest) SignIns::end_one(tx, tables, person, key);
    }
}

std::optional<Instant> instant_of(std::string_view digits) {
    std::int64_t count = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return Instant{std::chrono::milliseconds{count}};
}

}  // namespace

Member member_with(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Settings const& settings,
    std::string const& account,
    AccountRecord const& record
) {
    Member member{account, record.actor, record.roles, record.pupil};
    auto const guarded = members::roles_behind_second_factor(settings, record.roles);
    if (guarded.bits == 0 || members::has_second_factor(tx, tables, account)) return member;
    member.roles.bits &= ~guarded.bits;
    member.duty = Duty::second_factor;
    return member;
}

asio::awaitable<Result<void>> SignIns::check(std::string account, std::string password) const {
    auto const fitting = co_await fitting_hash(std::move(account), std::move(password));
    if (!fitting) co_return fitting.error();
    co_return Result<void>{};
}

asio::awaitable<Result<std::string>> SignIns::fitting_hash(std::string account, std::string password) const {
    auto const record =
        node_.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, account); });
    std::string hash = record ? record->password : "";
    bool const right = co_await registry_.passwords.fits(std::move(hash), password);
    if (!right || !record) co_return wrong;
    if (record->state == AccountState::awaiting)
        co_return Refusal{Reason::not_allowed, "an operator has not let them in yet"};
    if (record->state != AccountState::active) co_return wrong;
    std::string fitting = record->password;
    if (!registry_.passwords.is_outdated(fitting)) co_return fitting;
    auto renewed = co_await renew_hash(std::move(account), std::move(password), std::move(fitting));
    co_return renewed;
}

// The cost of hashes was raised since this one was made. Making a new one takes a while, in which the password may
// have been taken away from whoever guessed it: then the old one must not come back.
asio::awaitable<Result<std::string>> SignIns::renew_hash(std::string account, std::string password, std::string fitting)
    const {
    auto const hash = co_await registry_.passwords.hash(std::move(password));
    storage::Store::Change<std::string> change =
        [account, hash, fitting](storage::WriteTx& tx, storage::Tables& tables) -> Result<std::string> {
        auto record = tables.accounts.get(tx, account);
        if (!record || record->password != fitting) return wrong;
        record->password = hash;
        tables.accounts.put(tx, account, *record);
        return hash;
    };
    auto written = co_await node_.store.write(std::move(change));
    if (written || written.error().reason() == wrong.reason()) co_return written;
    log::warning("a password hash was not renewed");
    co_return fitting;
}

asio::awaitable<Result<std::string>> SignIns::begin(std::string account, std::string password, std::string client)
    const {
    auto fitting = co_await fitting_hash(account, std::move(password));
    if (!fitting) co_return fitting.error();
    auto const now = node_.clock.now();
    auto begun = co_await start_proven(std::move(account), false, std::move(client), *std::move(fitting), now);
    co_return begun;
}

asio::awaitable<Result<std::string>> SignIns::start(
    std::string account, bool second_factor, std::string client, std::optional<Instant> proved
) const {
    std::string any;
    auto const when = proved.value_or(node_.clock.now());
    auto begun = co_await start_proven(std::move(account), second_factor, std::move(client), std::move(any), when);
    co_return begun;
}

asio::awaitable<Result<std::string>> SignIns::start_proven(
    std::string account, bool second_factor, std::string client, std::string fitting, Instant proved
) const {
    auto const token = fresh_token();
    SessionRecord session;
    session.account = account;
    session.created = session.seen = node_.clock.now();
    session.proved = proved;
    session.second_factor = second_factor;
    session.client = std::move(client);
    storage::Store::Change<Nothing> change = [key = digest(token), session, fitting, oldest = oldest_visit()](
                                                 storage::WriteTx& tx, storage::Tables& tables
                                             ) -> Result<Nothing> {
        auto const holder = active_account(tx, tables, session.account);
        if (!holder) return holder.error();
        if (!fitting.empty() && holder->password != fitting) return wrong;
        if (!session.second_factor && members::has_second_factor(tx, tables, session.account))
            return Refusal{Reason::not_signed_in, "a second factor is wanted"};
        sweep(tx, tables, holder->actor, oldest);
        tables.sessions.put(tx, key, session);
        tables.sessions_of.put(tx, {holder->actor, key}, {});
        return Nothing{};
    };
    auto const written = co_await node_.store.write(std::move(change));
    if (!written) co_return written.error();
    co_return token;
}

Instant SignIns::oldest_visit() const {
    return node_.clock.now() - std::chrono::days{node_.settings.limits.sign_in_days};
}

std::string SignIns::ticket_context(std::string_view browser_token, std::string const& account) const {
    auto const record =
        node_.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, account); });
    return "second step:" + std::string{browser_token} + ":" + account + ":" + (record ? record->password : "");
}

std::string SignIns::ticket(std::string_view browser_token, std::string const& account) const {
    auto const now = std::to_string(node_.clock.now().time_since_epoch().count());
    auto const sealed = registry_.secrets.seal(now, ticket_context(browser_token, account));
    return account + "." + crypto::to_base64url(crypto::bytes_of(sealed));
}

std::optional<std::string> SignIns::account_of_ticket(std::string_view browser_token, std::string_view ticket) const {
    auto const dot = ticket.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    std::string const account{ticket.substr(0, dot)};
    auto const sealed = crypto::from_base64url(ticket.substr(dot + 1));
    if (!sealed) return std::nullopt;
    auto const opened = registry_.secrets.open(crypto::text_of(*sealed), ticket_context(browser_token, account));
    auto const made = opened ? instant_of(*opened) : std::nullopt;
    if (!made || node_.clock.now() - *made > ticket_lasts) return std::nullopt;
    return account;
}

asio::awaitable<Result<std::string>> SignIns::renew(std::string token) const {
    auto const fresh = fresh_token();
    storage::Store::Change<Nothing> change = [old = digest(token), key = digest(fresh), now = node_.clock.now()](
                                                 storage::WriteTx& tx, storage::Tables& tables
                                             ) -> Result<Nothing> {
        auto session = tables.sessions.get(tx, old);
        auto const account = session ? tables.accounts.get(tx, session->account) : std::nullopt;
        if (!account) return Refusal{Reason::not_signed_in, "the sign-in has ended"};
        session->proved = session->seen = now;
        end_one(tx, tables, account->actor, old);
        tables.sessions.put(tx, key, *session);
        tables.sessions_of.put(tx, {account->actor, key}, {});
        return Nothing{};
    };
    auto const written = co_await node_.store.write(std::move(change));
    if (!written) co_return written.error();
    co_return fresh;
}

std::optional<Member> SignIns::member_of(std::string_view token) const {
    if (token.empty()) return std::nullopt;
    return node_.store.read([&](auto const& tx, auto const& tables) -> std::optional<Member> {
        auto const session = tables.sessions.get(tx, digest(token));
        if (!session || session->seen < oldest_visit()) return std::nullopt;
        auto const account = active_account(tx, tables, session->account);
        if (!account || !members::may_come_in(*account, node_.clock.now())) return std::nullopt;
        if (!session->second_factor && members::has_second_factor(tx, tables, session->account)) return std::nullopt;
        auto member = member_with(tx, tables, node_.settings, session->account, *account);
        member.proved = session->proved;
        auto const& charter = registry_.charter;
        if (member.duty == Duty::none && charter.exists() && account->charter != charter.hash)
            member.duty = Duty::charter;
        return member;
    });
}

asio::awaitable<void> SignIns::note_visit(std::string token) const {
    auto const key = digest(token);
    auto const now = node_.clock.now();
    auto session = node_.store.read([&](auto const& tx, auto const& tables) { return tables.sessions.get(tx, key); });
    if (!session || now - session->seen < std::chrono::days{1}) co_return;
    session->seen = now;
    storage::Store::Change<Nothing> change = [key, noted = *session](storage::WriteTx& tx, storage::Tables& tables) {
        if (tables.sessions.contains(tx, key)) tables.sessions.put(tx, key, noted);
        return Result<Nothing>{Nothing{}};
    };
    auto const written = co_await node_.store.write(std::move(change));
    if (!written) log::warning("a visit was not noted");
}

asio::awaitable<void> SignIns::end(std::string token) const {
    storage::Store::Change<Nothing> change = [key = digest(token)](storage::WriteTx& tx, storage::Tables& tables) {
        auto const session = tables.sessions.get(tx, key);
        auto const account = session ? tables.accounts.get(tx, session->account) : std::nullopt;
        if (account) end_one(tx, tables, account->actor, key);
        return Result<Nothing>{Nothing{}};
    };
    auto const erased = co_await node_.store.write(std::move(change));
    if (!erased) throw std::runtime_error{"a sign-in could not be ended"};
}

std::vector<SignedIn> SignIns::list(storage::Handle person, std::string_view token) const {
    auto found = node_.store.read([&](auto const& tx, auto const& tables) {
        std::vector<SignedIn> all;
        for (auto const& key : digests_of(tx, tables, person))
            if (auto const session = tables.sessions.get(tx, key); session && session->seen >= oldest_visit())
                all.push_back({key, session->client, session->created, session->seen, key == digest(token)});
        return all;
    });
    std::ranges::sort(found, std::greater{}, &SignedIn::created);
    return found;
}

void SignIns::end_one(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle person, TokenDigest const& digest
) {
    if (tables.sessions_of.erase(tx, {person, digest})) tables.sessions.erase(tx, digest);
}

void SignIns::end_all(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle person, std::optional<TokenDigest> const& but
) {
    for (auto const& key : digests_of(tx, tables, person))
        if (key != but) end_one(tx, tables, person, key);
}

std::string SignIns::form_key(std::string_view browser_token) const {
    return crypto::to_base64url(registry_.secrets.digest("form:" + std::string{browser_token}));
}

bool SignIns::form_key_fits(std::string_view browser_token, std::string_view form_key_) const {
    auto const right = form_key(browser_token);
    return !browser_token.empty() &&
           crypto::equal_in_constant_time(crypto::bytes_of(right), crypto::bytes_of(form_key_));
}

}  // namespace collegium::server
