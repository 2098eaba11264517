// Collections: guides and questions that a member keeps together under a name, in an order of their own (needs D18).
// Each has an actor, which is followed like a subject: it announces what is added, and takes back what is taken out.
#pragma once

#include "storage/tables.hpp"

#include <string>

namespace collegium::federation::collections {

constexpr std::size_t most_collections = 50;          // of one member
constexpr std::size_t most_things = 200;              // in one collection
constexpr std::size_t longest_collection_name = 100;  // characters

std::string actor_name(storage::LocalId number);  // "list-7"

bool is_list_name(std::string_view username) noexcept;

bool is_collection(storage::ActorRecord const& record) noexcept;

// The number in the name of a collection's actor; 0 if it is none.
storage::LocalId number_of(storage::ActorRecord const& record) noexcept;

// "<origin>/collections/7", the id of the collection's list of things. username: of its actor.
std::string list_iri(std::string_view origin, std::string_view username);

// The actor of a collection of ours.
std::optional<storage::Handle> actor_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::LocalId number
);

// Whose it is; nothing if there is no such collection.
std::optional<storage::Handle> owner_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::LocalId number
);

// What can be kept in one: a guide or a question.
bool is_kept_kind(storage::ObjectRecord const& record) noexcept;

}  // namespace collegium::federation::collections
