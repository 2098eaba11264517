// Comments on guides: what readers say below one. Reviews, and what is said of those, stand elsewhere, and so do
// adoptions.
#pragma once

#include "server/pages/lookups.hpp"

#include <unordered_set>

namespace collegium::server::pages {

// What this reader may see below a guide.
struct GuideComments {
    timeline::Thread thread;
    std::unordered_set<storage::Handle> adoptions;  // in the thread, since others reply to them; shown in another place
};

// Nothing if the guide is not there.
std::optional<GuideComments> comments_on_guide(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer
);

// They, and for members the form for one more, with what was typed. problem: beside its field; empty: none.
void show_guide_comments(
    App const& app, Call const& call, Values& values, GuideComments const& comments, std::string_view problem
);

// Where a comment on a guide is read; empty for anything else.
std::string comment_place(App const& app, Call const& call, timeline::PostView const& post);

}  // namespace collegium::server::pages
