#include "federation/directory/listing.hpp"

#include "crypto/canonical_json.hpp"
#include "crypto/object_proof.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/question_context.hpp"
#include "storage/iri.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace collegium::federation::directory {

namespace {

constexpr std::chrono::hours clock_error{1};
constexpr std::size_t longest_language = 35;  // RFC 5646, 4.4.1
constexpr std::string_view type_name = "col:Listing";

// There may be tens of thousands of listings: the short way to define what they use.
constexpr std::string_view context =
    R"(["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1",)"
    R"({"col":"https://collegium.example/ns#"}])";

bool is_plain(std::string_view text) noexcept {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool is_one_of(std::span<std::string_view const> known, std::string_view word) {
    return std::ranges::find(known, word) != known.end();
}

Result<void> check_text(std::string_view text, std::size_t most) {
    if (!is_plain(text)) return Refusal{Reason::malformed, "a listing's text with control characters"};
    if (content::characters(text) > most) return Refusal{Reason::too_large, "a listing's text is too long"};
    return {};
}

Result<std::vector<std::string>> read_words(JsonValue const& value, std::string_view name) {
    std::vector<std::string> words;
    auto const* const list = member(value, name);
    if (list == nullptr) return words;
    if (!list->IsArray()) return Refusal{Reason::malformed, "words of a listing that are no list"};
    if (list->Size() > most_listed_words) return Refusal{Reason::too_large, "a listing has too many words"};
    for (auto const& each : list->GetArray()) {
        auto const word = text_of(each);
        if (word.empty()) return Refusal{Reason::malformed, "a word of a listing that is none"};
        if (auto const fits = check_text(word, longest_listed_word); !fits) return fits.error();
        words.emplace_back(word);
    }
    return words;
}

Result<std::vector<LocalName>> read_names(JsonValue const& value) {
    std::vector<LocalName> names;
    auto const* const map = member(value, "nameMap");
    if (map == nullptr) return names;
    if (!map->IsObject()) return Refusal{Reason::malformed, "names of a listing that are no map"};
    if (map->MemberCount() > most_listed_words) return Refusal{Reason::too_large, "a listing has too many names"};
    for (auto const& each : map->GetObject()) {
        auto const language = text_of(each.name), name = text_of(each.value);
        if (!is_language_code(language) || name.empty())
            return Refusal{Reason::malformed, "a name of a listing that is none"};
        if (auto const fits = check_text(name, longest_listed_name); !fits) return fits.error();
        names.push_back({std::string{language}, std::string{name}});
    }
    std::ranges::sort(names, {}, &LocalName::language);
    return names;
}

std::optional<ListedKind> kind_of(JsonValue const& value) {
    auto const word = text_member(value, "col:listed");
    auto const found = std::ranges::find(kind_words, word);
    return found == kind_words.end() ? std::nullopt
                                     : std::optional{static_cast<ListedKind>(found - kind_words.begin())};
}

Result<void> read_texts(JsonValue const& value, Listed& says) {
    struct Text {
        std::string_view name;
        std::string& into;
        std::size_t most;
    };
    std::array<Text, 5> const texts{
        {{"name", says.name, longest_listed_name},
         {"preferredUsername", says.username, longest_listed_name},
         {"summary", says.summary, longest_listed_summary},
         {"col:region", says.region, longest_listed_word},
         {"col:audience", says.audience, longest_listed_word}}};
    for (auto const& each : texts) {
        each.into = text_member(value, each.name);
        if (auto const fits = check_text(each.into, each.most); !fits) return fits.error();
    }
    if (says.name.empty()) return Refusal{Reason::malformed, "a listing without a name"};
    if (says.kind != ListedKind::node && (says.username.empty() || says.username.find('@') != std::string::npos))
        return Refusal{Reason::malformed, "a community without an address"};
    return {};
}

Result<void> read_lists(JsonValue const& value, Listed& says) {
    auto names = read_names(value);
    if (!names) return names.error();
    says.names = *std::move(names);
    struct Words {
        std::string_view name;
        std::vector<std::string>& into;
    };
    std::array<Words, 4> const lists{
        {{"col:subjects", says.subjects},
         {"col:phases", says.phases},
         {"col:languages", says.languages},
         {"col:accepts", says.accepts}}};
    for (auto const& each : lists) {
        auto words = read_words(value, each.name);
        if (!words) return words.error();
        each.into = *std::move(words);
    }
    bool const known =
        std::ranges::all_of(says.phases, [](auto const& word) { return is_one_of(phases, word); }) &&
        std::ranges::all_of(says.accepts, [](auto const& word) { return is_one_of(things_accepted, word); }) &&
        std::ranges::all_of(says.languages, is_language_code);
    if (!known) return Refusal{Reason::malformed, "a word of a listing that is in no list"};
    return {};
}

// All names in it are of one host: nobody lists what is somebody else's.
Result<void> read_place(JsonValue const& value, Listing& listing) {
    auto const about = Iri::parse(reference_member(value, "object"));
    auto const owner = Iri::parse(reference_member(value, "attributedTo"));
    if (!about || !owner) return Refusal{Reason::malformed, "a listing of nothing, or of nobody"};
    listing.id = text_member(value, "id");
    bool const is_node = owner->text() == std::string{owner->origin()} + "/";
    if (!is_node || !about->same_origin(*owner) || listing.id != listing_id(about->text()))
        return Refusal{Reason::foreign, "a listing of what is not its owner's"};
    listing.says.about = about->text();
    listing.owner = owner->text();
    listing.host = owner->host();
    return {};
}

Result<void> read_times(JsonValue const& value, Listing& listing) {
    auto const updated = from_rfc3339(text_member(value, "updated"));
    auto const expires = from_rfc3339(text_member(value, "endTime"));
    if (!updated || !expires) return Refusal{Reason::malformed, "a listing without its times"};
    listing.updated = *updated;
    listing.expires = *expires;
    auto const* const withdrawn = member(value, "col:withdrawn");
    listing.withdrawn = withdrawn != nullptr && withdrawn->IsBool() && withdrawn->GetBool();
    auto const key = crypto::Ed25519PublicKey::from_multikey(text_member(value, "col:key"));
    if (!key) return Refusal{Reason::malformed, "a listing without its owner's key"};
    listing.key = crypto::text_of(key->raw());
    return {};
}

std::string names_json(std::vector<LocalName> const& names) {
    auto map = JsonText::object();
    for (auto const& each : names) map.text(each.language, each.name);
    return map.done();
}

void add_words(JsonText& object, std::string_view name, std::vector<std::string> const& words) {
    if (!words.empty()) object.texts(name, words);
}

std::string without_proof(Listing const& listing) {
    auto const& says = listing.says;
    auto object = JsonText::object();
    object.raw("@context", context)
        .text("id", listing.id)
        .text("type", type_name)
        .text("attributedTo", listing.owner)
        .text("object", says.about)
        .text("col:listed", kind_words[static_cast<std::size_t>(says.kind)])
        .text("name", says.name)
        .text_unless_empty("preferredUsername", says.username)
        .text_unless_empty("summary", says.summary)
        .text_unless_empty("col:region", says.region)
        .text_unless_empty("col:audience", says.audience)
        .text("updated", to_rfc3339(listing.updated))
        .text("endTime", to_rfc3339(listing.expires));
    if (!says.names.empty()) object.raw("nameMap", names_json(says.names));
    add_words(object, "col:subjects", says.subjects);
    add_words(object, "col:phases", says.phases);
    add_words(object, "col:languages", says.languages);
    add_words(object, "col:accepts", says.accepts);
    if (listing.withdrawn) object.boolean("col:withdrawn", true);
    auto const key = crypto::Ed25519PublicKey::from_raw(crypto::bytes_of(listing.key));
    return object.text("col:key", key.value().multikey()).done();
}

ProvenListing with_bytes(Listing listing, std::string json) {
    ProvenListing proven{std::move(listing), std::move(json), {}};
    proven.digest = storage::hash_of(proven.json);
    return proven;
}

Result<void> check_times(Listing const& listing, Instant now) {
    if (listing.updated > now + clock_error) return Refusal{Reason::stale, "a listing of the future"};
    if (listing.expires <= now) return Refusal{Reason::stale, "a listing that has expired"};
    if (listing.expires > listing.updated + listing_life)
        return Refusal{Reason::stale, "a listing that is to live too long"};
    return {};
}

Result<void> check_proof(JsonValue const& value, Listing const& listing) {
    auto const claim = crypto::read_proof(value);
    auto const method = claim ? Iri::parse(claim->verification_method) : Refusal{Reason::forged};
    if (!method || method->host() != listing.host)
        return Refusal{Reason::forged, "a listing without its owner's proof"};
    auto const key = crypto::Ed25519PublicKey::from_raw(crypto::bytes_of(listing.key));
    if (!key || !crypto::verify_proof(value, *key))
        return Refusal{Reason::forged, "the proof of a listing does not hold"};
    return {};
}

}  // namespace

bool fits_in_listing(std::string_view text, std::size_t most) noexcept {
    return is_plain(text) && content::characters(text) <= most;
}

bool is_language_code(std::string_view text) noexcept {
    auto const is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return text.size() >= 2 && text.size() <= longest_language && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, is_part);
}

