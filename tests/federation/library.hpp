// Library: guides that tests write, and three schools that write them.
#pragma once

#include "federation/guides/compose_guide.hpp"
#include "federation/guides/suggestions.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"

namespace collegium::tests {

// Every required part, a rating, a reference; published.
federation::guides::Guide whole_guide(std::string const& title = "Retrieval practice in fractions");

// The object of a guide as the wire carries it. id, author and community: IRIs; updated: RFC 3339.
std::string guide_object(
    std::string const& id,
    std::string const& author,
    std::string const& community,
    federation::guides::Guide const& guide,
    std::string const& updated
);

federation::Json read_json(std::string const& text);

// A club at north.test that people of south.test and west.test have joined.
struct Library {
    Library();

    federation::guides::GuideComposer composer(Person const& person) const;

    // As the pages will: the IRI of a new guide, done and delivered; and a new version of it.
    std::string publish(
        Person const& author,
        federation::guides::Guide const& guide,
        storage::Audience audience = storage::Audience::everyone
    );
    Result<storage::Seq> revise(Person const& author, std::string const& guide, federation::guides::Guide const& words);

    // IRI of the Offer.
    std::string suggest(
        Person const& person,
        std::string const& guide,
        federation::guides::Guide const& proposed,
        std::string const& why
    );

    // As a member there reads it; nothing if they may not, or if it has not come.
    std::optional<federation::guides::GuideView> at(Person const& reader, std::string const& guide) const;
    std::vector<federation::guides::VersionLine> versions(School const& school, std::string const& guide) const;
    std::vector<federation::guides::SuggestionView> suggestions(Person const& reader, std::string const& guide) const;

    Village village{{"north.test", "south.test", "west.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& west = village["west.test"];
    Person ada = north.enrol("ada"), ben = north.enrol("ben"), sam = south.enrol("sam"), wim = west.enrol("wim");
    std::string club = north.found("club", "ada");
};

// Calls read(tx, tables, handle) at this school.
template <class Read>
auto about(School const& school, std::string const& iri, Read read) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        return read(tx, tables, storage::find_handle(tx, tables, iri).value_or(storage::Handle{0}));
    });
}

}  // namespace collegium::tests
