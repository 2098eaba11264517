// Pages of collections: a member's own, one of them for everybody who may read it, and what its owner does with it.
#pragma once

#include "federation/collections/reading.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// The member's collections. With ?thing=/post/7 each can take that guide or question in.
awaitable<Response> get_collections(App const& app, Call call);
awaitable<Response> post_collection(App const& app, Call call);

// One collection; for programs the ids of what is in it.
awaitable<Response> get_collection(App const& app, Call call);
awaitable<Response> post_change_collection(App const& app, Call call);
awaitable<Response> post_rename_collection(App const& app, Call call);

// Operators as well: of somebody else's they can only make an end.
awaitable<Response> post_drop_collection(App const& app, Call call);

// The collection that the address names, as the caller may read it.
// Two hundred whole things are read by a worker, not by the shard.
awaitable<std::optional<federation::collections::CollectionView>> collection_of(App const& app, Call const& call);

// problem: what is wrong with the new name that was typed; may be empty.
Response collection_page(
    App const& app,
    Call const& call,
    federation::collections::CollectionView const& collection,
    std::string_view problem,
    unsigned status
);

// The guide or question that a form or an address names ("/post/7"), if it is one for this reader.
std::optional<timeline::PostView> thing_named(App const& app, Call const& call);

// Whatever of this node's things a form names ("/post/7"), also what the reader can no longer read.
std::optional<storage::Handle> handle_named(App const& app, Call const& call);

// What to say where a name or a collection is refused.
std::string_view why_not_kept(Refusal refusal);

}  // namespace collegium::server::pages
