// Instruments on the wire: an Article that everybody can read, whose parts stand beside it under names of ours.
#pragma once

#include "federation/instruments/instrument.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"

namespace collegium::federation::instruments {

constexpr std::string_view instrument_kind = "instrument";  // its col:kind

// The instrument of an object. Refuses (malformed, too_large) what has problems, and one whose declared version is not
// the name of its words.
Result<Instrument> instrument_in(JsonValue const& object);

// The name of an object's version: "sha-256:" and the hex digest of its words in canonical JSON (RFC 8785). The words
// are one JSON object: "name", "language" (the identifier alone), and each of col:revision, col:purpose, col:usage,
// col:scoring, col:better, col:languages, col:licence and col:source that is there, as it stands.
std::string version_of(JsonValue const& object);
std::string version_of(Instrument const& instrument);

// The members that an instrument has beside its title and its kind.
void add_instrument(JsonText& object, Instrument const& instrument);

// The whole in one text, for software that knows no parts.
std::string as_markdown(Instrument const& instrument);

}  // namespace collegium::federation::instruments
