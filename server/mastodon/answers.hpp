// Answers that several subjects of the Mastodon API give, and what they look up before.
#pragma once

#include "server/api_gate.hpp"
#include "server/mastodon/view.hpp"

#include <optional>

namespace collegium::server::mastodon {

// 404 {"error":"Record not found"}: for what is not there, and for what is not for this reader.
Response no_record();

// 422 with what is wrong and what would be right.
Response invalid(std::string_view words);

// The account whose id is in the address; nothing if this reader may not know of it.
std::optional<storage::Handle> account_in(App const& app, Call const& call);

// The Relationship of the member with somebody.
Response relationship_with(App const& app, Call const& call, storage::Handle other);

}  // namespace collegium::server::mastodon
