// The fixed words of the wire: namespaces, media types, property names that we own.
#pragma once

#include <string_view>

namespace collegium::federation::vocabulary {

constexpr std::string_view activity_streams = "https://www.w3.org/ns/activitystreams";
constexpr std::string_view public_audience = "https://www.w3.org/ns/activitystreams#Public";

// What this program calls itself to other nodes.
constexpr std::string_view software_version = "0.1.0";

// The one spelling that every fetcher accepts (wire reference 5.5).
constexpr std::string_view activity_json = "application/activity+json";
constexpr std::string_view jrd_json = "application/jrd+json";

// What we ask for when we fetch (wire reference 1.1).
constexpr std::string_view accept_activity =
    R"(application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams")";

// The context of every activity that we emit. Foreign terms are defined inline, so that nobody fetches anything.
// "col" is a label: ours, permanent, and never looked up.
constexpr std::string_view activity_context =
    R"(["https://www.w3.org/ns/activitystreams",)"
    R"({"sec":"https://w3id.org/security#","proof":{"@id":"sec:proof","@type":"@id","@container":"@graph"},)"
    R"("DataIntegrityProof":"sec:DataIntegrityProof","assertionMethod":"sec:assertionMethod",)"
    R"("cryptosuite":{"@id":"sec:cryptosuite","@type":"sec:cryptosuiteString"},)"
    R"("created":{"@id":"http://purl.org/dc/terms/created","@type":"http://www.w3.org/2001/XMLSchema#dateTime"},)"
    R"("proofPurpose":{"@id":"sec:proofPurpose","@type":"@vocab"},)"
    R"("proofValue":{"@id":"sec:proofValue","@type":"sec:multibase"},)"
    R"("verificationMethod":{"@id":"sec:verificationMethod","@type":"@id"},)"
    R"("col":"https://collegium.example/ns#","pf":"https://join.piefed.social/ns#","lemmy":"https://join-lemmy.org/ns#",)"
    R"("ChooseAnswer":"pf:ChooseAnswer","answer":"pf:answer","language":"lemmy:language","sensitive":"as:sensitive",)"
    R"("Hashtag":"as:Hashtag"}])";

// The context of actors: keys in both forms, and the terms that Mastodon, Lemmy and PieFed look for.
constexpr std::string_view actor_context =
    R"(["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1","https://w3id.org/security/multikey/v1",)"
    R"({"col":"https://collegium.example/ns#","lemmy":"https://join-lemmy.org/ns#","toot":"http://joinmastodon.org/ns#",)"
    R"("pf":"https://join.piefed.social/ns#",)"
    R"("assertionMethod":{"@id":"https://w3id.org/security#assertionMethod","@type":"@id","@container":"@set"},)"
    R"("manuallyApprovesFollowers":"as:manuallyApprovesFollowers","discoverable":"toot:discoverable",)"
    R"("indexable":"toot:indexable","featured":{"@id":"toot:featured","@type":"@id"},)"
    R"("moderators":{"@id":"lemmy:moderators","@type":"@id"},)"
    R"("postingRestrictedToMods":"lemmy:postingRestrictedToMods","questionAnswer":"pf:questionAnswer",)"
    R"("movedTo":{"@id":"as:movedTo","@type":"@id"},)"
    R"("alsoKnownAs":{"@id":"as:alsoKnownAs","@type":"@id","@container":"@set"},)"
    R"("schema":"http://schema.org#","PropertyValue":"schema:PropertyValue","value":"schema:value",)"
    R"("implements":"https://w3id.org/fep/844e#implements"}])";

// True for the three spellings of "everyone" that are in use.
constexpr bool is_public(std::string_view iri) noexcept {
    return iri == public_audience || iri == "as:Public" || iri == "Public";
}

}  // namespace collegium::federation::vocabulary
