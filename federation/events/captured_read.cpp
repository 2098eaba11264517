#include "federation/events/captured_read.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/holding.hpp"
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

constexpr std::size_t most_captured = 200;          // of one event that are shown
constexpr std::size_t most_rows_of_event = 10'000;  // that are looked at for them

bool comes_of(PostView const& post, std::string const& event) {
    return std::ranges::find(post.origins, event) != post.origins.end();
}

// Before anything is read of its words: most that does not belong there is not in the community at all.
bool may_stand_at(ReadTx const& tx, Tables const& tables, Handle thing, PostView const& event) {
    auto const record = tables.objects.get(tx, thing);
    return record && record->parent == Handle{0} && record->community == event.community.handle;
}

void sort(std::vector<PostView>& posts) {
    std::ranges::sort(posts, {}, [](PostView const& each) { return std::pair{each.published, each.number}; });
}

}  // namespace

Captured captured_at(ReadTx const& tx, Tables const& tables, PostView const& event, timeline::Viewer const& viewer) {
    Captured found;
    std::size_t rows = most_rows_of_event;
    tables.derived.ascend(tx, Edge{event.handle, Handle{0}}, [&](Edge const& key, storage::Derivation) {
        if (key.of != event.handle || rows-- == 0) return false;
        if (!may_stand_at(tx, tables, key.by, event)) return true;
        auto post = timeline::find_post(tx, tables, key.by, viewer);
        if (!post || !stands_at(tx, tables, *post, event, viewer)) return true;
        auto& where = post->kind == ObjectKind::question ? found.questions : found.notes;
        where.push_back(*std::move(post));
        return found.questions.size() + found.notes.size() < most_captured;
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

bool stands_at(
    ReadTx const& tx, Tables const& tables, PostView const& post, PostView const& event, timeline::Viewer const& viewer
) {
    bool const fits = post.kind == ObjectKind::question || is_notes(post);
    if (!fits || post.state != storage::ObjectState::visible || !comes_of(post, event.iri)) return false;
    if (post.community.handle == storage::no_one || post.community.handle != event.community.handle) return false;
    bool const is_own = viewer.member != Handle{0} && viewer.member == post.author.handle;
    bool const stays = post.author.local && community::stays_here(post.audience);
    // What is held has been found by its author and by facilitators only.
    return post.announced || is_own || stays || community::is_held(tx, tables, post.handle, post.community.handle);
}

bool is_notes(PostView const& post) {
    return post.kind == ObjectKind::post && post.parent == Handle{0} && !post.origins.empty();
}

}  // namespace collegium::federation::events
