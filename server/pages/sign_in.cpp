#include "server/cookies.hpp"
#include "server/members/second_factor.hpp"
#include "server/openid/outside_accounts.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"
#include "server/pages/passkey_step.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::string_view wrong_words = phrase("The name or the password is not right. Check both and try again.");
constexpr std::string_view first_step_words = phrase("That took too long. Begin again.");

bool waits_for_school(App const& app, Call const& call) {
    auto const session = app.sign_ins.digest(cookies::value_of(call.request, cookies::sign_in));
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return openid::waits_for_school(tx, tables, session, app.node.clock.now());
    });
}

Response sign_in_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    Page page{app, call, "sign_in", phrase("Sign in")};
    page.values().text("NAME", call.form.text("name"));
    page.values().text("RETURN", call.form.text("return"));
    page.values().refused(problem);
    if (app.node.settings.members.registration == Registration::approval) page.values().show("SIGN_UP");
    show_school(app, page, call.form.text("return"));
    ask_for_passkey(app, call, page, PasskeyStep::sign_in, "", call.form.text("return"));
    if (problem.empty() && waits_for_school(app, call))
        page.values().repeat("WAITS").text("SCHOOL_NAME", app.node.settings.openid.name);
    return page.render(status);
}

Response again_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    Page page{app, call, "sign_in_again", phrase("Once more, who you are")};
    page.values().text("RETURN", call.form.text("return"));
    page.values().amount("MINUTES", app.node.settings.members.operator_minutes);
    if (has_password(app, call))
        page.values().show("WITH_PASSWORD");
    else
        show_school(app, page, call.form.text("return"));
    ask_for_passkey(app, call, page, PasskeyStep::again, call.member->account, call.form.text("return"));
    page.values().refused(problem);
    return page.render(status);
}

Response not_signed_in(App const& app, Call const& call, std::string const& account, Refusal refusal) {
    if (refusal.reason() == Reason::not_signed_in)
        return code_page(app, call, app.sign_ins.ticket(call.browser_token, account), call.form.text("return"));
    if (refusal.reason() == Reason::not_allowed)
        return sign_in_page(app, call, phrase("An operator has not let you in yet. Ask again in a day or two."), 422);
    return sign_in_page(app, call, wrong_words, 422);
}

// Uses the code up.
awaitable<bool> code_fits(App const& app, std::string account, std::string code) {
    storage::Store::Change<storage::Nothing> change =
        [&app, account, code, now = app.node.clock.now()](storage::WriteTx& tx, storage::Tables& tables) {
            return members::use_code(tx, tables, app.registry.secrets, account, code, now);
        };
    auto const used = co_await app.node.store.write(std::move(change));
    co_return used.has_value();
}

// The new sign-in takes the place of the one from which it was begun.
awaitable<Response> second_step_done(App const& app, Call const& call, std::string const& account) {
    auto const token = co_await app.sign_ins.start(account, true, browser_name(call.request));
    if (!token) co_return sign_in_page(app, call, wrong_words, 422);
    note_right(app, call, account);
    if (call.member) {
        std::string former = call.browser_token;
        co_await app.sign_ins.end(std::move(former));
    }
    co_return signed_in(app, *token, call.form.text("return"));
}

}  // namespace

awaitable<Response> get_sign_in(App const& app, Call call) {
    bool const as_somebody_else = call.form.has("again");
    if (call.member && !as_somebody_else) co_return Response::see_other("/");
    co_return sign_in_page(app, call, "", 200);
}

awaitable<Response> post_sign_in(App const& app, Call call) {
    auto const account = call.form.trimmed("name");
    auto const password = call.form.text("password");
    if (account.size() > longest_name || password.size() > members::longest_password)
        co_return sign_in_page(app, call, wrong_words, 422);
    if (account.empty() || password.empty())
        co_return sign_in_page(app, call, phrase("Enter your name and your password."), 422);
    if (!may_try(app, call, account)) co_return sign_in_page(app, call, too_many_tries_words, 429);

    auto const token = co_await app.sign_ins.begin(account, password, browser_name(call.request));
    bool const wants_code = !token && token.error().reason() == Reason::not_signed_in;
    if (wants_code) app.address_tries.give_back(address_block(call.client));  // the password was right
    if (!token) co_return not_signed_in(app, call, account, token.error());
    note_right(app, call, account);
    co_return signed_in(app, *token, call.form.text("return"));
}

