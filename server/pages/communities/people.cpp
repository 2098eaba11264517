#include "server/pages/communities/people.hpp"

#include "config/phrase.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/local_actors.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;
using storage::Handle;

awaitable<Result<Handle>> person_named(App const& app, std::string address) {
    while (address.starts_with('@')) address.erase(0, 1);
    auto const own_end = "@" + app.node.settings.node.domain;
    if (address.ends_with(own_end)) address.resize(address.size() - own_end.size());
    if (address.find('@') == std::string::npos) {
        auto const local = app.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::find_local_actor(tx, tables, address, storage::ActorType::person);
        });
        if (!local) co_return Refusal{Reason::not_found, "nobody here of that name"};
        co_return *local;
    }
    federation::FetchBudget budget;
    auto const actor = co_await federation::resolve_handle(app.node, address, budget);
    if (!actor) co_return actor.error();
    if (actor->record.type != storage::ActorType::person) co_return Refusal{Reason::not_found, "that is nobody"};
    auto const handle = app.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, actor->id.text());
    });
    if (!handle) co_return Refusal{Reason::not_found, "nobody of that name"};
    co_return *handle;
}

std::string_view why_nobody(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::not_found: return phrase("There is nobody of that name. Check how it is spelt.");
        case Reason::malformed: return phrase("Write the name, or name@institution.");
        case Reason::not_partner: return phrase("That institution is not a partner of ours.");
        default: return phrase("The other institution did not answer as it should. Try again in a few minutes.");
    }
}

}  // namespace collegium::server::pages
