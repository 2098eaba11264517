#include "federation/local_actors.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

awaitable<Response> get_person(App const& app, Call call) {
    auto const person =
        app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::ActorView> {
            auto const handle =
                federation::find_local_actor(tx, tables, call.names.front(), storage::ActorType::person);
            return handle ? timeline::find_actor(tx, tables, *handle) : std::nullopt;
        });
    if (!person) co_return refuse(app, call, {Reason::not_found, "nobody of that name"});
    if (call.wants_activity()) co_return activitypub::actor_document(app, call, person->handle);

    Page page{app, call, "person", person->display};
    page.alternate(person->iri);
    page.values().text("NAME", person->display);
    page.values().text("ADDRESS", person->address());
    page.values().html("SUMMARY", person->summary);
    co_return page.render();
}

}  // namespace collegium::server::pages
