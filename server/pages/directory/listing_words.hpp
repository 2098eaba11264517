// Listing words: what a listing says, in the words of people.
#pragma once

#include "federation/directory/listing.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

std::string_view kind_words(federation::directory::ListedKind kind);        // "Institution", "Network", "Community"
std::string_view phase_words(std::string_view phase);                       // "Early years"
std::string_view accepted_words(std::string_view thing);                    // "New members"
std::string with_commas(std::vector<std::string> const& words);             // "one, two"
std::vector<std::string> split_at_commas(std::string_view text);            // blanks around the words are left out
std::string listing_path(federation::directory::Listing const& listing);    // its page on this node
std::string listed_address(federation::directory::Listing const& listing);  // "@algebra@hillside.example", or the host

}  // namespace collegium::server::pages
