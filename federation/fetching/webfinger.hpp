// WebFinger (RFC 7033): from "name@host" to an actor, asked and answered.
#pragma once

#include "federation/messages/json.hpp"
#include "storage/iri.hpp"
#include "storage/store.hpp"

#include <string>

namespace collegium::federation::webfinger {

struct Address {
    std::string name;
    std::string host;
};

// Letters, digits, dots, hyphens and underscores, 1 to 64.
bool is_name(std::string_view text) noexcept;

// "name@host", with or without "acct:" or a leading '@'. The host is a plain lower-case
// host name. Refuses (malformed) all else.
Result<Address> parse_handle(std::string_view text);

// Where to ask.
Result<Iri> question_for(Address const& address);

// Whether the answer is about the name that was asked for. Refuses foreign: nobody speaks for a name at another host,
// and we follow no answer to another name.
Result<void> check_subject(JsonValue const& answer, Address const& asked);

// The one actor that the answer points to.
Result<Iri> self_link(JsonValue const& answer);

// Our answer to `resource`: acct:name@domain, an actor's IRI, or https://domain/. Refuses malformed and not_found.
Result<std::string> answer(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view domain, std::string_view resource
);

}  // namespace collegium::federation::webfinger
