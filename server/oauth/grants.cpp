#include "server/oauth/grants.hpp"

namespace collegium::server::oauth {

using storage::Handle;
using storage::TokenKind;
using storage::TokenRecord;

FreshTokens fresh_tokens(App const& app) {
    FreshTokens fresh;
    fresh.access = app.tokens.make({});
    fresh.refresh = app.tokens.make({});
    return fresh;
}

Granted put_tokens(
    storage::WriteTx& tx,
    storage::Tables& tables,
    App const& app,
    FreshTokens const& fresh,
    TokenRecord const& leave,
    bool renewable
) {
    auto const now = fresh.access.record.created;
    auto const put = [&](TokenKind kind, std::string const& token, std::chrono::days lasts) {
        FreshToken whole{token, leave};
        whole.record.kind = kind;
        whole.record.created = now;
        if (whole.record.family == 0) whole.record.family = fresh.access.record.family;
        if (renewable) whole.record.expires = now + lasts;
        app.tokens.put(tx, tables, whole);
        return whole.record;
    };
    Granted granted;
    granted.access = fresh.access.token;
    granted.record = put(TokenKind::access, fresh.access.token, access_lasts);
    if (!renewable) return granted;
    granted.refresh = fresh.refresh.token;
    put(TokenKind::refresh, fresh.refresh.token, refresh_lasts);
    return granted;
}

std::optional<Handle> active_actor(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& account
) {
    auto const record = tables.accounts.get(tx, account);
    bool const may_act = record && record->state == storage::AccountState::active;
    return may_act ? std::optional{record->actor} : std::nullopt;
}

awaitable<Outcome> make(App const& app, storage::Store::Change<Outcome> change) {
    auto outcome = co_await app.node.store.write(std::move(change));
    if (!outcome) co_return Outcome{unavailable()};
    co_return *std::move(outcome);
}

}  // namespace collegium::server::oauth
