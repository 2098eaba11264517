// The pages of signposts: a community's list, one signpost with what members say of it, putting one up and changing it.
#pragma once

#include "federation/signposts/reading.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

namespace signposts = federation::signposts;

// post: a signpost that this reader may see. comment_problem: what is wrong with a comment that was sent from the page,
// beside its field.
Response signpost_page(
    App const& app,
    Call const& call,
    timeline::PostView const& post,
    std::string_view comment_problem = {},
    unsigned status = 200
);

// A signpost, and since when it leads nowhere, as far as we know.
struct SignpostLine {
    signposts::SignpostView view;
    std::optional<Instant> dead;
};

// Those of a community, newest first, those before `before`, at most `most`.
std::vector<SignpostLine> signpost_lines(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle community,
    storage::LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer
);

// At SIGNPOST_ROWS: a card for each. The first link leaves for the source.
void show_signpost_rows(Values& values, std::vector<SignpostLine> const& lines);

awaitable<Response> get_signposts(App const& app, Call call);
awaitable<Response> get_new_signpost(App const& app, Call call);
awaitable<Response> post_new_signpost(App const& app, Call call);
awaitable<Response> get_change_signpost(App const& app, Call call);
awaitable<Response> post_change_signpost(App const& app, Call call);

}  // namespace collegium::server::pages
