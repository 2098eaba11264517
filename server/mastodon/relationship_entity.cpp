#include "server/mastodon/relationship_entity.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/followers.hpp"
#include "server/mastodon/mutes.hpp"
#include "server/mastodon/private_notes.hpp"

namespace collegium::server::mastodon {

using storage::FollowState;
using storage::Handle;

std::string relationship_json(View const& view, Handle me, Handle other) {
    auto const mine = follow_state(view, me, other), theirs = follow_state(view, other, me);
    auto const mute = view.tables.mutes.get(view.tx, {me, other});
    bool const following = mine == FollowState::accepted;
    return federation::JsonText::object()
        .text("id", digits(other))
        .boolean("following", following)
        .boolean("showing_reblogs", following)
        .boolean("notifying", false)
        .raw("languages", "[]")
        .boolean("followed_by", theirs == FollowState::accepted)
        .boolean("blocking", view.tables.blocks.contains(view.tx, {me, other}))
        .boolean("blocked_by", view.tables.blocks.contains(view.tx, {other, me}))
        .boolean("muting", mute.has_value())
        .boolean("muting_notifications", mute && mutes_notifications(*mute))
        .boolean("requested", mine == FollowState::pending)
        .boolean("requested_by", theirs == FollowState::pending)
        .boolean("domain_blocking", false)
        .boolean("endorsed", false)
        .text("note", private_note(view.tx, view.tables, me, other))
        .done();
}

}  // namespace collegium::server::mastodon
