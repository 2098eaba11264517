#include "federation/collections/reading.hpp"

#include "federation/community/pupils.hpp"
#include "federation/served/id_list.hpp"

namespace collegium::federation::collections {

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Tables;

namespace {

std::optional<CollectionView> view_of(ReadTx const& tx, Tables const& tables, Handle actor, Handle owner) {
    auto const record = tables.actors.get(tx, actor);
    auto view = timeline::find_actor(tx, tables, actor);
    if (!record || !view) return std::nullopt;
    auto owned_by = timeline::find_actor(tx, tables, owner).value_or(timeline::ActorView{});
    return CollectionView{*std::move(view), number_of(*record), std::move(owned_by), {}, {}};
}

}  // namespace

std::optional<CollectionView> find_collection(
    ReadTx const& tx, Tables const& tables, LocalId number, timeline::Viewer const& viewer
) {
    auto const actor = actor_of(tx, tables, number);
    auto const record = actor ? tables.collections.get(tx, *actor) : std::nullopt;
    if (!record) return std::nullopt;
    if (viewer.member == Handle{0} && community::is_pupil(tx, tables, record->owner)) return std::nullopt;
    auto view = view_of(tx, tables, *actor, record->owner);
    if (!view) return view;
    for (auto const thing : record->things) {
        auto post = timeline::find_post(tx, tables, thing, viewer);
        if (post && post->state == storage::ObjectState::visible)
            view->things.push_back(*std::move(post));
        else if (auto const kept = tables.objects.get(tx, thing); kept && viewer.member == record->owner)
            view->not_shown.push_back(kept->number);
    }
    return view;
}

std::vector<CollectionView> collections_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<CollectionView> found;
    tables.collections_of.ascend(tx, {member, Handle{0}}, [&](Edge const& key, storage::Nothing) {
        if (key.of != member) return false;
        if (auto view = view_of(tx, tables, key.by, member)) found.push_back(*std::move(view));
        return true;
    });
    return found;
}

Result<std::string> list_document(std::string_view origin, CollectionView const& collection) {
    documents::IdList list;
    list.iri = list_iri(origin, collection.actor.name);
    list.kept_by = collection.actor.iri;
    list.title = collection.actor.display;
    for (auto const& thing : collection.things) list.names.push_back(thing.iri);
    return documents::serve(list, 0);
}

}  // namespace collegium::federation::collections
