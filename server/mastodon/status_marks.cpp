// What a member keeps of a status for themselves: bookmarks, pins on their page, threads that they no longer follow.
// Nobody else hears of it.
#include "server/api_gate.hpp"
#include "server/mastodon/limits.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_lookup.hpp"

namespace collegium::server::mastodon {

using federation::timeline::PostView;
using storage::Edge;
using storage::Handle;
using storage::PlaceKey;
using storage::Tables;
using storage::WriteTx;

namespace {

using Mark = Result<bool>(WriteTx&, Tables&, Handle member, PostView const& post);

// Changes what the member keeps, and answers with the status.
awaitable<Response> marked(App const& app, Call const& call, PostView const& post, std::function<Mark> mark) {
    auto const member = call.member->actor;
    storage::Store::Change<bool> change = [&](WriteTx& tx, Tables& tables) { return mark(tx, tables, member, post); };
    auto const done = co_await app.node.store.write(std::move(change));
    if (!done) co_return api_refused(done.error());
    co_return show_status(app, call, post.handle);
}

std::size_t pins_of(WriteTx& tx, Tables& tables, Handle member) {
    std::size_t count = 0;
    tables.pins.ascend(tx, Edge{member, Handle{0}}, [&](Edge const& key, storage::MarkedRecord const&) {
        if (key.of != member) return false;
        ++count;
        return true;
    });
    return count;
}

Result<bool> unbookmark(WriteTx& tx, Tables& tables, Handle member, PostView const& post) {
    Edge const edge{member, post.handle};
    if (auto const id = tables.bookmarked.get(tx, edge)) tables.bookmarks.erase(tx, PlaceKey{member, *id});
    return tables.bookmarked.erase(tx, edge);
}

Result<bool> unpin(WriteTx& tx, Tables& tables, Handle member, PostView const& post) {
    return tables.pins.erase(tx, Edge{member, post.handle});
}

Result<bool> unmute(WriteTx& tx, Tables& tables, Handle member, PostView const& post) {
    return tables.mutes.erase(tx, Edge{member, post.root});
}

}  // namespace

awaitable<Response> post_bookmark(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    std::function<Mark> mark =
        [id = app.node.ids.next()](WriteTx& tx, Tables& tables, Handle member, PostView const& what) -> Result<bool> {
        if (!tables.bookmarked.insert(tx, Edge{member, what.handle}, id)) return false;
        tables.bookmarks.put(tx, PlaceKey{member, id}, what.handle);
        return true;
    };
    co_return co_await marked(app, call, *post, std::move(mark));
}

awaitable<Response> post_unbookmark(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    std::function<Mark> mark = unbookmark;
    co_return co_await marked(app, call, *post, std::move(mark));
}

awaitable<Response> post_pin(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    if (post->author.handle != call.member->actor || post->audience == storage::Audience::named)
        co_return api_error(422, "Validation failed: You can pin only posts of your own that others can read.");
    std::function<Mark> mark =
        [now = app.node.clock.now()](WriteTx& tx, Tables& tables, Handle member, PostView const& what) -> Result<bool> {
        if (pins_of(tx, tables, member) >= most_pins && !tables.pins.contains(tx, Edge{member, what.handle}))
            return Refusal{Reason::conflict, "as many pins as there may be"};
        tables.pins.put(tx, Edge{member, what.handle}, {now, {}, 0});
        return true;
    };
    auto response = co_await marked(app, call, *post, std::move(mark));
    if (response.status() != 409) co_return response;
    co_return api_error(422, "Validation failed: You have already pinned 5 posts. Unpin one of them first.");
}

awaitable<Response> post_unpin(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    std::function<Mark> mark = unpin;
    co_return co_await marked(app, call, *post, std::move(mark));
}

awaitable<Response> post_mute_thread(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    std::function<Mark> mark =
        [now = app.node.clock.now()](WriteTx& tx, Tables& tables, Handle member, PostView const& what) -> Result<bool> {
        tables.mutes.put(tx, Edge{member, what.root}, {now, {}, 0});
        return true;
    };
    co_return co_await marked(app, call, *post, std::move(mark));
}

awaitable<Response> post_unmute_thread(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    std::function<Mark> mark = unmute;
    co_return co_await marked(app, call, *post, std::move(mark));
}

}  // namespace collegium::server::mastodon
