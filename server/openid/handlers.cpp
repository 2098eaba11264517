#include "server/openid/handlers.hpp"

#include "config/log.hpp"
#include "crypto/bytes.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "server/cookies.hpp"
#include "server/dispatch.hpp"
#include "server/members/profile.hpp"
#include "server/members/registry.hpp"
#include "server/openid/newcomers.hpp"
#include "server/openid/outside_accounts.hpp"
#include "server/openid/pending.hpp"
#include "server/openid/words.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/page.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::openid {

namespace asio = boost::asio;

using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::string_view cookie = "__Host-school";
constexpr unsigned cookie_days = 1;  // what is in it lasts ten minutes

// Who comes in by the account, as far as this request knows.
struct Arrival {
    Arrival(std::string account_, std::string back_) : account{std::move(account_)}, back{std::move(back_)} {}

    std::string account;
    std::string back;
    std::string former;  // digest of the sign-in whose place this one takes, as text; empty: none
    bool second_factor = false;
    Instant proved{};
};

Response failed(App const& app, Call const& call, std::string_view words, unsigned status = 422) {
    pages::Page page{app, call, "school_problem", phrase("Sign in")};
    page.values().text("SCHOOL", app.node.settings.openid.name);
    page.values().words("WORDS", words);
    return page.render(status).with("Set-Cookie", cookies::forget(cookie));
}

Response refused(App const& app, Call const& call, Refusal refusal) {
    note_refusal(refusal);
    return failed(app, call, words_for(refusal));
}

// An operator's cookie comes along with nothing that begins on another site, as this chain of redirects did: a page of
// ours ends it.
Response welcomed(App const& app, Call const& call, std::string const& token, std::string const& back) {
    auto const member = app.sign_ins.member_of(token);
    auto const led_on = pages::signed_in(app, token, back);
    if (!member || !member->roles.has(storage::Role::operator_) || call.request.method == Method::post) return led_on;
    pages::Page page{app, call, "school_signed_in", phrase("Sign in")};
    page.values().text("BACK", led_on.field("location"));
    auto response = page.render(200);
    for (auto const& field : led_on.fields())
        if (field.name == "Set-Cookie") response.with(field.name, field.value);
    return response;
}

// A cookie that stayed away, since this request began on another site, would come along with the code, whose page is
// bound to this request's browser token: so it ends here.
Response code_wanted(App const& app, Call const& call, Arrival const& arrival) {
    auto const ticket = app.sign_ins.ticket(call.browser_token, arrival.account);
    auto page = pages::code_page(app, call, ticket, arrival.back);
    page.with("Set-Cookie", cookies::forget(cookie));
    if (!call.member) page.with("Set-Cookie", cookies::forget(cookies::sign_in));
    return page;
}

// The browser forgets that one, but whoever had a copy of its token would not (security W4). It ends only if it is the
// same member's.
asio::awaitable<void> end_former(App const& app, Arrival const& arrival) {
    auto const former = pages::digest_of(arrival.former);
    if (!former) co_return;
    storage::Store::Change<storage::Nothing> change = [&](WriteTx& tx, Tables& tables) -> Result<storage::Nothing> {
        auto const account = tables.accounts.get(tx, arrival.account);
        if (account) SignIns::end_one(tx, tables, account->actor, *former);
        return storage::Nothing{};
    };
    auto const ended = co_await app.node.store.write(std::move(change));
    if (!ended) log::warning("a sign-in that was proved anew did not end", {{"detail", ended.error().detail()}});
}

asio::awaitable<Response> let_in(App const& app, Call const& call, Arrival const& arrival) {
    std::string account = arrival.account, client = pages::browser_name(call.request);
    auto const token =
        co_await app.sign_ins.start(std::move(account), arrival.second_factor, std::move(client), arrival.proved);
    bool const wants_code = !token && token.error().reason() == Reason::not_signed_in;
    if (!token && !wants_code) co_return refused(app, call, token.error());
    bool const binds_code = wants_code && call.member;  // then the step with the code ends it
    if (!binds_code) co_await end_former(app, arrival);
    if (wants_code) co_return code_wanted(app, call, arrival);
    auto response = welcomed(app, call, *token, arrival.back);
    response.with("Set-Cookie", cookies::forget(cookie));
    co_return response;
}

Response name_page(App const& app, Call const& call, Newcomer const& newcomer, std::string_view problem) {
    pages::Page page{app, call, "school_name", phrase("Choose your name")};
    auto& values = page.values();
    bool const typed = call.form.has("name");
    values.text("NAME", typed ? call.form.text("name") : name_like(newcomer.identity.preferred));
    auto const proposed = members::is_display_name(newcomer.identity.name) ? newcomer.identity.name : "";
    values.text("DISPLAY_NAME", typed ? call.form.text("display_name") : proposed);
    values.text("DOMAIN", app.node.settings.node.domain);
    values.problem("name", problem);
    return page.render(problem.empty() ? 200 : 422);
}

std::optional<Newcomer> newcomer_of(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const value = cookies::value_of(call.request, cookie);
        return newcomer_in(tx, tables, app.registry.secrets, value, app.node.clock.now());
    });
}

// What is wrong with a return, in words; nothing if it belongs to the sign-in that this browser began.
std::string_view wrong_return(App const& app, Call const& call, std::optional<Pending> const& pending) {
    if (!pending || call.form.text("state") != pending->state)
        return "This sign-in was not begun in this browser, or too long ago. Begin again.";
    if (call.form.has("iss") && call.form.text("iss") != app.node.settings.openid.issuer)  // RFC 9207
        return "This answer is not from your school's sign-in. Begin again.";
    if (call.form.has("error"))
        return "Your school's sign-in did not let you in. Try again; if it happens again, ask your school's IT people.";
    return {};
}

