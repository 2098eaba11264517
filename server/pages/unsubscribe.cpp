#include "server/mail/addresses.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

namespace {

// A wrong address and an unknown account look alike, and take as long.
bool fits(App const& app, Call const& call) {
    auto const& account = call.names[0];
    auto const actor = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.accounts.get(tx, account);
        return record ? record->actor : storage::Handle{0};
    });
    auto const right = crypto::to_hex(app.registry.secrets.digest(mail::unsubscribe_secret(account, actor)));
    bool const same = crypto::equal_in_constant_time(crypto::bytes_of(right), crypto::bytes_of(call.names[1]));
    return same && actor != storage::Handle{0};
}

Response answer(App const& app, Call const& call, std::string_view part, unsigned status) {
    Page page{app, call, "unsubscribe", phrase("Weekly mail")};
    page.values().text("PATH", call.request.path);
    page.values().show(part);
    return page.render(status);
}

}  // namespace

awaitable<Response> get_unsubscribe(App const& app, Call call) {
    bool const right = fits(app, call);
    co_return answer(app, call, right ? "ASK" : "UNKNOWN", right ? 200 : 404);
}

// From the button, or from a reader's mail program by itself (RFC 8058). A second time changes nothing.
awaitable<Response> post_unsubscribe(App const& app, Call call) {
    if (!fits(app, call)) co_return answer(app, call, "UNKNOWN", 404);
    std::string const account = call.names[0];
    storage::Store::Change<int> change = [account](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto record = tables.accounts.get(tx, account);
        if (!record || !record->digest) return 0;
        record->digest = false;
        tables.accounts.put(tx, account, *record);
        return 0;
    };
    auto const done = co_await app.node.store.write(std::move(change));
    if (!done) co_return Response::refused(done.error());
    co_return answer(app, call, "DONE", 200);
}

}  // namespace collegium::server::pages
