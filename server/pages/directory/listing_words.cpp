#include "server/pages/directory/listing_words.hpp"

#include "server/pages/context_words.hpp"

#include <algorithm>

namespace collegium::server::pages {

using federation::directory::ListedKind;
using federation::directory::Listing;

std::string_view kind_words(ListedKind kind) {
    switch (kind) {
        case ListedKind::node: return phrase("Institution");
        case ListedKind::network: return phrase("Network");
        case ListedKind::community: break;
    }
    return phrase("Community");
}

std::string_view phase_words(std::string_view phase) {
    return phase_name(phase);
}

std::string_view accepted_words(std::string_view thing) {
    constexpr std::array<std::string_view, federation::directory::things_accepted.size()> words{
        phrase("New members"),
        phrase("Questions"),
        phrase("Guides"),
        phrase("Requests for a review"),
        phrase("New partners")};
    auto const& things = federation::directory::things_accepted;
    auto const found = std::ranges::find(things, thing);
    return found == things.end() ? std::string_view{} : words[static_cast<std::size_t>(found - things.begin())];
}

std::string with_commas(std::vector<std::string> const& words) {
    std::string all;
    for (auto const& each : words) all += (all.empty() ? "" : ", ") + each;
    return all;
}

std::vector<std::string> split_at_commas(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        auto const comma = std::min(text.find(','), text.size());
        auto const word = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        auto const first = word.find_first_not_of(" \t\n");
        if (first == std::string_view::npos) continue;
        words.emplace_back(word.substr(first, word.find_last_not_of(" \t\n") - first + 1));
    }
    return words;
}

std::string listing_path(Listing const& listing) {
    return "/directory/listing?of=" + percent_encoded(listing.says.about);
}

std::string listed_address(Listing const& listing) {
    return listing.says.username.empty() ? listing.host : "@" + listing.says.username + "@" + listing.host;
}

}  // namespace collegium::server::pages
