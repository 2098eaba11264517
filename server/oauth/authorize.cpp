// The page on which a member lets a program act for them, or does not.
#include "config/ascii.hpp"
#include "server/content_policy.hpp"
#include "server/oauth/codes.hpp"
#include "server/oauth/handlers.hpp"
#include "server/oauth/issuer.hpp"
#include "server/oauth/limits.hpp"
#include "server/oauth/redirects.hpp"
#include "server/oauth/scopes.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::oauth {

using pages::Page;

namespace {

constexpr Phrase refused_heading = phrase("This program cannot be let in");

Response problem_page(App const& app, Call const& call, std::string_view words, unsigned status = 400) {
    Page page{app, call, "error", refused_heading};
    page.values().words("HEADING", refused_heading);
    page.values().words("WORDS", words);
    return page.render(status);
}

// The query without its force_login, for the way back from the sign-in: it asks once.
std::string without_force_login(std::string_view query) {
    std::string kept;
    while (!query.empty()) {
        auto const pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        bool const is_it = pair.substr(0, pair.find('=')) == "force_login";
        if (!is_it && !pair.empty()) (kept += kept.empty() ? "" : "&") += pair;
    }
    return kept;
}

std::string authorize_again(Call const& call) {
    return "/oauth/authorize?" + without_force_login(call.request.query);
}

std::string sign_in_as_somebody_else(Call const& call) {
    return "/sign-in?again=1&return=" + percent_encoded(authorize_again(call));
}

// To the program, by way of the browser. The address was matched to the byte before.
Response back_to_program(App const& app, Authorization const& asked, Answers answers) {
    if (!asked.state.empty()) answers.emplace_back("state", asked.state);
    answers.emplace_back("iss", issuer_of(app));
    Response response{303};
    response.with("Location", with_answers(asked.redirect_uri, answers)).with("Cache-Control", "private, no-store");
    return response;
}

Response refused(App const& app, Call const& call, Authorization const& asked, Problem const& problem) {
    if (asked.redirect_uri == out_of_band) return problem_page(app, call, problem.description);
    Answers answers{{"error", std::string{problem.error}}, {"error_description", std::string{problem.description}}};
    return back_to_program(app, asked, std::move(answers));
}

Response consent_page(App const& app, Call const& call, Authorization const& asked, unsigned status) {
    auto const& record = asked.program.record;
    Page page{app, call, "oauth_authorize", phrase("Let a program act for you")};
    auto& values = page.values();
    values.text("PROGRAM", record.name);
    values.text("ACCOUNT", call.member->account);
    values.text("ACTION", "/oauth/authorize?" + call.request.query);
    values.text("SOMEBODY_ELSE", sign_in_as_somebody_else(call));
    if (record.kind == storage::AppKind::document) values.repeat("DESCRIBED").text("ADDRESS", asked.program.id);
    if (!record.website.empty()) values.repeat("WEBSITE").text("ADDRESS", record.website);
    if (asked.redirect_uri == out_of_band)
        values.show("TYPED");
    else
        values.repeat("SENT").text("PLACE", in_words(asked.redirect_uri));
    for (auto const words : in_words(asked.scopes)) values.repeat("LEAVE").words("WORDS", words);
    auto response = page.render(status);
    response.with("Content-Security-Policy", content_policy(form_target(asked.redirect_uri)));
    return response;
}

Response code_page(App const& app, Call const& call, Authorization const& asked, std::string const& code) {
    Page page{app, call, "oauth_code", phrase("A code for the program")};
    page.values().text("PROGRAM", asked.program.record.name);
    page.values().text("CODE", code);
    page.values().number("MINUTES", static_cast<std::uint64_t>(typed_code_lasts.count()));
    return page.render();
}

// Who asks too often stays here: a program that is led back to would only ask again.
awaitable<Response> allowed(App const& app, Call const& call, Authorization const& asked) {
    if (!app.oauth_limits.codes.allows(call.member->account, app.node.clock.now()))
        co_return problem_page(
            app, call, phrase("You let programs in too often. Wait fifteen minutes, then try again."), 429
        );
    auto const code = co_await give_code(app, asked, *call.member);
    if (!code) co_return refused(app, call, asked, unavailable());
    if (asked.redirect_uri == out_of_band) co_return code_page(app, call, asked, *code);
    Answers answers;
    answers.emplace_back("code", *code);
    co_return back_to_program(app, asked, std::move(answers));
}

}  // namespace

awaitable<Response> get_authorize(App const& app, Call call) {
    auto const asked = co_await read_authorization(app, call);
    if (!asked.page_problem.empty()) co_return problem_page(app, call, asked.page_problem);
    if (asked.problem.is_one()) co_return refused(app, call, asked, asked.problem);
    if (asked.sign_in_again) co_return Response::see_other(sign_in_as_somebody_else(call));
    co_return consent_page(app, call, asked, 200);
}

awaitable<Response> post_authorize(App const& app, Call call) {
    auto const asked = co_await read_authorization(app, call);
    if (!asked.page_problem.empty()) co_return problem_page(app, call, asked.page_problem);
    if (asked.problem.is_one()) co_return refused(app, call, asked, asked.problem);
    auto const& decision = call.form.text("decision");
    if (decision == "deny") {
        Problem const denied{403, "access_denied", "You did not let the program in. It can do nothing in your name."};
        co_return refused(app, call, asked, denied);
    }
    if (decision != "allow") co_return consent_page(app, call, asked, 422);
    auto response = co_await allowed(app, call, asked);
    co_return response;
}

}  // namespace collegium::server::oauth
