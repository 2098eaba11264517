// The pages of guides: reading them, writing them, and what others would change in them.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// The page of a guide, in the version that the address asks for ("version"), else the newest. post: a guide that this
// reader may see. comment_problem: what is wrong with a comment that was sent from the page, beside its field.
awaitable<Response> guide_page(
    App const& app,
    Call const& call,
    timeline::PostView const& post,
    std::string_view comment_problem = {},
    unsigned status = 200
);

// Lists: of a community, of what began with a question, and of what a member has to do with.
awaitable<Response> get_guides(App const& app, Call call);
awaitable<Response> get_guides_of_question(App const& app, Call call);
awaitable<Response> get_own_guides(App const& app, Call call);

// Who has to be among the authors of a community's guides: for its facilitators.
awaitable<Response> get_authors_rule(App const& app, Call call);
awaitable<Response> post_authors_rule(App const& app, Call call);

// Versions, and what differs between two of them.
awaitable<Response> get_guide_versions(App const& app, Call call);
awaitable<Response> get_guide_differences(App const& app, Call call);

// Writing. A draft is the member's own until they publish it.
awaitable<Response> get_write_guide(App const& app, Call call);
awaitable<Response> post_write_guide(App const& app, Call call);
awaitable<Response> get_guide_draft(App const& app, Call call);
awaitable<Response> post_guide_draft(App const& app, Call call);
awaitable<Response> post_drop_guide_draft(App const& app, Call call);

// Drafts that begin with something that is there: with a question, a guide of one's own, or somebody's guide.
awaitable<Response> post_guide_from_question(App const& app, Call call);
awaitable<Response> post_revise_guide(App const& app, Call call);
awaitable<Response> post_adapt_guide(App const& app, Call call);
awaitable<Response> get_translate_guide(App const& app, Call call);
awaitable<Response> post_translate_guide(App const& app, Call call);

// Changes that others suggest.
awaitable<Response> get_suggest(App const& app, Call call);
awaitable<Response> post_suggest(App const& app, Call call);
awaitable<Response> get_suggestions(App const& app, Call call);
awaitable<Response> get_suggestion(App const& app, Call call);
awaitable<Response> post_suggestion_seen(App const& app, Call call);
awaitable<Response> post_merge_suggestion(App const& app, Call call);
awaitable<Response> post_decline_suggestion(App const& app, Call call);
awaitable<Response> post_withdraw_suggestion(App const& app, Call call);

}  // namespace collegium::server::pages
