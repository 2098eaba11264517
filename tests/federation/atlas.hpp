// Atlas: what the schools of a village know of each other by the directory.
#pragma once

#include "federation/directory/exchange.hpp"
#include "federation/directory/filing.hpp"
#include "federation/directory/keeping.hpp"
#include "federation/directory/own.hpp"
#include "tests/federation/village.hpp"

#include <map>

namespace collegium::tests {

// What a node that is no school of the village says of itself, or of a community of its own ("algebra"; empty: itself).
federation::directory::Listing listing_by(
    Village const& village, std::string const& host, std::string const& community = ""
);

// Signed as its host would.
federation::directory::ProvenListing signed_listing(federation::directory::Listing listing);

// The same with a word in it replaced after it was signed.
std::string altered(std::string json, std::string_view word, std::string_view other);

// An answer that holds these listings.
federation::Json page_of(std::vector<std::string> const& listings);

class Atlas {
public:
    explicit Atlas(Village& village) : village_{village} {}

    void tend(School& school);  // one round of its directory

    federation::directory::Pulled take(
        School& school, std::string const& told_by, std::vector<std::string> const& jsons
    );

    // With a facilitator of its own, who chose to have it listed.
    std::string found_listed(School& school, std::string const& community, storage::ListedRecord const& choice = {});
    void choose(School& school, std::string const& community, std::optional<storage::ListedRecord> const& choice);

    // Everything that is held, by id.
    static std::map<std::string, std::string> held(School const& school);

    // The names that somebody finds who looks for this, in the order of the pages.
    std::vector<std::string> names(
        School const& school, federation::directory::Wanted const& wanted = {}, std::size_t on_a_page = 20
    ) const;

    // The change of one of the school's registers.
    static void change(School& school, std::function<void(storage::WriteTx&, storage::Tables&)> const& what);

private:
    Village& village_;
};

}  // namespace collegium::tests
