// What forms in which people write ask for: drafts, and with a script of ours what is similar, who is meant, and how it
// will look.
#pragma once

#include "server/app.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// The button of every such form, and its script every few seconds: to a script it answers in JSON.
awaitable<Response> post_keep_draft(App const& app, Call call);
awaitable<Response> post_drop_draft(App const& app, Call call);
awaitable<Response> get_drafts(App const& app, Call call);

// Parts of pages, for the script.
awaitable<Response> get_similar(App const& app, Call call);
awaitable<Response> post_preview(App const& app, Call call);

// What "@ad" or "#fra" may become: a list of {"text", "label"}, at most 8. Pupils are named only where what is written
// stays at this node ("audience"), and to nobody but its members. Tags are those of what this member may read.
awaitable<Response> get_completions(App const& app, Call call);

// Questions that are like a title and that this member may see, best first. Runs on the workers. How often a member may
// ask is for the caller to count.
awaitable<std::vector<federation::timeline::PostView>> similar_to(App const& app, Call const& call, std::string title);

// At SIMILAR_QUESTIONS. is_held: they are shown instead of sending the question.
void show_similar(Values& values, std::vector<federation::timeline::PostView> const& similar, bool is_held);

}  // namespace collegium::server::pages
