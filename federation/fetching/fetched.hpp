// Fetched facts: a thing that is known from its own place only, without the act that published it, enters the log as an
// act that we write down in its author's name: a Create "<thing>#fetched", an Update "<thing>#fetched-<time>", a Delete
// "<thing>#fetched-gone". Such an act is not the author's own words: it is never passed on and never served.
#pragma once

#include "federation/signing/verify.hpp"

namespace collegium::federation {

// The document as an act: the Create of a new thing, or the Update of a known one. The document stands inside, byte for
// byte. Refuses what Object::parse refuses, and too_large.
Result<Verified> written_down(Fetched const& document, bool known);

// That the thing is gone, as its author's Delete. Refuses foreign if the author does not live there.
Result<Verified> written_down(Gone const& thing, Iri const& author);

// An act that stands in a document (which may be the act itself) of its actor's own origin.
// Refuses foreign if the document lives elsewhere, and what Activity::parse refuses.
Result<Verified> act_in(Fetched const& document, JsonValue const& act);

}  // namespace collegium::federation
