// Posts that appear later (clients 2b): taken in, listed, put off, taken back, and published when their time has come.
#pragma once

#include "federation/admit.hpp"
#include "server/mastodon/posting_draft.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;

awaitable<Response> get_scheduled_list(App const& app, Call call);
awaitable<Response> get_scheduled(App const& app, Call call);
awaitable<Response> put_scheduled_time(App const& app, Call call);
awaitable<Response> delete_scheduled(App const& app, Call call);

// The answer to a post whose call says when it should appear. It was found to be one that could be said now; until then
// it goes by `number`, and its pictures are kept. `noting` runs in the transaction that takes it in. Refuses what
// `noting` refuses, and unavailable.
awaitable<Result<Response>> schedule(
    App const& app, Call const& call, Posting posting, storage::LocalId number, federation::Alongside noting
);

// The scheduled post of this id, for its author; nothing if there is none.
std::optional<Response> show_scheduled(App const& app, Call const& call, storage::LocalId id);

// Another time for a post, which is then stuck no longer. The words say what is in the way; empty: nothing. Refuses
// not_found.
awaitable<Result<std::string_view>> put_off(App const& app, storage::PlaceKey place, Instant due);

// It waits no longer. False if there is none.
awaitable<Result<bool>> take_back(App const& app, storage::PlaceKey place);

// What is to be said of it, when its time has come.
Posting posting_of(storage::LocalId number, storage::ScheduledRecord const& post);

// Publishes what is due, each exactly once: that it is said and that it waits no longer is one transaction. What cannot
// be said stays with its author, who is told, and can give it another time. While the node is read-only, all of it
// waits.
awaitable<void> publish_scheduled(App const& app);

}  // namespace collegium::server::mastodon
