#include "server/media/attaching.hpp"

#include "federation/messages/details.hpp"
#include "server/media/pictures.hpp"
#include "storage/names.hpp"

namespace collegium::server::media {

using federation::Verb;
using storage::Handle;

namespace {

// Of this node's pictures; whatever else stands there has no file here.
std::vector<Named> named_in(std::string const& origin, JsonValue const& thing) {
    auto const begin = origin + picture_path("");
    std::vector<Named> named;
    for (auto const& each : federation::details_of(thing).attachments)
        if (each.url.starts_with(begin)) named.push_back({each.url.substr(begin.size()), each.description});
    return named;
}

}  // namespace

federation::Alongside with_pictures(federation::Node const& node, Handle owner, federation::Activity const& activity) {
    bool const is_new = activity.verb() == Verb::create;
    auto const* const thing = activity.object();
    if (thing == nullptr || !(is_new || activity.verb() == Verb::update)) return {};
    auto named = named_in(node.settings.origin(), *thing);
    if (is_new && named.empty()) return {};
    return [owner, iri = activity.object_id(), named = std::move(named), now = node.clock.now()](
               storage::WriteTx& tx, storage::Tables& tables
           ) -> Result<void> {
        auto const handle = storage::find_handle(tx, tables, iri);
        if (!handle) return Refusal{Reason::not_found, "a thing that did not become one"};
        return make_part_of(tx, tables, owner, named, *handle, now);
    };
}

federation::Alongside letting_pictures_go(federation::Node const& node, Handle owner, Handle thing) {
    return [owner, thing, now = node.clock.now()](storage::WriteTx& tx, storage::Tables& tables) {
        return make_part_of(tx, tables, owner, {}, thing, now);
    };
}

}  // namespace collegium::server::media
