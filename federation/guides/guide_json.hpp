// Guides on the wire: an Article that everybody can read, whose parts stand beside it under names of ours.
#pragma once

#include "federation/guides/guide.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/guide_records.hpp"

namespace collegium::federation::guides {

constexpr std::string_view guide_kind = "guide";  // its col:kind

// The guide of an object. Refuses (malformed, too_large) what has problems, and a guide whose declared version is not
// the name of its words.
Result<Guide> guide_in(JsonValue const& object);

// The same for what this node keeps itself, right or not: a draft of somebody's.
Guide draft_in(JsonValue const& object);

// The name of an object's version: "sha-256:" and the hex digest of its words in canonical JSON (RFC 8785). The words
// are one JSON object: "name", "language" (the identifier alone), and each of col:revision, col:sections, col:evidence,
// col:transferability, col:references, col:licence, col:derivedFrom, col:adaptedFrom, col:translationOf and
// col:previousVersion that is there, as it stands. Nothing else belongs to them: neither who wrote them and when, nor
// what becomes of the guide.
std::string version_of(JsonValue const& object);
std::string version_of(Guide const& guide);

// `changed` as what comes after `current`: a version of its own if its words differ, else the same version.
Guide succeeding(Guide const& current, Guide changed);

// Names as the tables keep them. Nothing if it is no name of a version.
std::optional<storage::VersionHash> digest_of(std::string_view version);
std::string version_named(storage::VersionHash const& digest);  // empty for none

// The members that make an object a guide, its title not among them.
void add_guide(JsonText& object, Guide const& guide);

// Parts of it that a suggested change has, too.
std::string references_json(std::vector<Reference> const& references);
std::vector<Reference> references_in(JsonValue const& object);

// The whole in one text, for software that knows no sections.
std::string as_html(Guide const& guide);
std::string as_markdown(Guide const& guide);

// The beginning of its summary: plain text.
std::string abstract_of(Guide const& guide);

}  // namespace collegium::federation::guides
