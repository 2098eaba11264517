// Comments on guides, projects and signposts: what readers say below one. Reviews, and what is said of those, stand
// elsewhere, and so do adoptions and statements.
#pragma once

#include "server/pages/lookups.hpp"

#include <unordered_set>

namespace collegium::server::pages {

using boost::asio::awaitable;

// What this reader may see below one.
struct SubjectComments {
    timeline::Thread thread;
    std::unordered_set<storage::Handle> adoptions;  // in the thread, since others reply to them; shown in another place
};

// Nothing if what they are about is not there.
std::optional<SubjectComments> comments_below(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle subject, timeline::Viewer const& viewer
);

// At COMMENTS: they, and for members the form for one more, with what was typed. problem: beside its field; empty:
// none.
void show_comments_below(
    App const& app, Call const& call, Values& values, SubjectComments const& comments, std::string_view problem
);

// Where such a comment is read; empty for anything else.
std::string comment_place(App const& app, Call const& call, timeline::PostView const& post);

awaitable<Response> post_comment(App const& app, Call call);

}  // namespace collegium::server::pages
