#include "server/openid/handlers.hpp"

#include "server/cookies.hpp"
#include "server/dispatch.hpp"
#include "server/members/registry.hpp"
#include "server/openid/outside_accounts.hpp"
#include "server/openid/pending.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::openid {

namespace asio = boost::asio;

using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::string_view cookie = "__Host-school";
constexpr unsigned cookie_days = 1;  // what is in it lasts ten minutes

Response failed(App const& app, Call const& call, std::string_view words) {
    pages::Page page{app, call, "school_problem", "Sign in"};
    page.values().text("SCHOOL", app.node.settings.openid.name);
    page.values().text("WORDS", words);
    return page.render(422).with("Set-Cookie", cookies::forget(cookie));
}

std::string_view words_for(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::not_allowed:
            return "Your school's sign-in knows you, but you may not come in here. Ask whoever looks after this node.";
        case Reason::unreachable:
        case Reason::forbidden_place:
            return "Your school's sign-in does not answer at the moment. Try again in a few minutes.";
        case Reason::stale: return "It took too long, or the clock of a computer is wrong. Try again.";
        default:
            return "What came back from your school's sign-in cannot be used. Try again; if it happens again, tell "
                   "whoever looks after this node.";
    }
}

asio::awaitable<Response> let_in(App const& app, Call const& call, std::string account, std::string back) {
    std::string client{call.request.field("user-agent")};
    auto const token = co_await app.sign_ins.start(std::move(account), true, std::move(client));
    if (!token) co_return failed(app, call, words_for(token.error()));
    auto response = Response::see_other(back);
    response.with("Set-Cookie", cookies::keep(cookies::sign_in, *token, app.node.settings.limits.sign_in_days));
    response.with("Set-Cookie", cookies::forget(cookies::browser)).with("Set-Cookie", cookies::forget(cookie));
    co_return response;
}

Response name_page(App const& app, Call const& call, Newcomer const& newcomer, std::string_view problem) {
    pages::Page page{app, call, "school_name", "Choose your name"};
    auto& values = page.values();
    bool const typed = call.form.has("name");
    values.text("NAME", typed ? call.form.text("name") : newcomer.identity.preferred);
    values.text("DISPLAY_NAME", typed ? call.form.text("display_name") : newcomer.identity.name);
    values.text("DOMAIN", app.node.settings.node.domain);
    if (!problem.empty()) values.repeat("PROBLEM").text("WORDS", problem);
    return page.render(problem.empty() ? 200 : 422);
}

std::string_view name_problem(Refusal refusal) {
    if (refusal.reason() == Reason::conflict) return "Somebody has this name already. Choose another one.";
    if (refusal.reason() == Reason::malformed)
        return "A name is 1 to 30 lower-case letters, digits and underscores. Change it and try again.";
    return words_for(refusal);
}

std::optional<Newcomer> newcomer_of(App const& app, Call const& call) {
    return newcomer_in(app.registry.secrets, cookies::value_of(call.request, cookie), app.node.clock.now());
}

}  // namespace

asio::awaitable<Response> get_school(App const& app, Call call) {
    if (app.school_sign_in == nullptr) co_return refuse(app, call, {Reason::not_found, "no such sign-in"});
    auto const pending = begin(app.registry.secrets, call.form.text("return"), app.node.clock.now());
    auto const address =
        co_await app.school_sign_in->authorization_address(pending.state, pending.nonce, challenge_of(pending));
    if (!address) co_return failed(app, call, words_for(address.error()));
    Response response{303};
    response.with("Location", *address).with("Cache-Control", "no-store");
    response.with("Set-Cookie", cookies::keep(cookie, sealed(app.registry.secrets, pending), cookie_days));
    co_return response;
}

asio::awaitable<Response> get_return(App const& app, Call call) {
    auto const now = app.node.clock.now();
    auto const pending = pending_in(app.registry.secrets, cookies::value_of(call.request, cookie), now);
    if (app.school_sign_in == nullptr || !pending || call.form.text("state") != pending->state)
        co_return failed(app, call, "This sign-in was not begun in this browser, or too long ago. Begin again.");
    if (call.form.has("error")) co_return failed(app, call, "Your school's sign-in did not let you in.");
    auto const granted = co_await app.school_sign_in->redeem(call.form.text("code"), pending->verifier, pending->nonce);
    if (!granted) co_return failed(app, call, words_for(granted.error()));

    storage::Store::Change<std::string> change = [&](WriteTx& tx, Tables& tables) {
        return vouch(tx, tables, app.node.settings, app.registry.secrets, *granted, now);
    };
    auto account = co_await app.node.store.write(std::move(change));
    if (account) co_return co_await let_in(app, call, *std::move(account), pending->back);
    if (account.error().reason() != Reason::not_found) co_return failed(app, call, words_for(account.error()));
    if (auto const may = check_groups(granted->identity, app.node.settings.openid); !may)
        co_return failed(app, call, words_for(may.error()));
    Newcomer newcomer;
    newcomer.identity = granted->identity;
    newcomer.refresh_token = granted->refresh_token;
    newcomer.back = pending->back;
    newcomer.proved = now;
    auto response = Response::see_other("/sign-in/school/name");
    response.with("Set-Cookie", cookies::keep(cookie, sealed(app.registry.secrets, newcomer), cookie_days));
    co_return response;
}

asio::awaitable<Response> get_name(App const& app, Call call) {
    auto const newcomer = newcomer_of(app, call);
    if (!newcomer) co_return Response::see_other("/sign-in");
    co_return name_page(app, call, *newcomer, "");
}

asio::awaitable<Response> post_name(App const& app, Call call) {
    auto const newcomer = newcomer_of(app, call);
    if (!newcomer) co_return Response::see_other("/sign-in");
    auto keys = std::make_shared<std::optional<federation::ActorKeys>>();
    std::function<void()> make_keys = [keys] { *keys = federation::Keyring::generate(); };
    co_await app.node.workers.run(std::move(make_keys));
    Granted granted;
    granted.identity = newcomer->identity;
    granted.refresh_token = newcomer->refresh_token;
    auto const name = call.form.trimmed("name"), display_name = call.form.trimmed("display_name");
    storage::Store::Change<std::string> change = [&](WriteTx& tx, Tables& tables) {
        members::Maker const maker{app.node.settings, app.node.keyring, **keys, app.node.clock.now()};
        return welcome(tx, tables, maker, app.registry.secrets, granted, name, display_name);
    };
    auto account = co_await app.node.store.write(std::move(change));
    if (!account) co_return name_page(app, call, *newcomer, name_problem(account.error()));
    co_return co_await let_in(app, call, *std::move(account), newcomer->back);
}

}  // namespace collegium::server::openid
