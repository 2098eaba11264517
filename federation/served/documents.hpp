// Documents: what other nodes read of us, as ActivityPub JSON. Only what everybody may see.
#pragma once

#include "storage/store.hpp"

#include <string>

namespace collegium::federation::documents {

// An actor of ours: Person, Group or the node's Application.
std::string actor(std::string_view iri, storage::ActorRecord const& record);

// What a stranger needs to check the actor's signatures, and nothing else.
std::string actor_stub(std::string_view iri, storage::ActorRecord const& record);

// The document of a thing, or its Tombstone. What its author deleted is gone; what facilitators removed may come back.
struct ThingDocument {
    std::string body;
    bool gone;
};

// A published thing of ours with the counts of its votes. Refuses not_found for others' things.
Result<ThingDocument> object(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri);

// An activity of ours, byte for byte as it was sent. Refuses not_found for others' and for what was not public.
Result<std::string> activity(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri);

// How many follow; the names stay here.
std::string followers(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// The pinned things of a community of ours, whole, at most 20.
std::string featured(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle group);

std::string moderators(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// An OrderedCollection without items, for what we do not have yet: the node's own outbox.
std::string empty_collection(std::string_view iri);

// NodeInfo (wire reference 3.4): the pointer, and the document of version "2.0" or "2.1".
std::string nodeinfo_links(std::string_view origin);
std::string nodeinfo(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view version);

}  // namespace collegium::federation::documents
