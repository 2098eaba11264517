// Comments below what asks nothing: what readers say of a guide or of a signpost, on its page. Reviews, and what is
// said of those, stand elsewhere.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// The thing and the comments below it that this reader may see; nothing if the thing is not there.
std::optional<timeline::Thread> comments_below(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, timeline::Viewer const& viewer
);

// At COMMENTS: they, and for members the form for one more, with what was typed. problem: beside its field; empty:
// none.
void show_comments_below(
    App const& app, Call const& call, Values& values, timeline::Thread const& thread, std::string_view problem
);

// Where a comment on such a thing is read; empty for anything else.
std::string comment_place(App const& app, Call const& call, timeline::PostView const& post);

}  // namespace collegium::server::pages
