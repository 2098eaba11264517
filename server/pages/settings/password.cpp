#include "server/dispatch.hpp"
#include "server/members/accounts.hpp"
#include "server/members/passkeys.hpp"
#include "server/members/second_factor.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

namespace {

std::size_t count_passkeys(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::passkeys_of(tx, tables, call.member->actor).size();
    });
}

// field: the one that is wrong.
Response password_page(
    App const& app, Call const& call, std::string_view field, std::string_view problem, unsigned status
) {
    Page page{app, call, "settings_password", phrase("Password")};
    page.values().problem(field, problem);
    if (auto const count = count_passkeys(app, call); count > 0)
        page.values().repeat("PASSKEYS").amount("COUNT", count);
    return page.render(status);
}

bool has_second_factor(App const& app, std::string const& account) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::has_second_factor(tx, tables, account);
    });
}

}  // namespace

awaitable<Response> get_password(App const& app, Call call) {
    co_return password_page(app, call, "password", "", 200);
}

// All sign-ins and programs end, and the browser that asked begins anew. Passkeys stay: whoever knew the old password
// may have added one, so their member is led to them.
awaitable<Response> post_password(App const& app, Call call) {
    if (!has_password(app, call))
        co_return password_page(
            app, call, "password", phrase("You sign in through your school, so you change your password there."), 422
        );
    auto const fresh = call.form.text("fresh");
    if (fresh != call.form.text("repeated"))
        co_return password_page(
            app, call, "repeated", phrase("The new password was not typed the same way twice. Type it again."), 422
        );
    bool const second_factor = has_second_factor(app, call.member->account);
    auto const weak = members::why_weak(fresh, {call.member->account, app.node.settings.node.name}, second_factor);
    if (!weak.empty()) co_return password_page(app, call, "fresh", weak, 422);
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) 
        co_return password_page(app, call, "password", problem, problem == too_many_tries_words ? 429 : 422);

    auto const hash = co_await app.registry.passwords.hash(fresh);
    storage::Store::Change<storage::Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return members::change_account(tx, tables, call.member->account, [&](storage::AccountRecord& record) {
            record.password = hash;
        });
    };
    auto const changed = co_await app.node.store.write(std::move(change));
    if (!changed) co_return refuse(app, call, changed.error());
    std::string account = call.member->account, client = browser_name(call.request);
    // Who has a second factor proved it when this sign-in began.
    auto const token = co_await app.sign_ins.start(std::move(account), second_factor, std::move(client));
    if (!token) co_return Response::see_other("/sign-in");
    std::string_view const next = count_passkeys(app, call) > 0 ? "/settings/passkeys?new_password=1" : "/settings";
    co_return signed_in(app, *token, next);
}

}  // namespace collegium::server::pages
