// The charter: what members agree to, and once more when it has changed.
#include "server/dispatch.hpp"
#include "server/members/accounts.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/joining.hpp"

namespace collegium::server::pages {

namespace {

Response charter_page(App const& app, Call const& call, unsigned status) {
    Page page{app, call, "charter", phrase("What members agree to")};
    auto& values = page.values();
    show_charter(app, values);
    if (call.member && call.member->duty == Duty::charter)
        values.repeat("ASK").text("RETURN", call.form.text("return"));
    if (status != 200) values.problem("charter", "Say whether you agree; without that you cannot go on.");
    return page.render(status);
}

}  // namespace

awaitable<Response> get_charter(App const& app, Call call) {
    if (!app.registry.charter.exists()) co_return refuse(app, call, {Reason::not_found, "no charter"});
    co_return charter_page(app, call, 200);
}

awaitable<Response> post_charter(App const& app, Call call) {
    auto const& charter = app.registry.charter;
    if (!charter.exists()) co_return refuse(app, call, {Reason::not_found, "no charter"});
    if (call.form.text("charter") != charter.hash) co_return charter_page(app, call, 422);
    storage::Store::Change<storage::Nothing> change = [&, now = app.node.clock.now()](auto& tx, auto& tables) {
        return members::change_account(tx, tables, call.member->account, [&](storage::AccountRecord& record) {
            record.charter = charter.hash;
            record.charter_accepted = now;
        });
    };
    auto const accepted = co_await app.node.store.write(std::move(change));
    if (!accepted) co_return refuse(app, call, accepted.error());
    co_return Response::see_other(call.form.text("return"));
}

}  // namespace collegium::server::pages
