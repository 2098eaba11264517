// Pupils: accounts of children. Nothing of theirs leaves this node, and outside it nobody learns that there is one.
#pragma once

#include "storage/tables.hpp"

#include <string_view>

namespace collegium::federation::community {

// Who speaks by an actor of this node: the owner, where it is a collection's, also one that is no more; else the actor
// itself.
storage::Handle person_behind(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// As it is now, of whoever is behind the actor: for whoever reads, lets in, composes or sends. False for everybody who
// is not a member of this node.
bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// The same by name.
bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri);

// As it was when this entry came into the log: for rules, since accounts change and a replay must give what was lived.
bool was_pupil(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor, storage::Seq entry);

// Whoever makes somebody a pupil, or a grown-up, notes what they were before, in the same change. Somebody who had no
// account was no pupil.
void note_class(storage::WriteTx& tx, storage::Tables& tables, storage::Handle actor, bool was_pupil);

}  // namespace collegium::federation::community
