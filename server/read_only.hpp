// Read-only: while it is on, nobody changes anything from outside, neither members nor programs nor partners. An
// operator turns it on for an emergency or a move. It is kept in the store, so a command can set it while the node
// serves.
#pragma once

#include "server/routes.hpp"

namespace collegium::server {

// What people and programs read, and when programs and partners try again.
constexpr std::string_view read_only_words =
    "This server is read-only for now: everything can be read, and nothing can be changed. Try again later.";
constexpr std::string_view disk_words =
    "The disk of this server is nearly full: everything can be read, and nothing new is taken. Its operators free some "
    "of it. Try again later.";
constexpr std::string_view read_only_retry = "600";  // seconds

bool is_read_only(storage::Store const& store);
void set_read_only(storage::WriteTx& tx, storage::Tables& tables, bool on);

// Why nothing is taken from outside.
enum class Rest { none, read_only, disk };

// Something else than none if this request would change something, and the node is read-only or its disk is down to
// its floor. Signing in and out stay possible, so that members can read and operators can look into what happened; so
// does what goes on with, or ends, the access of a program or of another browser: in an emergency that is wanted most.
Rest why_rest(App const& app, Call const& call, Route const& route);

// 503 for programs and partners.
Response rest_answer(Call const& call, Rest why);

}  // namespace collegium::server
