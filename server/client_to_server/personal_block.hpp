// Personal blocks: a member shuts somebody out, or lets them back, by their own outbox (ActivityPub 6.9). Such a Block
// stands in no log and goes to nobody; its id is made from the register, and only its member reads it.
#pragma once

#include "server/client_to_server/speech.hpp"

namespace collegium::server::client_to_server {

// A Block without a target, or the Undo of one: by its id, or with the Block inside without an id. With a target it is
// what a facilitator decides (compose_decision).
bool is_about_personal_block(Speech const& speech);

struct Said {
    std::string id;
    std::string document;
};

// Does what the saying says, as the API of Mastodon's clients does (block, unblock). Returns the act.
// Refuses malformed without somebody's id, not_found for whom nobody here knows, unconcerned an Undo where there is no
// block, and what block() refuses.
awaitable<Result<Said>> say_personal_block(Speech const& speech);

// A Block of the member's own that stands. number: the last segment of its id. Refuses not_found.
Result<std::string> personal_block(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, std::string_view number
);

}  // namespace collegium::server::client_to_server
