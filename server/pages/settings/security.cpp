// The codes of an authenticator as second factor, and recovery codes, as their member sets them up, renews them and
// turns them off. Passkeys have a page of their own.
#include "server/dispatch.hpp"
#include "server/members/passkeys.hpp"
#include "server/members/qr_code.hpp"
#include "server/members/roles.hpp"
#include "server/members/second_factor.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::string_view path = "/settings/security";

struct Standing {
    bool authenticator = false;
    std::size_t passkeys = 0;
    std::size_t codes_left = 0;
    std::optional<std::string> seed;  // waits for its first code
    bool role_needs_one = false;

    bool may_end() const noexcept { return passkeys > 0 || !role_needs_one; }
};

Standing standing_of(App const& app, Call const& call) {
    auto const& account = call.member->account;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        Standing standing;
        standing.authenticator = members::has_authenticator(tx, tables, account);
        standing.passkeys = members::passkeys_of(tx, tables, call.member->actor).size();
        standing.codes_left = members::recovery_codes_left(tx, tables, account);
        standing.seed = members::waiting_seed(tx, tables, app.registry.secrets, account);
        if (auto const record = tables.accounts.get(tx, account))
            standing.role_needs_one = members::roles_behind_second_factor(app.node.settings, record->roles).bits != 0;
        return standing;
    });
}

std::string address_of(App const& app, Call const& call, std::string const& seed) {
    return members::seed_address(seed, call.member->account, app.node.settings.node.name);
}

std::string here(Call const& call) {
    return std::string{path} + "?return=" + percent_encoded(call.form.text("return"));
}

// The return is kept from page to page, so that who was led here gets on.
Response security_page(
    App const& app,
    Call const& call,
    std::string_view problem,
    unsigned status = 200,
    std::vector<std::string> const& codes = {}
) {
    auto const standing = standing_of(app, call);
    Page page{app, call, "settings_security", phrase("Second factor")};
    auto& values = page.values();
    values.text("RETURN", call.form.text("return"));
    values.text("WAY_BACK", percent_encoded(call.form.text("return")));
    if (call.member->duty == Duty::second_factor) values.show("REQUIRED");
    if (has_password(app, call))
        values.show("WITH_PASSWORD");
    else
        show_school(app, page, here(call));
    values.refused(problem);
    if (!codes.empty()) show_recovery_codes(values, codes, call.form.text("return"));
    if (standing.authenticator || standing.passkeys > 0)
        values.repeat("RECOVERY")
            .count("LEFT", standing.codes_left, "{n} recovery code is left.", "{n} recovery codes are left.");
    if (standing.passkeys > 0) values.repeat("PASSKEYS").amount("COUNT", standing.passkeys);
    if (standing.authenticator) {
        values.repeat("ON").show(standing.may_end() ? "MAY_END" : "MUST_STAY");
    } else if (standing.seed) {
        values.repeat("WAITING").text("SEED", members::seed_to_type(*standing.seed));
    } else {
        values.show("OFF");
    }
    return page.render(status);
}

Response refused_page(App const& app, Call const& call, std::string_view problem) {
    return security_page(app, call, problem, problem == too_many_tries_words ? 429 : 422);
}

Response back(Call const& call) {
    return Response::see_other(here(call));
}

awaitable<Result<Nothing>> write(App const& app, storage::Store::Change<Nothing> change) {
    auto written = co_await app.node.store.write(std::move(change));
    co_return written;
}

}  // namespace

awaitable<Response> get_security(App const& app, Call call) {
    co_return security_page(app, call, "");
}

awaitable<Response> get_security_code(App const& app, Call call) {
    auto const standing = standing_of(app, call);
    if (!standing.seed) co_return refuse(app, call, {Reason::not_found, "no seed waits"});
    Response picture{200, "image/svg+xml", members::qr_code_svg(address_of(app, call, *standing.seed))};
    co_return picture.with("Cache-Control", "private, no-store");
}

awaitable<Response> post_begin_second_factor(App const& app, Call call) {
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return refused_page(app, call, problem);
    storage::Store::Change<Nothing> change =
        [&app, account = call.member->account, seed = app.registry.secrets.random(members::seed_bytes)](
            WriteTx& tx, Tables& tables
        ) { return members::offer_seed(tx, tables, app.registry.secrets, account, seed); };
    auto const offered = co_await write(app, std::move(change));
    if (!offered && offered.error().reason() != Reason::conflict) co_return refuse(app, call, offered.error());
    co_return back(call);
}

awaitable<Response> post_confirm_second_factor(App const& app, Call call) {
    if (!may_try(app, call, call.member->account)) co_return refused_page(app, call, too_many_tries_words);
    auto const codes = members::made_recovery_codes(app.registry.secrets);
    storage::Store::Change<Nothing> change = [&, now = app.node.clock.now()](WriteTx& tx, Tables& tables) {
        return members::confirm_seed(
            tx, tables, app.registry.secrets, call.member->account, call.form.trimmed("code"), codes, now
        );
    };
    auto const confirmed = co_await write(app, std::move(change));
    if (!confirmed && confirmed.error().reason() == Reason::conflict) co_return back(call);
    if (!confirmed)
        co_return refused_page(
            app,
            call,
            phrase("This code is not right. Check that the time of your telephone is, then enter the next code.")
        );
    note_right(app, call, call.member->account);
    auto const token = co_await begin_with_second_factor(app, call);
    if (!token) co_return refuse(app, call, token.error());
    call.browser_token = *token;
    call.member->duty = Duty::none;
    co_return with_sign_in(app, *token, security_page(app, call, "", 200, codes));
}

awaitable<Response> post_recovery_codes(App const& app, Call call) {
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return refused_page(app, call, problem);
    auto const codes = members::made_recovery_codes(app.registry.secrets);
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) {
        return members::replace_recovery_codes(tx, tables, app.registry.secrets, call.member->account, codes);
    };
    auto const replaced = co_await write(app, std::move(change));
    if (!replaced) co_return back(call);
    co_return security_page(app, call, "", 200, codes);
}

awaitable<Response> post_end_second_factor(App const& app, Call call) {
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return refused_page(app, call, problem);
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) {
        return members::end_authenticator(tx, tables, app.node.settings, call.member->account);
    };
    auto const ended = co_await write(app, std::move(change));
    if (!ended && ended.error().reason() == Reason::not_allowed)
        co_return refused_page(app, call, phrase("Your role needs a second factor, so it cannot be turned off."));
    if (!ended) co_return refuse(app, call, ended.error());
    co_return back(call);
}

}  // namespace collegium::server::pages
