#include "federation/directory/filing.hpp"

#include "config/ascii.hpp"
#include "federation/directory/keeping.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::directory {

namespace {

constexpr std::size_t most_looks = 500;
constexpr std::size_t longest_word = 40;  // bytes that count
constexpr std::size_t most_words = 40;

bool is_in_word(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void add_words(std::vector<std::string>& words, std::string_view text) {
    while (!text.empty() && words.size() < most_words) {
        auto const begin = std::ranges::find_if(text, is_in_word);
        text.remove_prefix(static_cast<std::size_t>(begin - text.begin()));
        auto const end = std::ranges::find_if_not(text, is_in_word);
        auto const word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        text.remove_prefix(word.size());
        auto folded = ascii::lowered(word.substr(0, longest_word));
        if (!folded.empty() && std::ranges::find(words, folded) == words.end()) words.push_back(std::move(folded));
    }
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    add_words(words, text);
    return words;
}

std::vector<std::string> words_of(Listing const& listing) {
    auto const& says = listing.says;
    auto words = words_of(says.name);
    add_words(words, says.username);
    add_words(words, listing.host);
    for (auto const& each : says.names) add_words(words, each.name);
    for (auto const& each : says.subjects) add_words(words, each);
    return words;
}

std::string facet(std::string_view name, std::string_view word) {
    return std::string{name} + "=" + ascii::lowered(word);
}

std::string_view kind_word(ListedKind kind) {
    return kind_words[static_cast<std::size_t>(kind)];
}

std::vector<std::string> facets_of(Listing const& listing) {
    std::vector<std::string> facets{facet("host", listing.host)};
    if (listing.withdrawn) return facets;
    auto const& says = listing.says;
    facets.emplace_back("all");
    facets.push_back(facet("kind", kind_word(says.kind)));
    if (!says.region.empty()) facets.push_back(facet("region", says.region));
    for (auto const& each : says.subjects) facets.push_back(facet("subject", each));
    for (auto const& each : says.phases) facets.push_back(facet("phase", each));
    for (auto const& each : says.languages) facets.push_back(facet("language", each));
    for (auto const& each : words_of(listing)) facets.push_back(facet("word", each));
    return facets;
}

// What the keys of all that may fit begin with: of what is asked for, the thing that fewest have.
std::string beginning_for(Wanted const& wanted) {
    auto words = words_of(wanted.words);
    auto const longest = std::ranges::max_element(words, {}, &std::string::size);
    if (longest != words.end()) return facet("word", *longest);
    if (!wanted.host.empty()) return facet("host", wanted.host) + "\n";
    if (!wanted.subject.empty()) return facet("subject", wanted.subject) + "\n";
    if (!wanted.region.empty()) return facet("region", wanted.region) + "\n";
    if (!wanted.language.empty()) return facet("language", wanted.language) + "\n";
    if (!wanted.phase.empty()) return facet("phase", wanted.phase) + "\n";
    if (wanted.kind) return facet("kind", kind_word(*wanted.kind)) + "\n";
    return "all\n";
}

bool has(std::vector<std::string> const& words, std::string_view wanted) {
    return wanted.empty() ||
           std::ranges::any_of(words, [&](auto const& word) { return ascii::equal_ignoring_case(word, wanted); });
}

bool has_words(Listing const& listing, std::string_view wanted) {
    auto const words = words_of(listing);
    auto const begins_one = [&](std::string const& beginning) {
        return std::ranges::any_of(words, [&](auto const& word) { return word.starts_with(beginning); });
    };
    return std::ranges::all_of(words_of(wanted), begins_one);
}

bool fits(Listing const& listing, Wanted const& wanted) {
    auto const& says = listing.says;
    return !listing.withdrawn && (!wanted.kind || says.kind == *wanted.kind) && has(says.subjects, wanted.subject) &&
           has(says.phases, wanted.phase) && has(says.languages, wanted.language) &&
           (wanted.region.empty() || ascii::equal_ignoring_case(says.region, wanted.region)) &&
           (wanted.host.empty() || listing.host == wanted.host) && has_words(listing, wanted.words);
}

// Several words of one listing may begin in the same way: only its first key counts.
bool is_first_of_its_keys(Listing const& listing, std::string_view beginning, std::string_view key) {
    auto keys = filing_keys(listing);
    std::erase_if(keys, [&](auto const& each) { return !each.starts_with(beginning); });
    return !keys.empty() && *std::ranges::min_element(keys) == key;
}

std::optional<Listing> shown_listing(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view key, Instant now
) {
    auto const hash = filed_under(key);
    auto const record = hash ? tables.listings.get(tx, *hash) : std::nullopt;
    if (!record || !is_shown(tx, tables, *record, now)) return std::nullopt;
    return listing_of(*record);
}

}  // namespace

std::vector<std::string> filing_keys(Listing const& listing) {
    auto const name = ascii::lowered(std::string_view{listing.says.name}.substr(0, longest_word));
    auto const end = "\n" + name + "\n" + crypto::to_hex(storage::hash_of(listing.id));
    auto keys = facets_of(listing);
    for (auto& each : keys) each += end;
    return keys;
}

std::optional<storage::IriHash> filed_under(std::string_view key) {
    auto const bytes = crypto::from_hex(key.substr(key.rfind('\n') + 1));
    storage::IriHash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::ranges::copy(*bytes, hash.begin());
    return hash;
}

FoundListings find_listings(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Wanted const& wanted,
    std::string const& after,
    std::size_t most,
    Instant now
) {
    auto const beginning = beginning_for(wanted);
    FoundListings found;
    std::string last;
    std::size_t looks = 0;
    auto const& from = after.starts_with(beginning) ? after : beginning;
    tables.listing_words.ascend(tx, from, [&](std::string const& key, storage::Nothing) {
        if (!key.starts_with(beginning)) return false;
        if (key == after) return true;
        if (found.listings.size() == most || looks == most_looks) {
            found.rest = last;
            return false;
        }
        ++looks;
        last = key;
        auto listing = shown_listing(tx, tables, key, now);
        if (listing && fits(*listing, wanted) && is_first_of_its_keys(*listing, beginning, key))
            found.listings.push_back(*std::move(listing));
        return true;
    });
    return found;
}

}  // namespace collegium::federation::directory
