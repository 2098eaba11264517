// Account: somebody, or a community, as clients see them (clients 2d). Every member of the entity is there, since the
// strictest clients refuse a whole list for one that is missing.
#pragma once

#include "server/mastodon/view.hpp"

#include <string>

namespace collegium::server::mastodon {

// One JSON object. The handle is of an actor that we know and that is_shown_to() this reader.
std::string account_json(View const& view, storage::Handle actor);

// The same of somebody whose record was read already.
std::string account_json(
    View const& view, storage::Handle actor, storage::ActorRecord const& record, std::string const& iri
);

// CredentialAccount: the same with what only the member sees, `source` and `role`.
std::string own_account_json(View const& view, Member const& member);

// A JSON list, in that order; those whom this reader may not see are left out.
std::string accounts_json(View const& view, std::vector<storage::Handle> const& actors);

// "ada" for ours, "ada@uni.test" for others.
std::string acct_of(View const& view, storage::Handle actor);

// The page of an actor for people: our own for communities and for our people, their node's for others.
std::string page_of_actor(View const& view, storage::Handle actor);

}  // namespace collegium::server::mastodon
