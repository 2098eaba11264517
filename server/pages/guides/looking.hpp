// What the pages of guides look up and say in the same way.
#pragma once

#include "federation/guides/compose_guide.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

namespace guides = federation::guides;

// The guide that the address names, in this version; empty: its newest. Nothing if there is none for this reader.
std::optional<guides::GuideView> guide_of(App const& app, Call const& call, std::string_view version = {});

// The same, if the member who calls wrote it.
std::optional<guides::GuideView> own_guide(App const& app, Call const& call);

guides::GuideComposer guide_composer_of(App const& app);

// Where one version of a guide is read here.
std::string version_path(timeline::PostView const& guide, std::string_view version);

// Where a draft is written, and where a suggested change is read. offer: an IRI.
std::string draft_path(storage::LocalId number);
std::string suggestion_path(std::string_view offer);

// Why a guide was not taken, and what to do, for people.
std::string sentence(Refusal refusal);

// Somebody whom a page names: "ben (north.test)". Of whom is not known here "eve@uni.example", as the IRI has it, or
// the IRI itself, each as a link to the IRI.
struct PersonLine {
    std::string words;
    std::string address;  // empty: it is no link
};
PersonLine person_line(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& iri);

// As MET or UNMET of these values.
void show_person(Values values, PersonLine const& person);

// Of the member who calls.
std::string own_iri(App const& app, Call const& call);

// A thing that a page links to: at this node if this reader may see it here, else at its own address.
struct ThingLine {
    std::string address;
    std::string title;
};
ThingLine thing_line(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& iri, timeline::Viewer const& viewer
);

// Of a rating, in the words of its scheme; as it came if the scheme is unknown here.
std::string_view scheme_words(guides::EvidenceRating const& rating);
std::string_view grade_words(guides::EvidenceRating const& rating);

}  // namespace collegium::server::pages
