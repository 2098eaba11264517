// What programs do with tokens that they hold: give them back (RFC 7009), ask what they are (RFC 7662), and who they
// act for.
#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/api_gate.hpp"
#include "server/oauth/client_proof.hpp"
#include "server/oauth/handlers.hpp"
#include "server/oauth/issuer.hpp"
#include "server/oauth/limits.hpp"
#include "storage/names.hpp"

namespace collegium::server::oauth {

using federation::JsonText;
using storage::TokenKind;
using storage::TokenRecord;

namespace {

std::optional<TokenRecord> held(App const& app, std::string_view token) {
    auto const key = app.tokens.digest(token);
    return app.node.store.read([&](auto const& tx, auto const& tables) { return tables.tokens.get(tx, key); });
}

awaitable<Result<storage::Nothing>> end_leave(App const& app, storage::TokenDigest key) {
    storage::Store::Change<storage::Nothing> change =
        [key](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
        auto const record = tables.tokens.get(tx, key);
        if (!record) return storage::Nothing{};
        tables.tokens.erase(tx, key);
        tables.tokens_of.erase(tx, {record->actor, key});
        bool const is_of_member = record->actor != storage::Handle{0};
        if (is_of_member) Tokens::revoke_family(tx, tables, record->actor, record->family);
        return storage::Nothing{};
    };
    auto const ended = co_await app.node.store.write(std::move(change));
    co_return ended;
}

// A refresh token that was used is not active, though it is still known.
bool is_active(App const& app, std::string_view token, TokenRecord const& record) {
    if (record.kind == TokenKind::access) return app.tokens.bearer_of(token).has_value();
    return record.used == Instant{} && app.node.clock.now() < record.expires;
}

std::string introspected(App const& app, TokenRecord const& record) {
    auto json = JsonText::object();
    json.boolean("active", true)
        .text("iss", issuer_of(app))
        .text("client_id", record.app)
        .text("scope", record.scopes)
        .number("iat", unix_seconds(record.created));
    if (record.kind == TokenKind::access) json.text("token_type", "Bearer");
    if (record.expires != Instant{}) json.number("exp", unix_seconds(record.expires));
    if (record.actor == storage::Handle{0}) return json.done();
    auto const iri = app.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::iri_of(tx, tables, record.actor);
    });
    json.text("sub", iri).text("username", record.account).text("me", iri);
    return json.done();
}

// A program with a secret shows it; one without shows the token itself, which is as good.
std::optional<Problem> problem_with(Caller const& caller) {
    if (is_public(caller.program.record) || caller.has_proven_itself) return std::nullopt;
    return Problem{401, "invalid_client", "The client_secret is missing."};
}

}  // namespace

awaitable<Response> post_revoke(App const& app, Call call) {
    if (!app.oauth_limits.token_requests.allows(address_block(call.client), app.node.clock.now()))
        co_return too_often();
    auto const caller = calling_program(app, call);
    if (auto const* const wrong = std::get_if<Problem>(&caller)) co_return answer(*wrong);
    auto const& token = call.parameters.text("token");
    if (token.empty()) co_return answer({400, "invalid_request", "The token is missing."});
    auto const record = held(app, token);
    if (!record) co_return api_json("{}");
    if (record->app != std::get<Caller>(caller).program.id)
        co_return answer({403, "unauthorized_client", "The token is not one of this program."});
    auto const key = app.tokens.digest(token);
    auto const ended = co_await end_leave(app, key);
    if (!ended) co_return answer(unavailable());
    co_return api_json("{}");
}

awaitable<Response> post_introspect(App const& app, Call call) {
    if (!app.oauth_limits.token_requests.allows(address_block(call.client), app.node.clock.now()))
        co_return too_often();
    auto const caller = calling_program(app, call);
    if (auto const* const wrong = std::get_if<Problem>(&caller)) co_return answer(*wrong);
    auto const& known = std::get<Caller>(caller);
    if (auto const problem = problem_with(known)) co_return answer(*problem);
    auto const& token = call.parameters.text("token");
    if (token.empty()) co_return answer({400, "invalid_request", "The token is missing."});
    auto const record = held(app, token);
    bool const is_its_own = record && record->app == known.program.id;
    if (!is_its_own || !is_active(app, token, *record)) co_return api_json(R"({"active":false})");
    co_return api_json(introspected(app, *record));
}

awaitable<Response> get_userinfo(App const& app, Call call) {
    auto const actor = call.member->actor;
    auto const seen = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::timeline::find_actor(tx, tables, actor);
    });
    if (!seen) co_return api_refused({Reason::not_found, "an account without an actor"});
    auto json = JsonText::object();
    json.text("iss", issuer_of(app))
        .text("sub", seen->iri)
        .text("name", seen->display)
        .text("preferred_username", seen->name)
        .text("profile", seen->iri);
    co_return api_json(json.done());
}

}  // namespace collegium::server::oauth
