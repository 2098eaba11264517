#include "server/cookies.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_name = 64, longest_password = 1024;

Response sign_in_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    Page page{app, call, "sign_in", "Sign in"};
    page.values().text("NAME", call.form.text("name"));
    page.values().text("RETURN", call.form.text("return"));
    if (!problem.empty()) page.values().repeat("PROBLEM").text("WORDS", problem);
    return page.render(status);
}

// The place where the tries come from has its measure, then the account: a place that must wait locks nobody else out.
bool may_try(App const& app, Call const& call, std::string const& account) {
    auto const now = app.node.clock.now();
    return app.address_tries.allows(address_block(call.client), now) && app.sign_in_tries.allows(account, now);
}

}  // namespace

awaitable<Response> get_sign_in(App const& app, Call call) {
    if (call.member) co_return Response::see_other("/");
    co_return sign_in_page(app, call, "", 200);
}

awaitable<Response> post_sign_in(App const& app, Call call) {
    auto const account = call.form.trimmed("name");
    auto const password = call.form.text("password");
    if (account.size() > longest_name || password.size() > longest_password)
        co_return sign_in_page(app, call, "The name or the password is not right. Check both and try again.", 422);
    if (account.empty() || password.empty())
        co_return sign_in_page(app, call, "Enter your name and your password.", 422);
    if (!may_try(app, call, account))
        co_return sign_in_page(app, call, "Too many tries. Wait fifteen minutes, then try again.", 429);

    auto const token = co_await app.sign_ins.begin(account, password);
    if (!token)
        co_return sign_in_page(app, call, "The name or the password is not right. Check both and try again.", 422);
    app.sign_in_tries.clear(account);
    auto response = Response::see_other(call.form.text("return"));
    response.with("Set-Cookie", cookies::keep(cookies::sign_in, *token, app.node.settings.limits.sign_in_days));
    response.with("Set-Cookie", cookies::forget(cookies::browser));
    co_return response;
}

awaitable<Response> post_sign_out(App const& app, Call call) {
    if (call.member) co_await app.sign_ins.end(call.browser_token);
    auto response = Response::see_other("/");
    response.with("Set-Cookie", cookies::forget(cookies::sign_in));
    co_return response;
}

}  // namespace collegium::server::pages
