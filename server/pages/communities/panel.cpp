#include "server/pages/communities/panel.hpp"

#include "federation/community/holding.hpp"

namespace collegium::server::pages {

Facilitated facilitated_by(
    storage::ReadTx const& tx, storage::Tables const& tables, Call const& call, timeline::PostView const& post
) {
    if (!call.member) return {};
    auto const community = post.community.handle;
    return {
        tables.moderators.contains(tx, {community, call.member->actor}),
        federation::community::is_held(tx, tables, post.handle, community)};
}

void show_facilitating(Values& values, timeline::PostView const& post, Facilitated facilitated) {
    if (!facilitated.by_reader && !facilitated.is_held) return;
    if (post.state != storage::ObjectState::visible) return;
    auto panel = values.include("FACILITATE", "facilitate");
    panel.text("PATH", post_path(post));
    panel.text("ANCHOR", federation::digits(post.number));
    if (facilitated.is_held) panel.show("HELD");
    if (!facilitated.by_reader) return;
    auto tools = panel.repeat("TOOLS");
    if (facilitated.is_held) tools.show("APPROVE");
    tools.show(post.featured ? "UNPIN" : "PIN");
    tools.show(post.locked ? "UNLOCK" : "LOCK");
}

}  // namespace collegium::server::pages
