#include "server/pages/pasted.hpp"

#include "storage/names.hpp"

namespace collegium::server::pages {

namespace {

// "…/post/7" at this node; nothing for other addresses.
std::optional<storage::LocalId> own_number(App const& app, std::string_view address) {
    for (auto const& origin : {app.browser_origin, app.node.settings.origin(), std::string{}}) {
        auto const start = origin + "/post/";
        if (address.starts_with(start)) return number_of(address.substr(start.size()));
    }
    return std::nullopt;
}

}  // namespace

std::optional<timeline::PostView> pasted_post(App const& app, Call const& call, std::string_view pasted) {
    auto const address = pasted.substr(0, pasted.find('#'));
    auto const number = own_number(app, address);
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::PostView> {
        if (number) return timeline::find_post(tx, tables, *number, call.viewer());
        auto const handle = storage::find_handle(tx, tables, address);
        return handle ? timeline::find_post(tx, tables, *handle, call.viewer()) : std::nullopt;
    });
}

}  // namespace collegium::server::pages
