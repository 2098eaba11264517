// Client documents: programs that nobody registers. Their client id is the address of a document that describes them:
// an OAuth Client ID Metadata Document, or an ActivityPub object with a redirectURI (FEP-d8c2).
#pragma once

#include "federation/messages/json.hpp"
#include "server/oauth/programs.hpp"
#include "storage/iri.hpp"

namespace collegium::server::oauth {

// True if a client id is such an address: https, with a path, without a fragment.
bool is_document_id(std::string_view id);

// What a document says about the program that has its address for an id. Refuses foreign if it describes another one,
// not_allowed if the program would have to prove itself in a way that we do not have, and malformed.
Result<storage::AppRecord> described_by(federation::Json const& document, std::string_view id);

// The program with this id, as its document describes it: as it was kept here for a day, or fetched anew through the
// node's guarded way out, without redirects, at most 64 KiB. Only for a member who was asked by it.
// Refuses not_allowed (this node asks no such host), too_many, unreachable, too_large, and what described_by refuses.
awaitable<Result<Program>> document_program(App const& app, Iri id, std::string account);

}  // namespace collegium::server::oauth
