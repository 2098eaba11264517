#include "server/oauth/client_proof.hpp"

#include "config/ascii.hpp"

namespace collegium::server::oauth {

namespace {

struct Shown {
    std::string id, secret;
};

// base64(encoded id ":" encoded secret). Nothing if it cannot be read.
std::optional<Shown> read_basic(std::string_view encoded) {
    auto const bytes = crypto::from_base64(encoded);
    if (!bytes) return std::nullopt;
    auto const text = crypto::text_of(*bytes);
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto id = percent_decoded(text.substr(0, colon), true);
    auto secret = percent_decoded(text.substr(colon + 1), true);
    if (!id || !secret) return std::nullopt;
    return Shown{*std::move(id), *std::move(secret)};
}

bool is_repeated(Parameters const& parameters) {
    return parameters.list("client_id").size() > 1 || parameters.list("client_secret").size() > 1;
}

Problem unknown_client() {
    return {401, "invalid_client", "The client_id or the client_secret is not right. Register the program again."};
}

std::variant<Caller, Problem> known_as(App const& app, Shown const& shown) {
    auto program = find_program(app, shown.id);
    if (!program) return unknown_client();
    Caller caller;
    if (!shown.secret.empty()) {
        if (!secret_fits(app, program->record, shown.secret)) return unknown_client();
        caller.has_proven_itself = true;
    }
    caller.program = *std::move(program);
    return caller;
}

}  // namespace

std::variant<Caller, Problem> calling_program(App const& app, Call const& call) {
    constexpr std::string_view scheme = "Basic ";
    auto const& parameters = call.parameters;
    if (is_repeated(parameters)) return Problem{400, "invalid_request", "A parameter was sent twice."};
    Shown const sent{parameters.text("client_id"), parameters.text("client_secret")};
    auto const field = call.request.field("authorization");
    if (!ascii::starts_with_ignoring_case(field, scheme)) return known_as(app, sent);

    auto const shown = read_basic(field.substr(scheme.size()));
    if (!shown) return unknown_client();
    bool const differs = !sent.secret.empty() || (!sent.id.empty() && sent.id != shown->id);
    if (differs) return Problem{400, "invalid_request", "Show the secret in one way only."};
    return known_as(app, *shown);
}

}  // namespace collegium::server::oauth
