// Subjects: what somebody can follow to hear of every guide and question about it (needs K4). Each has an actor of its
// own on the node that offers it, as SkoHub has it: other nodes and other software follow it like anybody.
#pragma once

#include "federation/messages/object.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::subjects {

constexpr std::size_t most_offered = 500;

// The name of a subject's actor, the same on every node: "about-" and the words in small letters, with hyphens for
// blanks. Where that says less than the words (other signs and letters, more than 24 bytes), their digest is part of
// it. At most 30 bytes; empty if the words are blank.
std::string actor_name(std::string_view words);

bool is_subject(storage::ActorRecord const& record) noexcept;

// The actor of ours for a subject, in whatever letters it is written; nothing if we do not offer it.
std::optional<storage::Handle> actor_of(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view origin, std::string_view words
);

// The subjects of this node, as they were first written, in the order of their actors' names, at most most_offered:
// those that the node itself names (`listed`), and those of its communities that everyone reads.
std::vector<std::string> offered(
    storage::ReadTx const& tx, storage::Tables const& tables, std::vector<std::string> const& listed
);

// What a thing in this community is about: what it names itself, and what the community is about if that is one
// subject only. With several, the community does not say which.
std::vector<std::string> subjects_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, Object const& thing
);

}  // namespace collegium::federation::subjects
