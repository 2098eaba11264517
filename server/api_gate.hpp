// The gate of the APIs: bearer tokens and scopes, calls from other sites' scripts (CORS), errors as JSON (clients 2e).
#pragma once

#include "server/routes.hpp"

namespace collegium::server {

// True where programs call: "/api/...", "/oauth/token" and their like. Errors there are JSON, whatever was asked for.
bool is_api_path(std::string_view path) noexcept;

// Where scripts of other sites may read (clients 2e.8): the APIs, discovery, media, and documents of ActivityPub.
bool is_open_to_scripts(Route const& route) noexcept;

// What a browser asks before such a script may call.
Response preflight(Match const& match);

// Lets scripts of other sites read the answer, unless it is a page.
Response with_cors(Response response);

// {"error": words} with the status of the reason, as the clients of the Mastodon API expect it.
Response api_refused(Refusal refusal);
Response api_error(unsigned status, std::string_view words);

// JSON with its type. The body is a whole JSON value.
Response api_json(std::string body, unsigned status = 200);

// 401, for a token that is not good.
Response invalid_token();

// The token of the Authorization field; nothing if the request proves itself in no way, or in another one.
std::optional<std::string_view> bearer_token(Request const& request) noexcept;

// Knows who calls by the Authorization field; refused: there is a token, but none that is good.
Result<void> recognise_bearer(App const& app, Call& call);

// Checks token, scope and how often was called, reads the parameters, and asks the handler.
boost::asio::awaitable<Response> answer_api(App const& app, Call call, Route const& route);

}  // namespace collegium::server
