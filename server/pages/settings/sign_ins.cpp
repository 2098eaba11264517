// Where a member is signed in, and how they end that.
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::string_view path = "/settings/sign-ins";

awaitable<Response> changed(App const& app, Call call, storage::Store::Change<storage::Nothing> change) {
    auto const written = co_await app.node.store.write(std::move(change));
    if (!written) co_return refuse(app, call, written.error());
    co_return Response::see_other(path);
}

}  // namespace

awaitable<Response> get_sign_ins(App const& app, Call call) {
    auto const all = app.sign_ins.list(call.member->actor, call.browser_token);
    Page page{app, call, "settings_sign_ins", phrase("Where you are signed in")};
    auto& values = page.values();
    for (auto const& each : all) {
        auto line = values.repeat("SIGN_IN");
        line.text("CLIENT", each.client.empty() ? line.language().say(phrase("Another browser")) : each.client);
        line.day("SINCE", each.created);
        line.day("SEEN", each.seen);
        if (each.this_one)
            line.show("THIS");
        else
            line.repeat("OTHER").text("ID", crypto::to_base64url(each.digest));
    }
    if (all.size() > 1) values.show("OTHERS");
    co_return page.render();
}

awaitable<Response> post_end_sign_in(App const& app, Call call) {
    auto const digest = digest_in(call.form, "id");
    if (!digest) co_return Response::see_other(path);
    storage::Store::Change<storage::Nothing> change = [person = call.member->actor,
                                                       digest](storage::WriteTx& tx, storage::Tables& tables) {
        SignIns::end_one(tx, tables, person, *digest);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto response = co_await changed(app, std::move(call), std::move(change));
    co_return response;
}

awaitable<Response> post_end_other_sign_ins(App const& app, Call call) {
    storage::Store::Change<storage::Nothing> change =
        [person = call.member->actor,
         but = app.sign_ins.digest(call.browser_token)](storage::WriteTx& tx, storage::Tables& tables) {
            SignIns::end_all(tx, tables, person, but);
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto response = co_await changed(app, std::move(call), std::move(change));
    co_return response;
}

}  // namespace collegium::server::pages