// What was asked for in the address, whoever sits at the browser can take out of it: only the token says whether the
// provider asked them.
Result<void> check_again(Pending const& pending, Identity const& identity) {
    if (pending.former.empty()) return {};
    return check_proof(identity, pending.begun);
}

// Where the provider does not say when that was, a second factor that it asked for may be of this morning: then ours is
// asked for.
bool counts_second_factor(Pending const& pending, Identity const& identity) {
    return identity.second_factor && (pending.former.empty() || identity.proved);
}

// The browser of somebody who has no account yet goes on to choose a name.
asio::awaitable<Response> let_choose(App const& app, Call const& call, Newcomer newcomer) {
    if (auto const may = check_groups(newcomer.identity, app.node.settings.openid); !may)
        co_return refused(app, call, may.error());
    storage::Store::Change<std::string> change = [&](WriteTx& tx, Tables& tables) -> Result<std::string> {
        return keep_newcomer(tx, tables, app.registry.secrets, newcomer);
    };
    auto const kept = co_await app.node.store.write(std::move(change));
    if (!kept) co_return refused(app, call, kept.error());
    auto response = Response::see_other("/sign-in/school/name");
    response.with("Set-Cookie", cookies::keep(cookie, *kept, cookie_days));
    co_return response;
}

// A place that sends wrong codes again and again must not make us ask the provider each time. Only these count: a whole
// class comes from one address at once, and comes again when the provider was away.
std::string place_of(Call const& call) {
    return "school sign-in:" + address_block(call.client);
}

}  // namespace

asio::awaitable<Response> get_school(App const& app, Call call) {
    if (app.school_sign_in == nullptr) co_return refuse(app, call, {Reason::not_found, "no such sign-in"});
    auto pending = begin(app.registry.secrets, call.form.text("return"), app.node.clock.now());
    if (call.member) pending.former = crypto::to_base64url(app.sign_ins.digest(call.browser_token));
    bool const anew = call.member.has_value();
    auto const address =
        co_await app.school_sign_in->authorization_address(pending.state, pending.nonce, challenge_of(pending), anew);
    if (!address) co_return refused(app, call, address.error());
    Response response{303};
    response.with("Location", *address).with("Cache-Control", "no-store");
    response.with("Set-Cookie", cookies::keep(cookie, sealed(app.registry.secrets, pending), cookie_days));
    co_return response;
}

asio::awaitable<Response> get_return(App const& app, Call call) {
    if (app.school_sign_in == nullptr) co_return refuse(app, call, {Reason::not_found, "no such sign-in"});
    auto const now = app.node.clock.now();
    auto const pending = pending_in(app.registry.secrets, cookies::value_of(call.request, cookie), now);
    auto const wrong = wrong_return(app, call, pending);
    if (!wrong.empty()) co_return failed(app, call, wrong);
    if (!app.address_tries.is_open(place_of(call), now)) co_return failed(app, call, pages::too_many_tries_words, 429);
    auto const granted = co_await app.school_sign_in->redeem(call.form.text("code"), pending->verifier, pending->nonce);
    if (!granted && granted.error().reason() == Reason::stale) app.address_tries.count(place_of(call), now);
    if (!granted) co_return refused(app, call, granted.error());
    app.address_tries.clear(place_of(call));
    if (auto const fits = check_again(*pending, granted->identity); !fits) co_return refused(app, call, fits.error());

    storage::Store::Change<std::string> change = [&](WriteTx& tx, Tables& tables) {
        return vouch(tx, tables, app.node.settings, app.registry.secrets, *granted, now);
    };
    auto account = co_await app.node.store.write(std::move(change));
    if (account) {
        Arrival arrival{*std::move(account), pending->back};
        arrival.former = pending->former;
        arrival.second_factor = counts_second_factor(*pending, granted->identity);
        arrival.proved = granted->identity.proved.value_or(now);
        co_return co_await let_in(app, call, arrival);
    }
    if (account.error().reason() != Reason::not_found) co_return refused(app, call, account.error());
    Newcomer newcomer;
    newcomer.identity = granted->identity;
    newcomer.refresh_token = granted->refresh_token;
    newcomer.back = pending->back;
    newcomer.proved = now;
    co_return co_await let_choose(app, call, std::move(newcomer));
}

asio::awaitable<Response> get_name(App const& app, Call call) {
    auto const newcomer = newcomer_of(app, call);
    if (!newcomer) co_return Response::see_other("/sign-in");
    co_return name_page(app, call, *newcomer, "");
}

asio::awaitable<Response> post_name(App const& app, Call call) {
    auto const newcomer = newcomer_of(app, call);
    if (!newcomer) co_return Response::see_other("/sign-in");
    auto const name = call.form.trimmed("name"), display_name = call.form.trimmed("display_name");
    if (!display_name.empty() && !members::is_display_name(display_name))
        co_return name_page(app, call, *newcomer, "Enter the name that others read: at most 60 characters.");
    auto const keys = co_await federation::fresh_keys(app.node.workers);
    storage::Store::Change<std::string> change = [&](WriteTx& tx, Tables& tables) {
        members::Maker const maker{app.node.settings, app.node.keyring, keys, app.node.clock.now()};
        return welcome(tx, tables, maker, app.registry.secrets, *newcomer, name, display_name);
    };
    auto account = co_await app.node.store.write(std::move(change));
    if (!account) co_return name_page(app, call, *newcomer, name_problem(account.error()));
    Arrival arrival{*std::move(account), newcomer->back};
    arrival.proved = newcomer->proved;
    co_return co_await let_in(app, call, arrival);
}

}  // namespace collegium::server::openid
