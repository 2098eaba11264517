#include "server/communities/places.hpp"

#include "federation/community/terms.hpp"
#include "federation/fetching/resolve.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::communities {

namespace asio = boost::asio;
namespace community = federation::community;
namespace timeline = federation::timeline;

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

std::optional<timeline::ActorView> known_community(ReadTx const& tx, Tables const& tables, std::string_view iri) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto view = handle ? timeline::find_actor(tx, tables, *handle) : std::nullopt;
    return view && view->community ? view : std::nullopt;
}

// One community by "name", "name@institution" or its IRI.
asio::awaitable<Result<std::string>> place_named(App const& app, std::string address) {
    auto const known = app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<std::string> {
        if (auto const view = known_community(tx, tables, address)) return view->iri;
        auto const view = timeline::find_community(tx, tables, app.node.settings.node.domain, address);
        return view ? std::optional{view->iri} : std::nullopt;
    });
    if (known) co_return *known;
    if (address.find('@') == std::string::npos) co_return Refusal{Reason::not_found, "no community here"};
    federation::FetchBudget budget;
    auto const actor = co_await federation::resolve_handle(app.node, address, budget);
    if (!actor) co_return actor.error();
    if (actor->record.type != storage::ActorType::group) co_return Refusal{Reason::not_found, "that is no community"};
    co_return actor->id.text();
}

}  // namespace

std::vector<Place> wholes_of(ReadTx const& tx, Tables const& tables, Handle handle) {
    std::vector<Place> found;
    for (auto const& iri : community::terms_of(tx, tables, handle).part_of)
        if (auto const view = known_community(tx, tables, iri))
            found.push_back({*view, community::is_part_of(tx, tables, handle, view->handle)});
    return found;
}

std::vector<Place> parts_of(ReadTx const& tx, Tables const& tables, Handle handle) {
    std::vector<Place> found;
    for (auto const& iri : community::terms_of(tx, tables, handle).parts)
        if (auto const view = known_community(tx, tables, iri))
            found.push_back({*view, community::is_part_of(tx, tables, view->handle, handle)});
    return found;
}

std::string addresses_of(ReadTx const& tx, Tables const& tables, std::vector<std::string> const& places) {
    std::string all;
    for (auto const& iri : places) {
        auto const view = known_community(tx, tables, iri);
        auto const address = !view ? iri : view->local ? view->name : view->name + "@" + view->host;
        all += (all.empty() ? "" : "\n") + address;
    }
    return all;
}

std::vector<std::string> listed_in(std::string_view text) {
    std::vector<std::string> found;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(",\n"), text.size());
        auto each = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        auto const first = each.find_first_not_of(" \t\r");
        if (first == std::string_view::npos) continue;
        each = each.substr(first, each.find_last_not_of(" \t\r") - first + 1);
        if (std::ranges::find(found, each) == found.end()) found.emplace_back(each);
    }
    return found;
}

asio::awaitable<Result<std::vector<std::string>>> places_named(App const& app, std::string text) {
    auto const addresses = listed_in(text);
    if (addresses.size() > community::most_places) co_return Refusal{Reason::too_many, "more than fifty communities"};
    std::vector<std::string> places;
    for (auto const& each : addresses) {
        auto address = each.starts_with('@') ? each.substr(1) : each;
        auto place = co_await place_named(app, std::move(address));
        if (!place) co_return place.error();
        places.push_back(*std::move(place));
    }
    co_return places;
}

}  // namespace collegium::server::communities
