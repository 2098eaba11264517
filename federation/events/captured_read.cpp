#include "federation/events/captured_read.hpp"

#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::events {

using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ReadTx;
using storage::Tables;
using timeline::PostView;

namespace {

constexpr std::size_t most_derived = 500;

bool comes_of(PostView const& post, std::string const& event) {
    return std::ranges::find(post.origins, event) != post.origins.end();
}

void sort(std::vector<PostView>& posts) {
    std::ranges::sort(posts, {}, [](PostView const& each) { return std::pair{each.published, each.number}; });
}

}  // namespace

Captured captured_at(ReadTx const& tx, Tables const& tables, PostView const& event, timeline::Viewer const& viewer) {
    Captured found;
    std::size_t left = most_derived;
    tables.derived.ascend(tx, Edge{event.handle, Handle{0}}, [&](Edge const& key, storage::Derivation) {
        if (key.of != event.handle || left-- == 0) return false;
        auto post = timeline::find_post(tx, tables, key.by, viewer);
        if (!post || post->state != storage::ObjectState::visible || !comes_of(*post, event.iri)) return true;
        if (post->kind == ObjectKind::question)
            found.questions.push_back(*std::move(post));
        else if (is_notes(*post))
            found.notes.push_back(*std::move(post));
        return true;
    });
    sort(found.notes);
    sort(found.questions);
    return found;
}

std::optional<EventView> event_behind(
    ReadTx const& tx, Tables const& tables, PostView const& post, timeline::Viewer const& viewer
) {
    for (auto const& origin : post.origins) {
        auto const handle = storage::find_handle(tx, tables, origin);
        if (!handle) continue;
        if (auto event = find_event(tx, tables, *handle, viewer)) return event;
    }
    return std::nullopt;
}

bool is_notes(PostView const& post) {
    return post.kind == ObjectKind::post && post.parent == Handle{0} && !post.origins.empty();
}

}  // namespace collegium::federation::events
