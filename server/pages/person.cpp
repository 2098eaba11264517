#include "federation/collections/collection.hpp"
#include "federation/community/pupils.hpp"
#include "federation/local_actors.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/dispatch.hpp"
#include "server/members/profile.hpp"
#include "server/pages/feeds.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/subjects/handlers.hpp"

namespace collegium::server::pages {

namespace {

struct PersonView {
    timeline::ActorView actor;
    storage::ProfileRecord profile;
    bool has_feed = false;
};

// Pupils are shown to members of this node only, also those that are gone.
Result<PersonView> find_person(App const& app, Call const& call) {
    auto const& name = call.names.front();
    return app.node.store.read([&](auto const& tx, auto const& tables) -> Result<PersonView> {
        auto const handle = federation::find_local_speaker(tx, tables, name);
        auto const actor = handle ? timeline::find_actor(tx, tables, *handle) : std::nullopt;
        bool const pupil = handle && federation::community::is_pupil(tx, tables, *handle);
        if (!actor || (pupil && !call.member)) return Refusal{Reason::not_found, "nobody of that name"};
        if (!federation::community::may_know_of(tx, tables, call.viewer(), *handle))
            return Refusal{Reason::gone, "somebody who left"};
        bool const is_person = federation::find_local_actor(tx, tables, name, storage::ActorType::person).has_value();
        return PersonView{*actor, members::profile_of(tx, tables, *handle).record, is_person && !pupil};
    });
}

void show_fields(Values& values, std::string_view part, std::vector<storage::ProfileField> const& fields) {
    if (fields.empty()) return;
    auto list = values.repeat(part);
    for (auto const& field : fields) {
        auto line = list.repeat("LINE");
        line.text("WHAT", field.name);
        line.text("VALUE", field.value);
    }
}

void show_picture(Values& values, std::string_view part, std::string const& file, std::string_view name) {
    if (file.empty()) return;
    auto picture = values.repeat(part);
    picture.text("FILE", file);
    picture.text("NAME", name);
}

}  // namespace

awaitable<Response> get_person(App const& app, Call call) {
    auto const person = find_person(app, call);
    if (!person) co_return refuse(app, call, person.error());
    if (call.wants_activity()) co_return activitypub::actor_document(app, call, person->actor.handle);
    if (federation::collections::is_list_name(person->actor.name))
        co_return Response::see_other(federation::collections::list_iri("", person->actor.name));
    if (federation::is_offered_name(person->actor.name)) co_return offer_page(app, call, person->actor);

    Page page{app, call, "person", person->actor.display};
    page.alternate(person->actor.iri);
    if (person->has_feed)
        page.feed("/u/" + person->actor.name + "/posts.atom", atom_type, "Posts by " + person->actor.display);
    auto& values = page.values();
    values.text("NAME", person->actor.display);
    values.text("ADDRESS", person->actor.address());
    values.html("SUMMARY", person->actor.summary);
    show_picture(values, "AVATAR", person->profile.avatar, person->actor.display);
    show_picture(values, "HEADER", person->profile.header, person->actor.display);
    show_fields(values, "SHOWN", person->profile.shown);
    if (call.member) show_fields(values, "KEPT", person->profile.kept);
    co_return page.render();
}

}  // namespace collegium::server::pages
