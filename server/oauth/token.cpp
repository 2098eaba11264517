// POST /oauth/token: tokens for a code, for a refresh token, or for the program itself.
#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/oauth/client_proof.hpp"
#include "server/oauth/codes.hpp"
#include "server/oauth/handlers.hpp"
#include "server/oauth/limits.hpp"
#include "server/oauth/renewal.hpp"
#include "server/oauth/scopes.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::oauth {

namespace {

bool is_repeated(Parameters const& parameters) {
    constexpr std::string_view singular[] = {
        "grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "scope"};
    return std::ranges::any_of(singular, [&](auto name) { return parameters.list(name).size() > 1; });
}

std::string actor_iri(App const& app, storage::Handle actor) {
    return app.node.store.read([&](auto const& tx, auto const& tables) { return storage::iri_of(tx, tables, actor); });
}

Response token_answer(App const& app, Granted const& granted) {
    auto const& record = granted.record;
    auto json = federation::JsonText::object();
    json.text("access_token", granted.access)
        .text("token_type", "Bearer")
        .text("scope", record.scopes)
        .number("created_at", unix_seconds(record.created));
    if (record.expires != Instant{})
        json.number("expires_in", unix_seconds(record.expires) - unix_seconds(record.created));
    if (!granted.refresh.empty()) json.text("refresh_token", granted.refresh);
    if (record.actor != storage::Handle{0}) json.text("me", actor_iri(app, record.actor));
    return api_json(json.done());
}

Response answer_to(App const& app, Outcome const& outcome) {
    if (auto const* const problem = std::get_if<Problem>(&outcome)) return answer(*problem);
    return token_answer(app, std::get<Granted>(outcome));
}

awaitable<Outcome> for_code(App const& app, Caller const& caller, Parameters const& parameters) {
    Returned returned;
    returned.program = caller.program;
    returned.has_proven_itself = caller.has_proven_itself;
    returned.code = parameters.text("code");
    returned.redirect_uri = parameters.text("redirect_uri");
    returned.verifier = parameters.text("code_verifier");
    if (returned.code.empty()) co_return Outcome{Problem{400, "invalid_request", "The code is missing."}};
    auto outcome = co_await redeem(app, std::move(returned));
    co_return outcome;
}

awaitable<Outcome> for_refresh_token(App const& app, Caller const& caller, Parameters const& parameters) {
    Renewal renewal;
    renewal.program = caller.program;
    renewal.refresh = parameters.text("refresh_token");
    renewal.scopes = split_scopes(parameters.text("scope"));
    if (renewal.refresh.empty()) co_return Outcome{Problem{400, "invalid_request", "The refresh_token is missing."}};
    auto outcome = co_await renew(app, std::move(renewal));
    co_return outcome;
}

awaitable<Outcome> for_itself(App const& app, Caller const& caller, Parameters const& parameters) {
    auto const& record = caller.program.record;
    if (is_public(record))
        co_return Outcome{Problem{400, "unauthorized_client", "A program without a secret cannot act for itself."}};
    if (!caller.has_proven_itself) co_return Outcome{Problem{401, "invalid_client", "The client_secret is missing."}};
    auto scopes = split_scopes(parameters.text("scope"));
    if (scopes.empty()) scopes = split_scopes(usual_scope);
    if (!are_known(scopes) || !are_within(scopes, record.scopes))
        co_return Outcome{Problem{400, "invalid_scope", "The program did not register for one of the scopes."}};

    storage::TokenRecord leave;
    leave.app = caller.program.id;
    leave.scopes = joined(scopes);
    auto const fresh = fresh_tokens(app);
    leave.expires = fresh.access.record.created + access_lasts;
    storage::Store::Change<Outcome> change = [&app, leave, fresh](storage::WriteTx& tx, storage::Tables& tables) {
        return Result<Outcome>{put_tokens(tx, tables, app, fresh, leave, false)};
    };
    auto outcome = co_await make(app, std::move(change));
    co_return outcome;
}

awaitable<Outcome> grant(App const& app, Caller const& caller, Parameters const& parameters) {
    auto const& type = parameters.text("grant_type");
    if (type == "authorization_code") {
        auto outcome = co_await for_code(app, caller, parameters);
        co_return outcome;
    }
    if (type == "refresh_token") {
        auto outcome = co_await for_refresh_token(app, caller, parameters);
        co_return outcome;
    }
    auto outcome = co_await for_itself(app, caller, parameters);
    co_return outcome;
}

Problem problem_with_type(std::string_view type) {
    if (type.empty()) return {400, "invalid_request", "The grant_type is missing."};
    for (auto const known : {"authorization_code", "refresh_token", "client_credentials"})
        if (type == known) return {};
    if (type == "password")
        return {400, "unsupported_grant_type", "Passwords are for the sign-in page only. Use authorization_code."};
    return {400, "unsupported_grant_type", "Use authorization_code, refresh_token or client_credentials."};
}

}  // namespace

awaitable<Response> post_token(App const& app, Call call) {
    if (!app.oauth_limits.token_requests.allows(address_block(call.client), app.node.clock.now()))
        co_return too_often();
    auto const& parameters = call.parameters;
    if (is_repeated(parameters)) co_return answer({400, "invalid_request", "A parameter was sent twice."});
    auto const problem = problem_with_type(parameters.text("grant_type"));
    if (problem.is_one()) co_return answer(problem);
    auto const caller = calling_program(app, call);
    if (auto const* const wrong = std::get_if<Problem>(&caller)) co_return answer(*wrong);
    auto const& known = std::get<Caller>(caller);
    auto const outcome = co_await grant(app, known, parameters);
    co_return answer_to(app, outcome);
}

}  // namespace collegium::server::oauth
