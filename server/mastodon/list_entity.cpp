#include "server/mastodon/list_entity.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/dates.hpp"

namespace collegium::server::mastodon {

std::string list_json(View const& view, storage::Handle community) {
    auto const record = view.tables.actors.get(view.tx, community).value_or(storage::ActorRecord{});
    return federation::JsonText::object()
        .text("id", digits(community))
        .text("title", record.display_name.empty() ? record.username : record.display_name)
        .text("replies_policy", "list")
        .boolean("exclusive", false)
        .done();
}

}  // namespace collegium::server::mastodon
