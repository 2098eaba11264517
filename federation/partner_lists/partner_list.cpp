#include "federation/partner_lists/partner_list.hpp"

#include "config/phrase.hpp"
#include "config/settings.hpp"
#include "crypto/canonical_json.hpp"
#include "crypto/object_proof.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace collegium::federation::partner_lists {

using storage::ListedState;

namespace {

constexpr std::chrono::hours clock_error{1};
constexpr std::array<std::string_view, 3> states{phrase("allowed"), phrase("limited"), phrase("blocked")};

// Everything that it uses is defined here, and nobody fetches anything for it.
constexpr std::string_view context =
    R"(["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1",)"
    R"({"col":"https://collegium.example/ns#"}])";

bool is_line(std::string_view text, std::size_t most) noexcept {
    bool const plain =
        std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return plain && content::characters(text) <= most;
}

std::string item(Entry const& entry) {
    return JsonText::object()
        .text("type", "col:ListedPartner")
        .text("col:host", entry.host)
        .text("col:state", name_of(entry.state))
        .text_unless_empty("summary", entry.reason)
        .done();
}

std::string without_proof(PartnerList const& list) {
    auto items = JsonText::list();
    for (auto const& each : list.entries) items.raw_item(item(each));
    return JsonText::object()
        .raw("@context", context)
        .text("id", list_iri(list.network))
        .text("type", "OrderedCollection")
        .text("attributedTo", list.network)
        .text("name", list.name)
        .text("updated", to_rfc3339(list.updated))
        .number("totalItems", list.entries.size())
        .raw("orderedItems", items.done())
        .done();
}

Result<Entry> entry_in(JsonValue const& value) {
    if (!value.IsObject()) return Refusal{Reason::malformed, "an entry of the list is no object"};
    Entry entry;
    entry.host = text_member(value, "col:host");
    entry.reason = text_member(value, "summary");
    auto const state = state_named(text_member(value, "col:state"));
    if (!is_host_name(entry.host)) return Refusal{Reason::malformed, "an entry of the list is about no host"};
    if (!state) return Refusal{Reason::malformed, "an entry of the list says none of allowed, limited, blocked"};
    if (!is_entry_reason(entry.reason)) return Refusal{Reason::too_large, "a reason in the list is too long"};
    entry.state = *state;
    return entry;
}

Result<std::vector<Entry>> entries_in(JsonValue const& value) {
    auto const* const items = member(value, "orderedItems");
    if (items == nullptr || !items->IsArray()) return Refusal{Reason::malformed, "the list has no items"};
    if (items->Size() > most_entries) return Refusal{Reason::too_large, "the list has more than 5,000 entries"};
    std::vector<Entry> entries;
    std::set<std::string_view> seen;
    entries.reserve(items->Size());
    for (auto const& each : items->GetArray()) {
        auto entry = entry_in(each);
        if (!entry) return entry.error();
        entries.push_back(*std::move(entry));
        if (!seen.insert(entries.back().host).second) return Refusal{Reason::malformed, "the list names a host twice"};
    }
    return entries;
}

Result<void> check_proof(JsonValue const& value, std::string_view network, std::string_view key) {
    auto const claim = crypto::read_proof(value);
    if (!claim) return Refusal{Reason::forged, "the list has no signature"};
    auto const known = crypto::Ed25519PublicKey::from_raw(crypto::bytes_of(key));
    if (claim->verification_method != key_id_of(network) || !known)
        return Refusal{Reason::forged, "the list is signed with another key than its network's"};
    if (!crypto::verify_proof(value, *known))
        return Refusal{Reason::forged, "the signature of the list does not hold with the key that you subscribed to"};
    return {};
}

}  // namespace

std::string_view name_of(ListedState state) noexcept {
    auto const place = static_cast<std::size_t>(state);
    return states[place < states.size() ? place : states.size() - 1];
}

std::optional<ListedState> state_named(std::string_view name) noexcept {
    auto const found = std::ranges::find(states, name);
    if (found == states.end()) return std::nullopt;
    return static_cast<ListedState>(found - states.begin());
}

std::string list_iri(std::string_view network) {
    return std::string{network} + "/partners";
}

std::string key_id_of(std::string_view network) {
    return std::string{network} + "#ed25519-key";
}

bool is_entry_reason(std::string_view text) noexcept {
    return is_line(text, longest_entry_reason);
}

Result<std::string> sign_list(PartnerList list, crypto::Ed25519PrivateKey const& key) {
    if (list.entries.size() > most_entries) return Refusal{Reason::too_large, "a list has at most 5,000 entries"};
    list.updated = std::chrono::floor<std::chrono::seconds>(list.updated);
    list.name = content::cut_characters(list.name, longest_network_name);
    auto text = without_proof(list);
    auto const plain = Json::read_object(text);
    if (!plain) return plain.error();
    auto const proof = crypto::make_proof(plain->root(), key_id_of(list.network), to_rfc3339(list.updated), key);
    text.pop_back();
    auto const whole = Json::read_object(text + ",\"proof\":" + proof + "}");
    if (!whole) return whole.error();
    auto json = crypto::canonical_json(whole->root());
    if (json.size() > most_list_bytes) return Refusal{Reason::too_large, "the list is full: shorten some reasons"};
    return json;
}

Result<PartnerList> prove_list(JsonValue const& value, std::string_view network, std::string_view key, Instant now) {
    if (!value.IsObject() || type_of(value) != "OrderedCollection" || text_member(value, "id") != list_iri(network) ||
        reference_member(value, "attributedTo") != network)
        return Refusal{Reason::malformed, "what stands there is no partner list of this network"};
    if (auto const proven = check_proof(value, network, key); !proven) return proven.error();
    PartnerList list;
    list.network = network;
    list.name = text_member(value, "name");
    if (!is_line(list.name, longest_network_name)) return Refusal{Reason::malformed, "the list's name is none"};
    auto const updated = from_rfc3339(text_member(value, "updated"));
    if (!updated) return Refusal{Reason::malformed, "the list does not say of when it is"};
    if (*updated > now + clock_error) return Refusal{Reason::stale, "the list is of the future: a clock is wrong"};
    list.updated = *updated;
    auto entries = entries_in(value);
    if (!entries) return entries.error();
    list.entries = *std::move(entries);
    return list;
}

}  // namespace collegium::federation::partner_lists
