// Programs become known: in the way of the Mastodon API, and in that of RFC 7591.
#include "crypto/digest.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/oauth/answers.hpp"
#include "server/oauth/handlers.hpp"
#include "server/oauth/limits.hpp"
#include "server/oauth/programs.hpp"
#include "server/oauth/scopes.hpp"

#include <algorithm>

namespace collegium::server::oauth {

using federation::JsonText;
using storage::AppRecord;

namespace {

bool may_register(App const& app, Call const& call) {
    return app.oauth_limits.registrations.allows(address_block(call.client), app.node.clock.now());
}

// One text with line ends or blanks between, or a list.
std::vector<std::string> redirects_in(Parameters const& parameters) {
    std::vector<std::string> redirects;
    for (auto const& text : parameters.list("redirect_uris")) {
        for (std::string_view rest = text; !rest.empty();) {
            auto const end = std::min(rest.find_first_of("\n\r\t "), rest.size());
            if (end > 0) redirects.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return redirects;
}

// The clients of the Mastodon API want a number for an id. It is made from the client id, so that it stays.
std::string number_of(std::string const& client_id) {
    auto const hash = crypto::sha256(crypto::bytes_of(client_id));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | hash[i];
    return std::to_string(number >> 1);
}

std::string lines_of(std::vector<std::string> const& texts) {
    std::string lines;
    for (auto const& each : texts) lines += (lines.empty() ? "" : "\n") + each;
    return lines;
}

JsonText described(Program const& program) {
    auto const& record = program.record;
    auto json = JsonText::object();
    json.text("id", number_of(program.id)).text("name", record.name);
    if (record.website.empty())
        json.raw("website", "null");
    else
        json.text("website", record.website);
    json.texts("scopes", split_scopes(record.scopes))
        .text("redirect_uri", lines_of(record.redirect_uris))
        .texts("redirect_uris", record.redirect_uris)
        .text("vapid_key", "");
    return json;
}

std::string_view words_about(Flaw flaw) {
    switch (flaw) {
        case Flaw::none: break;
        case Flaw::name: return "Validation failed: client_name must have 1 to 100 characters.";
        case Flaw::website: return "Validation failed: website must be an http or https address.";
        case Flaw::redirects:
            return "Validation failed: redirect_uris must be https, http on the own computer, a scheme of the "
                   "program's own, or urn:ietf:wg:oauth:2.0:oob, without a fragment.";
        case Flaw::scopes: return "Validation failed: scopes must be scopes that this node knows.";
    }
    return "";
}

// With a fresh client id.
Program fresh_program(App const& app) {
    Program program;
    program.id = app.tokens.fresh();
    program.record.kind = storage::AppKind::registered;
    program.record.created = app.node.clock.now();
    return program;
}

Problem invalid_metadata(Flaw flaw) {
    if (flaw == Flaw::redirects) return {400, "invalid_redirect_uri", words_about(flaw)};
    return {400, "invalid_client_metadata", words_about(flaw)};
}

Response registered_answer(Program const& program, std::string const& secret) {
    auto const& record = program.record;
    bool const open = is_public(record);
    auto json = JsonText::object();
    json.text("client_id", program.id)
        .number("client_id_issued_at", unix_seconds(record.created))
        .text("client_name", record.name)
        .text_unless_empty("client_uri", record.website)
        .texts("redirect_uris", record.redirect_uris)
        .text("scope", record.scopes)
        .texts("response_types", {"code"})
        .text("token_endpoint_auth_method", open ? "none" : "client_secret_basic");
    if (open)
        json.texts("grant_types", {"authorization_code", "refresh_token"});
    else
        json.texts("grant_types", {"authorization_code", "client_credentials"})
            .text("client_secret", secret)
            .number("client_secret_expires_at", 0);
    return api_json(json.done(), 201);
}

// RFC 7591, 2: what a program wants to use must be something that we have.
bool asks_for_what_we_have(Parameters const& parameters) {
    auto const all_of = [&](std::string_view name, std::initializer_list<std::string_view> known) {
        auto const has = [&](auto const& each) { return std::ranges::find(known, each) != known.end(); };
        return std::ranges::all_of(parameters.list(name), has);
    };
    return all_of("grant_types", {"authorization_code", "client_credentials", "refresh_token"}) &&
           all_of("response_types", {"code"}) &&
           all_of("token_endpoint_auth_method", {"none", "client_secret_basic", "client_secret_post"});
}

}  // namespace

awaitable<Response> post_app(App const& app, Call call) {
    if (!may_register(app, call)) co_return too_often();
    auto const& parameters = call.parameters;
    auto program = fresh_program(app);
    auto const secret = app.tokens.fresh();
    program.record.name = parameters.text("client_name");
    program.record.website = parameters.text("website");
    program.record.redirect_uris = redirects_in(parameters);
    auto const scopes = split_scopes(parameters.text("scopes"));
    program.record.scopes = scopes.empty() ? std::string{usual_scope} : joined(scopes);
    program.record.secret = app.tokens.digest(secret);
    if (auto const flaw = flaw_in(program.record); flaw != Flaw::none) co_return api_error(422, words_about(flaw));

    auto json = described(program);
    json.text("client_id", program.id).text("client_secret", secret).number("client_secret_expires_at", 0);
    auto const kept = co_await keep_program(app, std::move(program));
    if (!kept) co_return api_refused(kept.error());
    co_return api_json(json.done());
}

awaitable<Response> get_own_app(App const& app, Call call) {
    auto const program = find_program(app, call.bearer->app);
    if (!program) co_return api_refused({Reason::not_found, "a token of a program that is not known"});
    co_return api_json(described(*program).done());
}

awaitable<Response> post_register(App const& app, Call call) {
    if (!may_register(app, call)) co_return too_often();
    auto const& parameters = call.parameters;
    auto program = fresh_program(app);
    auto const secret = app.tokens.fresh();
    program.record.name = parameters.text("client_name");
    if (program.record.name.empty()) program.record.name = "A program without a name";
    program.record.website = parameters.text("client_uri");
    program.record.redirect_uris = parameters.list("redirect_uris");
    auto const scopes = split_scopes(parameters.text("scope"));
    program.record.scopes = scopes.empty() ? std::string{widest_scope} : joined(scopes);
    if (parameters.text("token_endpoint_auth_method") != "none") program.record.secret = app.tokens.digest(secret);
    if (!asks_for_what_we_have(parameters))
        co_return answer({400, "invalid_client_metadata", "This node has no such grant, response or way to prove it."});
    if (auto const flaw = flaw_in(program.record); flaw != Flaw::none) co_return answer(invalid_metadata(flaw));

    auto response = registered_answer(program, secret);
    auto const kept = co_await keep_program(app, std::move(program));
    if (!kept) co_return answer(unavailable());
    co_return response;
}

}  // namespace collegium::server::oauth
