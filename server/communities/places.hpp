// Places: the communities that a community is part of, and those that are part of it (needs B4, B5). Each side says so
// in its own document; only what both say counts.
#pragma once

#include "federation/timeline.hpp"
#include "server/app.hpp"

#include <string>
#include <vector>

namespace collegium::server::communities {

struct Place {
    federation::timeline::ActorView community;
    bool mutual = false;  // the other one says so, too
};

// Of those that are known here.
std::vector<Place> wholes_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);
std::vector<Place> parts_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// The addresses under which these are known, for a form: "name", "name@institution", or the IRI.
std::string addresses_of(
    storage::ReadTx const& tx, storage::Tables const& tables, std::vector<std::string> const& places
);

// What stands between commas or on lines of its own, each once, without blanks around it.
std::vector<std::string> listed_in(std::string_view text);

// Communities by their addresses, with commas or lines between, as IRIs; those of partners are met. Refuses too_many
// more than there may be, and not_found, malformed and what resolving refuses for the first that is none.
boost::asio::awaitable<Result<std::vector<std::string>>> places_named(App const& app, std::string text);

}  // namespace collegium::server::communities