// No account's tries are counted: a signature cannot be guessed, and nobody is to be locked out by wrong ones.
awaitable<Response> post_sign_in_passkey(App const& app, Call call) {
    if (!may_try_from(app, call)) co_return sign_in_page(app, call, too_many_tries_words, 429);
    std::string anybody;
    auto const account = co_await passkey_holder(app, call, PasskeyStep::sign_in, std::move(anybody));
    if (!account) co_return sign_in_page(app, call, passkey_words(account.error()), 422);
    auto const token = co_await app.sign_ins.start(*account, true, browser_name(call.request));
    if (!token) co_return sign_in_page(app, call, passkey_words(token.error()), 422);
    app.address_tries.give_back(address_block(call.client));
    co_return signed_in(app, *token, call.form.text("return"));
}

awaitable<Response> post_sign_in_code(App const& app, Call call) {
    auto const ticket = call.form.text("ticket"), back = call.form.text("return");
    auto const account = app.sign_ins.account_of_ticket(call.browser_token, ticket);
    if (!account) co_return sign_in_page(app, call, first_step_words, 422);
    if (!may_try(app, call, *account)) co_return code_page(app, call, ticket, back, too_many_tries_words, 429);
    bool const fits = co_await code_fits(app, *account, call.form.trimmed("code"));
    if (!fits)
        co_return code_page(
            app,
            call,
            ticket,
            back,
            phrase("This code is not right, or it was used already. Wait for the next one and enter it."),
            422
        );
    auto response = co_await second_step_done(app, call, *account);
    co_return response;
}

awaitable<Response> post_sign_in_code_passkey(App const& app, Call call) {
    auto const ticket = call.form.text("ticket"), back = call.form.text("return");
    auto const account = app.sign_ins.account_of_ticket(call.browser_token, ticket);
    if (!account) co_return sign_in_page(app, call, first_step_words, 422);
    if (!may_try(app, call, *account)) co_return code_page(app, call, ticket, back, too_many_tries_words, 429);
    std::string wanted = *account;
    auto const holder = co_await passkey_holder(app, call, PasskeyStep::second, std::move(wanted));
    if (!holder) co_return code_page(app, call, ticket, back, passkey_words(holder.error()), 422);
    auto response = co_await second_step_done(app, call, *account);
    co_return response;
}

awaitable<Response> get_sign_in_again(App const& app, Call call) {
    co_return again_page(app, call, "", 200);
}

// Without a password there is nothing to prove here: only the school's own sign-in, or a passkey, begins a sign-in
// anew, or one that was proved just now would prolong itself for ever.
awaitable<Response> post_sign_in_again(App const& app, Call call) {
    if (!has_password(app, call)) co_return again_page(app, call, through_school_words, 422);
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return again_page(app, call, problem, problem == too_many_tries_words ? 429 : 422);
    auto const token = co_await app.sign_ins.renew(call.browser_token);
    if (!token) co_return Response::see_other("/sign-in");
    co_return signed_in(app, *token, call.form.text("return"));
}

awaitable<Response> post_sign_in_again_passkey(App const& app, Call call) {
    if (!may_try_from(app, call)) co_return again_page(app, call, too_many_tries_words, 429);
    std::string wanted = call.member->account;
    auto const holder = co_await passkey_holder(app, call, PasskeyStep::again, std::move(wanted));
    if (!holder) co_return again_page(app, call, passkey_words(holder.error()), 422);
    auto const token = co_await app.sign_ins.renew(call.browser_token);
    if (!token) co_return Response::see_other("/sign-in");
    app.address_tries.give_back(address_block(call.client));
    co_return signed_in(app, *token, call.form.text("return"));
}

awaitable<Response> post_sign_out(App const& app, Call call) {
    if (call.member) co_await app.sign_ins.end(call.browser_token);
    auto response = Response::see_other("/");
    response.with("Set-Cookie", cookies::forget(cookies::sign_in));
    co_return response;
}

}  // namespace collegium::server::pages
