#include "server/tokens.hpp"

#include "config/log.hpp"
#include "server/members/accounts.hpp"

namespace collegium::server {

namespace asio = boost::asio;

using storage::Handle;
using storage::OwnedToken;
using storage::TokenDigest;
using storage::TokenRecord;

namespace {

template <class Keep>
void revoke(storage::WriteTx& tx, storage::Tables& tables, Handle actor, Keep const& keep) {
    std::vector<OwnedToken> found;
    tables.tokens_of.ascend(tx, {actor, {}}, [&](OwnedToken const& key, storage::Nothing) {
        if (key.of != actor) return false;
        auto const record = tables.tokens.get(tx, key.token);
        if (!record || !keep(*record)) found.push_back(key);
        return true;
    });
    for (auto const& key : found) {
        tables.tokens.erase(tx, key.token);
        tables.tokens_of.erase(tx, key);
    }
}

}  // namespace

bool Bearer::may(std::string_view scope) const noexcept {
    return covers(scopes, scope);
}

std::string Tokens::fresh() const {
    std::array<std::uint8_t, 32> bytes{};
    entropy_.fill(bytes);
    return crypto::to_base64url(bytes);
}

TokenDigest Tokens::digest(std::string_view token) const {
    return crypto::token_digest(key_, "token:" + std::string{token});
}

FreshToken Tokens::make(TokenRecord record) const {
    if (record.family == 0) {
        std::array<std::uint8_t, 8> bytes{};
        entropy_.fill(bytes);
        for (auto const byte : bytes) record.family = record.family << 8 | byte;
    }
    record.created = node_.clock.now();
    return {fresh(), std::move(record)};
}

void Tokens::put(storage::WriteTx& tx, storage::Tables& tables, FreshToken const& token) const {
    auto const key = digest(token.token);
    tables.tokens.put(tx, key, token.record);
    tables.tokens_of.put(tx, {token.record.actor, key}, {});
}

std::optional<Bearer> Tokens::bearer_of(std::string_view token) const {
    auto const key = digest(token);
    return node_.store.read([&](auto const& tx, auto const& tables) -> std::optional<Bearer> {
        auto const record = tables.tokens.get(tx, key);
        if (!record || record->kind != storage::TokenKind::access) return std::nullopt;
        bool const expires = record->expires != Instant{};
        if (expires && node_.clock.now() >= record->expires) return std::nullopt;
        Bearer bearer{record->app, record->scopes, std::nullopt, key, record->family};
        if (record->account.empty()) return bearer;
        auto const account = tables.accounts.get(tx, record->account);
        if (!account || !members::may_come_in(*account, node_.clock.now())) return std::nullopt;
        bearer.member = member_with(tx, tables, node_.settings, record->account, *account);
        return bearer;
    });
}

asio::awaitable<void> Tokens::note_use(TokenDigest digest) const {
    auto const now = node_.clock.now();
    auto const record =
        node_.store.read([&](auto const& tx, auto const& tables) { return tables.tokens.get(tx, digest); });
    if (!record || now - record->used < std::chrono::days{1}) co_return;
    storage::Store::Change<storage::Nothing> change =
        [digest, now](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
        auto kept = tables.tokens.get(tx, digest);
        if (!kept) return storage::Nothing{};
        kept->used = now;
        tables.tokens.put(tx, digest, *kept);
        return storage::Nothing{};
    };
    auto const written = co_await node_.store.write(std::move(change));
    if (!written) log::warning("the use of a token was not noted");
}

void Tokens::revoke_family(storage::WriteTx& tx, storage::Tables& tables, Handle actor, std::uint64_t family) {
    revoke(tx, tables, actor, [&](TokenRecord const& record) { return record.family != family; });
}

void Tokens::revoke_all(storage::WriteTx& tx, storage::Tables& tables, Handle actor) {
    revoke(tx, tables, actor, [](TokenRecord const&) { return false; });
}

}  // namespace collegium::server
