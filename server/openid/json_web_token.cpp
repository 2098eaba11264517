#include "server/openid/json_web_token.hpp"

#include "crypto/bytes.hpp"

#include <algorithm>

namespace collegium::server::openid {

using federation::Json;
using federation::text_member;

namespace {

constexpr std::size_t longest_token = 16 * 1024;

struct Parts {
    std::string_view head, payload, signature;
    std::string_view signed_text;  // head and payload with the dot between
};

std::optional<Parts> parts_of(std::string_view token) {
    auto const first = token.find('.'), second = token.rfind('.');
    bool const is_one = token.size() <= longest_token && first != std::string_view::npos && first < second &&
                        token.find('.', first + 1) == second;
    if (!is_one) return std::nullopt;
    return Parts{
        token.substr(0, first),
        token.substr(first + 1, second - first - 1),
        token.substr(second + 1),
        token.substr(0, second)};
}

std::optional<Json> json_of(std::string_view encoded) {
    auto const bytes = crypto::from_base64url(encoded);
    if (!bytes) return std::nullopt;
    auto json = Json::read_object(std::string{crypto::text_of(*bytes)}, federation::incoming_json);
    return json ? std::optional{*std::move(json)} : std::nullopt;
}

std::optional<crypto::PublicKey> key_of(rapidjson::Value const& value) {
    auto const bytes = [&](std::string_view name) { return crypto::from_base64url(text_member(value, name)); };
    auto const type = text_member(value, "kty");
    if (type == "RSA") {
        auto const modulus = bytes("n"), exponent = bytes("e");
        if (!modulus || !exponent) return std::nullopt;
        auto key = crypto::RsaPublicKey::from_numbers(*modulus, *exponent);
        return key ? std::optional<crypto::PublicKey>{*std::move(key)} : std::nullopt;
    }
    if (type != "OKP" || text_member(value, "crv") != "Ed25519") return std::nullopt;
    auto const raw = bytes("x");
    auto key = raw ? crypto::Ed25519PublicKey::from_raw(*raw) : std::nullopt;
    return key ? std::optional<crypto::PublicKey>{*std::move(key)} : std::nullopt;
}

bool is_signed_by(crypto::PublicKey const& key, std::string_view text, crypto::Bytes const& signature) {
    return std::visit([&](auto const& each) { return each.verify(crypto::bytes_of(text), signature); }, key);
}

}  // namespace

Result<KeySet> KeySet::read(Json const& json) {
    auto const* const list = federation::member(json.root(), "keys");
    if (list == nullptr || !list->IsArray()) return Refusal{Reason::malformed, "not a key set"};
    KeySet set;
    for (auto const& value : list->GetArray()) {
        bool const for_signatures = value.IsObject() && text_member(value, "use") != "enc";
        auto key = for_signatures ? key_of(value) : std::nullopt;
        if (!key || set.keys_.size() == most_keys) continue;
        auto const* const algorithm = std::holds_alternative<crypto::RsaPublicKey>(*key) ? "RS256" : "EdDSA";
        set.keys_.push_back({std::string{text_member(value, "kid")}, algorithm, *std::move(key)});
    }
    return set;
}

bool KeySet::has(std::string_view key_id) const noexcept {
    return std::ranges::any_of(keys_, [&](Key const& key) { return key.id == key_id; });
}

// A provider with a single key may leave its id away.
KeySet::Key const* KeySet::find(std::string_view id, std::string_view algorithm) const noexcept {
    for (auto const& key : keys_)
        if (key.algorithm == algorithm && (key.id == id || (id.empty() && keys_.size() == 1))) return &key;
    return nullptr;
}

Result<Json> KeySet::open(std::string_view token) const {
    auto const parts = parts_of(token);
    auto const head = parts ? json_of(parts->head) : std::nullopt;
    auto const signature = parts ? crypto::from_base64url(parts->signature) : std::nullopt;
    if (!head || !signature) return Refusal{Reason::malformed, "not a signed token"};
    if (federation::member(head->root(), "crit") != nullptr)
        return Refusal{Reason::malformed, "a token with extensions that must be understood"};
    auto const* const key = find(text_member(head->root(), "kid"), text_member(head->root(), "alg"));
    if (key == nullptr) return Refusal{Reason::unknown_key, "a token by none of the provider's keys"};
    if (!is_signed_by(key->key, parts->signed_text, *signature))
        return Refusal{Reason::forged, "the token's signature does not match"};
    auto payload = json_of(parts->payload);
    if (!payload) return Refusal{Reason::malformed, "a token without a payload"};
    return *std::move(payload);
}

std::string key_id_of(std::string_view token) {
    auto const parts = parts_of(token);
    auto const head = parts ? json_of(parts->head) : std::nullopt;
    return head ? std::string{text_member(head->root(), "kid")} : std::string{};
}

}  // namespace collegium::server::openid
