#include "server/mastodon/status_context.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/status_entity.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::Handle;

namespace {

constexpr std::size_t most_above = 100;

// Those below this thing. A reply may have come before what it replies to, so it takes as many rounds as there is order
// to be made: one, nearly always.
std::set<Handle> all_below(std::vector<Reply> const& replies, Handle thing) {
    std::set<Handle> below{thing};
    for (std::size_t before = 0; before != below.size();) {
        before = below.size();
        for (auto const& reply : replies)
            if (below.contains(reply.record.parent)) below.insert(reply.thing);
    }
    return below;
}

std::string ancestors_json(View const& view, StatusWriter& writer, timeline::PostView const& post) {
    std::vector<Handle> above;
    for (auto parent = post.parent; parent != Handle{0} && above.size() < most_above;) {
        if (std::ranges::find(above, parent) != above.end()) break;
        above.push_back(parent);
        auto const record = view.tables.objects.get(view.tx, parent);
        parent = record ? record->parent : Handle{0};
    }
    auto list = JsonText::list();
    for (auto at = above.rbegin(); at != above.rend(); ++at)
        if (auto const text = writer.status(*at)) list.raw_item(*text);
    return list.done();
}

std::string descendants_json(StatusWriter& writer, timeline::PostView const& post) {
    auto const& replies = writer.thread(post.root);
    auto const below = all_below(replies, post.handle);
    auto list = JsonText::list();
    for (auto const& reply : replies) {
        if (reply.thing == post.handle || !below.contains(reply.thing)) continue;
        if (auto const text = writer.status(reply)) list.raw_item(*text);
    }
    return list.done();
}

}  // namespace

std::string context_json(View const& view, timeline::PostView const& post) {
    StatusWriter writer{view};
    return JsonText::object()
        .raw("ancestors", ancestors_json(view, writer, post))
        .raw("descendants", descendants_json(writer, post))
        .done();
}

}  // namespace collegium::server::mastodon
