#include "server/mastodon/view.hpp"

namespace collegium::server::mastodon {

bool is_shown_to(View const& view, storage::Handle actor) {
    return is_shown_to(view, actor, view.tables.actors.get(view.tx, actor));
}

bool is_shown_to(View const& view, storage::Handle actor, std::optional<storage::ActorRecord> const& record) {
    if (!record || record->gone != Instant{}) return false;
    if (view.by_member()) return true;
    if (view.app.node.settings.federation.secure_fetch) return false;
    if (!record->local) return true;
    auto const name = view.tables.account_names.get(view.tx, actor);
    auto const account = name ? view.tables.accounts.get(view.tx, *name) : std::nullopt;
    return !account || !account->pupil;
}

}  // namespace collegium::server::mastodon
