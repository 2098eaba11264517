#include "server/openid/json_web_token.hpp"

#include "crypto/bytes.hpp"

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

std::optional<crypto::Bytes> bytes_member(JsonValue const& value, std::string_view name) {
    return crypto::from_base64url(text_member(value, name));
}

std::optional<crypto::RsaPublicKey> rsa_key_of(JsonValue const& value) {
    auto const modulus = bytes_member(value, "n"), exponent = bytes_member(value, "e");
    return modulus && exponent ? crypto::RsaPublicKey::from_numbers(*modulus, *exponent) : std::nullopt;
}

std::optional<crypto::P256PublicKey> p256_key_of(JsonValue const& value) {
    auto const x = bytes_member(value, "x"), y = bytes_member(value, "y");
    return x && y ? crypto::P256PublicKey::from_coordinates(*x, *y) : std::nullopt;
}

std::optional<crypto::Ed25519PublicKey> ed25519_key_of(JsonValue const& value) {
    auto const raw = bytes_member(value, "x");
    return raw ? crypto::Ed25519PublicKey::from_raw(*raw) : std::nullopt;
}

// What the owner says that a key is for, where they say it.
bool is_for(JsonValue const& value, std::string_view algorithm) {
    auto const use = text_member(value, "use"), named = text_member(value, "alg");
    return (use.empty() || use == "sig") && (named.empty() || named == algorithm);
}

}  // namespace

std::optional<KeySet::Key> KeySet::key_of(JsonValue const& value) {
    if (!value.IsObject()) return std::nullopt;
    auto const type = text_member(value, "kty"), curve = text_member(value, "crv");
    auto const as = [&](std::string_view algorithm, auto key) -> std::optional<Key> {
        if (!key || !is_for(value, algorithm)) return std::nullopt;
        return Key{std::string{text_member(value, "kid")}, algorithm, *std::move(key)};
    };
    if (type == "RSA") return as("RS256", rsa_key_of(value));
    if (type == "EC" && curve == "P-256") return as("ES256", p256_key_of(value));
    if (type == "OKP" && curve == "Ed25519") return as("EdDSA", ed25519_key_of(value));
    return std::nullopt;
}

Result<KeySet> KeySet::read(Json const& json) {
    auto const* const list = federation::member(json.root(), "keys");
    if (list == nullptr || !list->IsArray()) return Refusal{Reason::malformed, "not a key set"};
    KeySet set;
    for (auto const& value : list->GetArray())
        if (auto key = key_of(value); key && set.keys_.size() < most_keys) set.keys_.push_back(*std::move(key));
    return set;
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
    auto const text = crypto::bytes_of(parts->signed_text);
    if (!std::visit([&](auto const& each) { return each.verify(text, *signature); }, key->key))
        return Refusal{Reason::forged, "the token's signature does not match"};
    auto payload = json_of(parts->payload);
    if (!payload) return Refusal{Reason::malformed, "a token without a payload"};
    return *std::move(payload);
}

}  // namespace collegium::server::openid
