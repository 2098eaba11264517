// OAuthFront: a school with programs that ask its members for leave.
#pragma once

#include "tests/server/browser.hpp"

namespace collegium::tests {

// The pair of RFC 7636, appendix B.
constexpr std::string_view verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr std::string_view challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

constexpr std::string_view out_of_band = "urn:ietf:wg:oauth:2.0:oob";
constexpr std::string_view callback = "https://app.example/callback";

// A program as it knows itself.
struct KnownProgram {
    std::string id;
    std::string secret;  // empty: none
};

struct OAuthFront : Front {
    // A call by a program: without cookies, as a form.
    server::Response call(std::string const& target, Fields const& fields, std::string const& authorization = "");
    server::Response call_json(std::string const& target, std::string json);
    server::Response read(std::string const& target, std::string const& token);

    // By POST /api/v1/apps, for oob and the callback; and by RFC 7591, without a secret.
    KnownProgram add_app(std::string const& scopes = "read write follow push");
    KnownProgram add_public_program(std::string const& redirect = std::string{callback});

    // What a program asks: response_type, client_id, redirect_uri, scope, state.
    static Fields asking(KnownProgram const& program, std::string_view redirect, std::string const& scope);
    static Fields with_challenge(Fields fields);
    static std::string authorize(Fields const& fields) { return "/oauth/authorize?" + encoded(fields); }

    // The code that a member's browser brings back, after the member has allowed it.
    std::string code_for(Browser& browser, Fields const& asked);

    // The fields that bring a code back, with the verifier if the program has no secret.
    static Fields bringing(KnownProgram const& program, std::string const& code, std::string_view redirect);

    // Ada's leave for a program; the JSON of its tokens.
    federation::Json leave_for(KnownProgram const& program, std::string const& scope = "read write");
    std::string token_for(KnownProgram const& program, std::string const& scope = "read write");

    Person ada_herself = add_person("ada");
    Browser ada = Browser::of(*this, "ada");
};

// The body as JSON, whatever the status.
federation::Json answer_of(server::Response const& response);
std::string member_of(server::Response const& response, std::string_view name);

// "name" in the query of the address that a response leads to, decoded; empty if absent.
std::string answered(server::Response const& response, std::string const& name);

}  // namespace collegium::tests
