#include "server/api_gate.hpp"

#include "config/ascii.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_limits.hpp"
#include "server/audit/looking.hpp"

#include <algorithm>

namespace collegium::server {

namespace asio = boost::asio;

namespace {

constexpr std::string_view json_type = "application/json; charset=utf-8";

// These have measures of their own, wide enough for a whole school behind one address.
bool counts_by_itself(Route const& route) noexcept {
    constexpr std::string_view places[] = {"/oauth/token", "/oauth/revoke", "/oauth/introspect", "/oauth/register"};
    return std::ranges::find(places, route.pattern) != std::end(places);
}

constexpr std::string_view read_by_scripts[] = {"/.well-known/", "/nodeinfo/", "/media/", "/assets/"};

// Who may come in; an answer is what turns them away.
std::optional<Response> turned_away(Call const& call, Route const& route) {
    if (route.who == Who::anyone && !call.bearer) return std::nullopt;
    if (!call.bearer)
        return api_error(401, "Sign in first: this address needs an access token.")
            .with("WWW-Authenticate", R"(Bearer realm="collegium")");
    bool const for_members = route.who == Who::member || route.who == Who::operator_;
    if (for_members && !call.member) return api_error(403, "This method requires an authenticated user");
    if (route.who == Who::operator_ && !call.member->roles.has(storage::Role::operator_))
        return api_error(403, "This action is not allowed");
    if (!route.scope.empty() && route.who != Who::anyone && !call.bearer->may(route.scope))
        return api_error(403, "This action is outside the authorized scopes");
    return std::nullopt;
}

// What an anonymous reader may see, a token without the scope may see too, and no more.
void forget_member_without_scope(Call& call, Route const& route) {
    bool const may = call.bearer && (route.scope.empty() || call.bearer->may(route.scope));
    if (!may) call.member.reset();
}

asio::awaitable<Response> answer_known(App const& app, Call call, Route const& route) {
    if (auto away = turned_away(call, route)) co_return *std::move(away);
    forget_member_without_scope(call, route);
    auto parameters = Parameters::read(call.request);
    if (!parameters) co_return api_refused(parameters.error());
    call.parameters = *std::move(parameters);
    if (call.bearer) {
        auto const digest = call.bearer->digest;
        co_await app.tokens.note_use(digest);
    }
    auto response = co_await audit::handle(app, std::move(call), route);
    co_return response;
}

}  // namespace

bool is_api_path(std::string_view path) noexcept {
    constexpr std::string_view places[] = {
        "/oauth/token", "/oauth/revoke", "/oauth/introspect", "/oauth/userinfo", "/oauth/register"};
    return path.starts_with("/api/") || std::ranges::any_of(places, [&](auto each) { return path.starts_with(each); });
}

bool is_open_to_scripts(Route const& route) noexcept {
    using enum Door;
    if (route.door == api || route.door == document || route.door == both || route.door == actor) return true;
    auto const begins = [&](auto each) { return route.pattern.starts_with(each); };
    return std::ranges::any_of(read_by_scripts, begins);
}

Response with_cors(Response response) {
    if (response.field("content-type").starts_with("text/html")) return response;
    response.with("Access-Control-Allow-Origin", "*")
        .with(
            "Access-Control-Expose-Headers",
            "Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id, Location, Retry-After"
        );
    return response;
}

Response preflight(Match const& match) {
    Response response{204};
    response.with("Allow", match.allowed)
        .with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS")
        .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key")
        .with("Access-Control-Max-Age", "86400");
    return with_cors(std::move(response));
}

Response api_json(std::string body, unsigned status) {
    Response response{status, std::string{json_type}, std::move(body)};
    response.with("Cache-Control", "private, no-store");
    return response;
}

Response api_error(unsigned status, std::string_view words) {
    return api_json(federation::JsonText::object().text("error", words).done(), status);
}

Response api_refused(Refusal refusal) {
    auto const meaning = meaning_of(refusal.reason());
    return api_error(meaning.status, refusal.reason() == Reason::not_found ? "Record not found" : meaning.words);
}

Response invalid_token() {
    return api_error(401, "The access token is invalid")
        .with("WWW-Authenticate", R"(Bearer realm="collegium", error="invalid_token")");
}

std::optional<std::string_view> bearer_token(Request const& request) noexcept {
    constexpr std::string_view scheme = "Bearer ";
    auto value = request.field("authorization");
    if (!ascii::starts_with_ignoring_case(value, scheme)) return std::nullopt;
    value.remove_prefix(scheme.size());
    return value;
}

Result<void> recognise_bearer(App const& app, Call& call) {
    auto const token = bearer_token(call.request);
    if (!token) return {};
    auto bearer = app.tokens.bearer_of(*token);
    if (!bearer) return Refusal{Reason::forged, "no such token"};
    call.member = bearer->member;
    call.bearer = std::move(bearer);
    return {};
}

asio::awaitable<Response> answer_api(App const& app, Call call, Route const& route) {
    call.member.reset();  // a cookie is no leave for a program
    auto const known = recognise_bearer(app, call);
    if (counts_by_itself(route)) {
        if (!known) co_return invalid_token();
        auto answered = co_await answer_known(app, std::move(call), route);
        co_return answered;
    }
    auto const now = app.node.clock.now();
    auto const standing = app.api_limits.any(call, now);
    if (!standing.allowed) co_return too_many_calls(standing, now);
    if (!known) co_return with_rate_limit(invalid_token(), standing);
    auto response = co_await answer_known(app, std::move(call), route);
    co_return with_rate_limit(std::move(response), standing);
}

}  // namespace collegium::server
