// Read-only: while it is on, nobody changes anything from outside, neither members nor programs nor partners. An
// operator turns it on for an emergency or a move. It is kept in the store, so a command can set it while the node
// serves.
#pragma once

#include "server/routes.hpp"

namespace collegium::server {

// What people and programs read, and when programs and partners try again.
constexpr std::string_view read_only_words =
    "This server is read-only for now: everything can be read, and nothing can be changed. Try again later.";
constexpr std::string_view read_only_retry = "600";  // seconds

bool is_read_only(storage::Store const& store);
void set_read_only(storage::WriteTx& tx, storage::Tables& tables, bool on);

// True if the node is read-only and this request would change something. Signing in and out stay possible, so that
// members can read and operators can look into what happened; so does what goes on with, or ends, the access of a
// program or of another browser: in an emergency that is wanted most.
bool must_rest(App const& app, Call const& call, Route const& route);

// 503 for programs and partners.
Response read_only_answer(Call const& call);

}  // namespace collegium::server
