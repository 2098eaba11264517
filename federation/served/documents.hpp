// Documents: what other nodes read of us, as ActivityPub JSON: what everybody may see, and to a partner that signed its
// request what was meant for somebody there.
#pragma once

#include "federation/community/visibility.hpp"
#include "storage/store.hpp"

#include <string>

namespace collegium::federation::documents {

// What a member says of themselves to everybody: fields of their profile, and whether they may be found; and what a
// community says of itself: how it is run, and when a guide in it is called reviewed.
struct Presentation {
    std::vector<storage::ProfileField> fields{};
    bool discoverable = false;
    std::string avatar{};  // name of a picture in the media folder; may be empty
    std::string header{};
    std::optional<storage::GateRuleRecord> gate{};
    std::optional<storage::CommunityRecord> terms{};  // of a community that says how it is run
    bool operator==(Presentation const&) const = default;
};
Presentation presentation_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// An actor of ours: Person, Group or the node's Application.
std::string actor(std::string_view iri, storage::ActorRecord const& record, Presentation const& shown = {});

// The same without its context, to stand inside an activity.
std::string actor_object(std::string_view iri, storage::ActorRecord const& record, Presentation const& shown);

// What a stranger needs to check the actor's signatures, and nothing else.
std::string actor_stub(std::string_view iri, storage::ActorRecord const& record);

// The document of a thing, or its Tombstone. What its author deleted is gone; what facilitators removed may come back.
struct ThingDocument {
    std::string body;
    bool gone;
};

// A published thing of ours with the counts of its votes. Refuses not_found for others' things, and for what is not
// meant for this reader.
Result<ThingDocument> object(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, std::string_view iri
);

// An activity of ours, byte for byte as it was sent. Refuses not_found for others' and for what this reader may not
// see.
Result<std::string> activity(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, std::string_view iri
);

// How many follow, without pupils; the names stay here.
std::string followers(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// The pinned things of a community of ours, whole, at most 20.
std::string featured(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, storage::Handle group
);

// Without pupils.
std::string moderators(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// An OrderedCollection without items, for what we do not have yet: the node's own outbox.
std::string empty_collection(std::string_view iri);

}  // namespace collegium::federation::documents
