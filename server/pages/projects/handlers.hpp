// The pages of projects: lists of them, one of them, and writing them.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// post: a project that this reader may see. comment_problem: what is wrong with a comment that was sent from the page,
// beside its field.
awaitable<Response> project_page(
    App const& app,
    Call const& call,
    timeline::PostView const& post,
    std::string_view comment_problem = {},
    unsigned status = 200
);

// Lists: of a community, and of what came from a question.
awaitable<Response> get_projects(App const& app, Call call);
awaitable<Response> get_projects_of_question(App const& app, Call call);

// Writing: a new one may begin with a question ("question", as pasted_post reads it). Its author changes it.
awaitable<Response> get_write_project(App const& app, Call call);
awaitable<Response> post_write_project(App const& app, Call call);
awaitable<Response> get_change_project(App const& app, Call call);
awaitable<Response> post_change_project(App const& app, Call call);

}  // namespace collegium::server::pages
