// Addressing: the names that something is addressed to, as what they mean here.
#pragma once

#include "federation/messages/drafts.hpp"
#include "federation/timeline.hpp"
#include "server/client_to_server/speech.hpp"

namespace collegium::server::client_to_server {

// An actor by its IRI; one of a partner that nobody here knows yet is asked for. Refuses not_found, and what
// resolve_actor refuses.
awaitable<Result<timeline::ActorView>> find_or_fetch_actor(App const& app, std::string iri);

struct Addressing {
    storage::Audience audience = storage::Audience::named;
    std::string community;  // the first that is addressed; empty: none
    std::vector<federation::Mentioned> people;
};

// Of a saying, with those whom its tags name.
awaitable<Result<Addressing>> addressing_of(Speech const& speech, Names mentioned);

// People by name, for the words of a thing: collections and communities among the names are passed over.
awaitable<Result<std::vector<federation::Mentioned>>> people_of(App const& app, std::string member, Names names);

}  // namespace collegium::server::client_to_server
