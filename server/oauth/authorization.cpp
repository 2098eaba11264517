#include "server/oauth/authorization.hpp"

#include "config/phrase.hpp"
#include "server/oauth/client_documents.hpp"
#include "server/oauth/pkce.hpp"
#include "server/oauth/redirects.hpp"
#include "server/oauth/scopes.hpp"

#include <algorithm>

namespace collegium::server::oauth {

namespace {

constexpr std::string_view unknown_program = phrase(
    "This school does not know the program that sent you here. Close this page, then sign in from the program anew."
);
constexpr std::string_view unknown_place = phrase(
    "The program wants you to be sent to a place that it never told us about, so nothing was sent. Tell its makers."
);
constexpr std::string_view unreadable_request =
    phrase("The program asked in a way that cannot be understood. Close this page, then sign in from the program anew."
    );

std::string_view words_about(Reason reason) {
    switch (reason) {
        case Reason::not_allowed:
            return phrase("Your school does not let in programs of these makers. Ask its operator if you need this one."
            );
        case Reason::too_many:
            return phrase("You tried many programs in a short time. Wait fifteen minutes, then try again.");
        case Reason::unavailable: return phrase("This is not possible right now. Try again in a minute.");
        case Reason::foreign:
        case Reason::malformed:
        case Reason::wrong_type:
        case Reason::too_large:
            return phrase("The description that the program's makers publish cannot be used here. Tell them.");
        default:
            return phrase(
                "The address where the program's makers describe it does not answer, so we cannot tell who asks. "
                "Try again later; if it stays so, tell them."
            );
    }
}

bool is_repeated(Parameters const& parameters) {
    constexpr std::string_view singular[] = {
        "client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method"};
    return std::ranges::any_of(singular, [&](auto name) { return parameters.list(name).size() > 1; });
}

awaitable<Result<Program>> asking_program(App const& app, std::string id, std::string account) {
    if (is_document_id(id)) {
        auto iri = Iri::parse(id).value();
        auto program = co_await document_program(app, std::move(iri), std::move(account));
        co_return program;
    }
    auto program = find_program(app, id);
    if (!program) co_return Refusal{Reason::not_found, "no such program"};
    co_return *std::move(program);
}

Problem challenge_problem(Parameters const& parameters, storage::AppRecord const& record) {
    auto const& challenge = parameters.text("code_challenge");
    auto const& method = parameters.text("code_challenge_method");
    if (challenge.empty() && method.empty() && !is_public(record)) return {};
    if (challenge.empty()) return {400, "invalid_request", "Send a code_challenge: this program has no secret."};
    if (method != "S256") return {400, "invalid_request", "Only code_challenge_method=S256 is taken."};
    if (!is_challenge(challenge)) return {400, "invalid_request", "The code_challenge is not one of S256."};
    return {};
}

Problem scope_problem(std::vector<std::string> const& scopes, storage::AppRecord const& record) {
    if (!are_known(scopes)) return {400, "invalid_scope", "This node does not know one of the scopes."};
    if (!are_within(scopes, record.scopes))
        return {400, "invalid_scope", "The program did not register for one of the scopes."};
    return {};
}

Problem problem_in(Parameters const& parameters, Authorization const& asked) {
    if (is_repeated(parameters)) return {400, "invalid_request", "A parameter was sent twice."};
    if (parameters.has("request")) return {400, "request_not_supported", "Send plain parameters."};
    if (parameters.has("request_uri")) return {400, "request_uri_not_supported", "Send plain parameters."};
    auto const& type = parameters.text("response_type");
    if (type.empty()) return {400, "invalid_request", "The response_type is missing."};
    if (type != "code") return {400, "unsupported_response_type", "Only response_type=code is answered."};
    auto const& mode = parameters.text("response_mode");
    if (!mode.empty() && mode != "query") return {400, "invalid_request", "Only response_mode=query is answered."};
    auto const problem = challenge_problem(parameters, asked.program.record);
    return problem.is_one() ? problem : scope_problem(asked.scopes, asked.program.record);
}

Authorization with_page_problem(std::string_view words) {
    Authorization nothing;
    nothing.page_problem = words;
    return nothing;
}

}  // namespace

awaitable<Authorization> read_authorization(App const& app, Call const& call) {
    Request query;
    query.query = call.request.query;
    auto const parameters = Parameters::read(query);
    if (!parameters) co_return with_page_problem(unreadable_request);
    if (parameters->list("client_id").size() != 1) co_return with_page_problem(unknown_program);

    auto program = co_await asking_program(app, parameters->text("client_id"), call.member->account);
    if (!program && program.error().reason() == Reason::not_found) co_return with_page_problem(unknown_program);
    if (!program) co_return with_page_problem(words_about(program.error().reason()));

    Authorization asked;
    asked.program = *std::move(program);
    asked.redirect_uri = parameters->text("redirect_uri");
    bool const is_known = parameters->list("redirect_uri").size() == 1;
    if (!is_known || !may_redirect_to(asked.program.record, asked.redirect_uri))
        co_return with_page_problem(unknown_place);
    asked.state = parameters->text("state");
    asked.scopes = split_scopes(parameters->text("scope"));
    if (asked.scopes.empty()) asked.scopes = split_scopes(usual_scope);
    asked.challenge = parameters->text("code_challenge");
    asked.sign_in_again = parameters->is_set("force_login");
    asked.problem = problem_in(*parameters, asked);
    co_return asked;
}

}  // namespace collegium::server::oauth
