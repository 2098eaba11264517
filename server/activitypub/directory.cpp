// The directory as partners read it: what we learnt since they last asked, and the listings that they miss.
#include "federation/directory/exchange.hpp"
#include "server/activitypub/handlers.hpp"

#include <charconv>

namespace collegium::server::activitypub {

namespace directory = federation::directory;

namespace {

Response json(std::string body) {
    return Response{200, "application/json", std::move(body)}.with("Access-Control-Allow-Origin", "*");
}

// From the beginning unless the address says otherwise.
storage::ChangeNumber after_of(Call const& call) {
    auto const& digits = call.form.text("after");
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return storage::ChangeNumber{number};
}

}  // namespace

awaitable<Response> get_directory_digest(App const& app, Call call) {
    std::string page;
    std::function<void()> work = [&] {
        page = app.node.store.read([&](auto const& tx, auto const& tables) {
            return directory::digest_page(tx, tables, after_of(call), app.node.clock.now());
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return json(std::move(page));
}

awaitable<Response> get_directory_listings(App const& app, Call call) {
    co_return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto page = directory::listings_page(tx, tables, call.form.text("at"), app.node.clock.now());
        return page ? json(*std::move(page)) : Response::refused(page.error());
    });
}

}  // namespace collegium::server::activitypub
