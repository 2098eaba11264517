#include "server/oauth/renewal.hpp"

#include "server/oauth/scopes.hpp"

#include <algorithm>

namespace collegium::server::oauth {

using storage::TokenKind;
using storage::TokenRecord;

namespace {

Problem bad_refresh_token() {
    return {400, "invalid_grant", "The refresh token is not good, or not any more. Ask the member again."};
}

// A refresh token is used once, so the time of its use says that it is spent.
bool is_spent(TokenRecord const& record) {
    return record.used != Instant{};
}

// What was called with until now ends; a spent refresh token stays while it could come back.
void end_former(storage::WriteTx& tx, storage::Tables& tables, TokenRecord const& leave, Instant now) {
    std::vector<storage::OwnedToken> over;
    tables.tokens_of.ascend(tx, {leave.actor, {}}, [&](storage::OwnedToken const& key, storage::Nothing) {
        if (key.of != leave.actor) return false;
        auto const record = tables.tokens.get(tx, key.token);
        bool const is_of_leave = record && record->family == leave.family;
        if (is_of_leave && (record->kind == TokenKind::access || record->expires <= now)) over.push_back(key);
        return true;
    });
    for (auto const& key : over) {
        tables.tokens.erase(tx, key.token);
        tables.tokens_of.erase(tx, key);
    }
}

void spend(storage::WriteTx& tx, storage::Tables& tables, storage::TokenDigest key, TokenRecord record, Instant now) {
    record.used = now;
    tables.tokens.put(tx, key, record);
}

// For the access token only: the leave itself stays as wide as it was (RFC 6749, 6).
void narrow(storage::WriteTx& tx, storage::Tables& tables, Tokens const& tokens, Granted& granted, std::string scopes) {
    granted.record.scopes = std::move(scopes);
    tables.tokens.put(tx, tokens.digest(granted.access), granted.record);
}

}  // namespace

awaitable<Outcome> renew(App const& app, Renewal renewal) {
    storage::Store::Change<Outcome> change = [&app, renewal = std::move(renewal), fresh = fresh_tokens(app)](
                                                 storage::WriteTx& tx, storage::Tables& tables
                                             ) -> Result<Outcome> {
        auto const key = app.tokens.digest(renewal.refresh);
        auto const now = fresh.access.record.created;
        auto const record = tables.tokens.get(tx, key);
        bool const is_its_own = record && record->kind == TokenKind::refresh && record->app == renewal.program.id;
        if (!is_its_own || record->expires <= now) return Outcome{bad_refresh_token()};
        if (is_spent(*record)) {
            Tokens::revoke_family(tx, tables, record->actor, record->family);
            return Outcome{bad_refresh_token()};
        }
        if (!are_within(renewal.scopes, record->scopes))
            return Outcome{Problem{400, "invalid_scope", "The member gave no leave for one of the scopes."}};
        if (!active_actor(tx, tables, record->account)) return Outcome{bad_refresh_token()};

        end_former(tx, tables, *record, now);
        spend(tx, tables, key, *record, now);
        TokenRecord leave = *record;
        leave.used = {};
        auto granted = put_tokens(tx, tables, app, fresh, leave, true);
        if (!renewal.scopes.empty()) narrow(tx, tables, app.tokens, granted, joined(renewal.scopes));
        return Outcome{std::move(granted)};
    };
    auto outcome = co_await make(app, std::move(change));
    co_return outcome;
}

}  // namespace collegium::server::oauth
