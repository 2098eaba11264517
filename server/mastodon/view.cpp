#include "server/mastodon/view.hpp"

#include "federation/community/visibility.hpp"

namespace collegium::server::mastodon {

bool is_shown_to(View const& view, storage::Handle actor) {
    return is_shown_to(view, actor, view.tables.actors.get(view.tx, actor));
}

bool is_shown_to(View const& view, storage::Handle actor, std::optional<storage::ActorRecord> const& record) {
    if (!record || record->gone != Instant{}) return false;
    if (!view.by_member() && view.app.node.settings.federation.secure_fetch) return false;
    return federation::community::may_know_of(view.tx, view.tables, view.viewer, actor);
}

}  // namespace collegium::server::mastodon
