// Posts that appear later (clients 2b): taken in, listed, put off, taken back, and published when their time has come.
#pragma once

#include "server/mastodon/posting_draft.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;

awaitable<Response> get_scheduled_list(App const& app, Call call);
awaitable<Response> get_scheduled(App const& app, Call call);
awaitable<Response> put_scheduled_time(App const& app, Call call);
awaitable<Response> delete_scheduled(App const& app, Call call);

// The answer to a post whose call says when it should appear. It was found to be one that could be said now;
// until then it goes by `number`.
awaitable<Response> schedule(
    App const& app, Call const& call, storage::LocalId number, std::vector<storage::LocalId> media
);

// The scheduled post of this id, for its author; nothing if there is none.
std::optional<Response> show_scheduled(App const& app, Call const& call, storage::LocalId id);

// Publishes what is due, each exactly once, also if the last round ended in the middle.
awaitable<void> publish_scheduled(App const& app);

}  // namespace collegium::server::mastodon
