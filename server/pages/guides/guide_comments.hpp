// Comments on guides: what readers say below one. Reviews, and what is said of those, stand elsewhere.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// The guide and the comments below it that this reader may see; nothing if the guide is not there.
std::optional<timeline::Thread> comments_on_guide(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer
);

// They, and for members the form for one more, with what was typed. problem: beside its field; empty: none.
void show_guide_comments(
    App const& app, Call const& call, Values& values, timeline::Thread const& thread, std::string_view problem
);

// Where a comment on a guide is read; empty for anything else.
std::string comment_place(App const& app, Call const& call, timeline::PostView const& post);

}  // namespace collegium::server::pages