std::string listing_id(std::string_view about) {
    return std::string{about} + "#listing";
}

Result<Listing> read_listing(JsonValue const& value) {
    if (!value.IsObject() || type_of(value) != type_name) return Refusal{Reason::malformed, "not a listing"};
    Listing listing;
    auto const kind = kind_of(value);
    if (!kind) return Refusal{Reason::malformed, "a listing of no known kind"};
    listing.says.kind = *kind;
    if (auto const read = read_place(value, listing); !read) return read.error();
    if (auto const read = read_texts(value, listing.says); !read) return read.error();
    if (auto const read = read_lists(value, listing.says); !read) return read.error();
    if (auto const read = read_times(value, listing); !read) return read.error();
    return listing;
}

Result<ProvenListing> prove_listing(JsonValue const& value, Instant now) {
    auto json = crypto::canonical_json(value);
    if (json.size() > most_listing_bytes) return Refusal{Reason::too_large, "a listing of more than 4096 bytes"};
    auto listing = read_listing(value);
    if (!listing) return listing.error();
    if (auto const fits = check_times(*listing, now); !fits) return fits.error();
    if (auto const fits = check_proof(value, *listing); !fits) return fits.error();
    return with_bytes(*std::move(listing), std::move(json));
}

ProvenListing sign_listing(Listing listing, std::string_view key_id, crypto::Ed25519PrivateKey const& key) {
    listing.updated = std::chrono::floor<std::chrono::seconds>(listing.updated);
    listing.expires = listing.updated + listing_life;
    listing.key = crypto::text_of(key.public_key().raw());
    auto text = without_proof(listing);
    auto const plain = Json::read_object(text);
    auto const proof = crypto::make_proof(plain.value().root(), key_id, to_rfc3339(listing.updated), key);
    text.pop_back();
    auto const whole = Json::read_object(text + ",\"proof\":" + proof + "}");
    return with_bytes(std::move(listing), crypto::canonical_json(whole.value().root()));
}

bool is_newer(ProvenListing const& candidate, storage::ListingRecord const& known) {
    auto const& listing = candidate.listing;
    return std::tuple{listing.updated, listing.withdrawn, candidate.digest} >
           std::tuple{known.updated, known.withdrawn, known.digest};
}

}  // namespace collegium::federation::directory
