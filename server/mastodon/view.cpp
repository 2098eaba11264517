#include "server/mastodon/view.hpp"

namespace collegium::server::mastodon {

bool is_shown_to(View const& view, storage::Handle actor) {
    auto const record = view.tables.actors.get(view.tx, actor);
    if (!record || record->gone != Instant{}) return false;
    if (view.by_member()) return true;
    if (view.app.node.settings.federation.secure_fetch) return false;
    if (!record->local) return true;
    auto const name = view.tables.account_names.get(view.tx, actor);
    auto const account = name ? view.tables.accounts.get(view.tx, *name) : std::nullopt;
    return !account || !account->pupil;
}

}  // namespace collegium::server::mastodon
