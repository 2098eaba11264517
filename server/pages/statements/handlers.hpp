// The pages of statements: what a student council says of a guide, from its first draft to taking it back.
#pragma once

#include "server/communities/councils.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// A draft about the guide that the address names, for the council in the field "council".
awaitable<Response> get_begin_statement(App const& app, Call call);
awaitable<Response> post_begin_statement(App const& app, Call call);

// A council's drafts and what it has said; for those who take part in it.
awaitable<Response> get_statements(App const& app, Call call);
awaitable<Response> get_statement_draft(App const& app, Call call);
awaitable<Response> post_statement_draft(App const& app, Call call);  // "decision": save, release, drop

// A sponsor takes a statement back.
awaitable<Response> get_withdraw_statement(App const& app, Call call);
awaitable<Response> post_withdraw_statement(App const& app, Call call);

// "/c/<council>/statements"
std::string statements_path(timeline::ActorView const& council);

// Where one of them is read on the page of its guide: "#statement-7".
std::string statement_anchor(storage::LocalId number);

// A council of this node in which the caller takes part. Nothing for any other name.
struct Council {
    timeline::ActorView community;
    communities::CouncilPart part{};
};
std::optional<Council> council_named(App const& app, Call const& call, std::string_view name);

}  // namespace collegium::server::pages
