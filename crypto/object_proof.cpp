#include "crypto/object_proof.hpp"

#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"
#include "crypto/json_copy.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace collegium::crypto {
namespace {

using Document = JsonDocument;
using Value = JsonValue;

constexpr std::string_view proof_type = "DataIntegrityProof";
constexpr std::string_view suite = "eddsa-jcs-2022";
constexpr std::string_view purpose = "assertionMethod";

rapidjson::GenericStringRef<char> reference(std::string_view text) {
    return {text.data(), static_cast<rapidjson::SizeType>(text.size())};
}

Value const* find(Value const& object, std::string_view name) {
    auto const member = object.FindMember(Value{reference(name)});
    return member == object.MemberEnd() ? nullptr : &member->value;
}

std::optional<std::string_view> find_string(Value const& object, std::string_view name) {
    auto const value = find(object, name);
    if (value == nullptr || !value->IsString()) return std::nullopt;
    return std::string_view{value->GetString(), value->GetStringLength()};
}

Document without(Value const& object, std::span<std::string_view const> names) {
    auto copy = copy_of(object);
    for (auto const name : names) copy.RemoveMember(Value{reference(name)});
    return copy;
}

void set_context(Document& object, Value const& context) {
    object.RemoveMember("@context");
    object.AddMember("@context", copy_of(context, object.GetAllocator()), object.GetAllocator());
}

void add(Document& object, std::string_view name, std::string_view text) {
    object.AddMember(Value{reference(name)}, Value{reference(text)}, object.GetAllocator());
}

// A context is one value or an array of them.
std::vector<std::string> canonical_values(Value const& context) {
    if (!context.IsArray()) return {canonical_json(context)};
    std::vector<std::string> values;
    for (auto const& value : context.GetArray()) values.push_back(canonical_json(value));
    return values;
}

bool is_prefix(Value const& context, Value const* whole) {
    if (whole == nullptr) return false;
    auto const values = canonical_values(context);
    auto const all = canonical_values(*whole);
    return values.size() <= all.size() && std::equal(values.begin(), values.end(), all.begin());
}

// The configuration's hash comes first, as the W3C's vector shows.
std::array<std::uint8_t, 64> hash_data(Value const& configuration, std::string_view canonical_document) {
    auto const first = sha256(bytes_of(canonical_json(configuration)));
    auto const second = sha256(bytes_of(canonical_document));
    std::array<std::uint8_t, 64> data;
    std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), data.begin()));
    return data;
}

// What the proof does not cover of a document. Linked Data signatures are put on last, so the proof cannot know them.
constexpr std::array<std::string_view, 2> not_covered{"proof", "signature"};
constexpr std::array<std::string_view, 1> value_of_proof{"proofValue"};

struct Evidence {
    Document configuration;
    Document document;
    Bytes signature;
    Ed25519PublicKey const& key;

    bool holds() const { return key.verify(hash_data(configuration, canonical_json(document)), signature); }
};

// The signer hashed its own context, and others may have been appended since.
bool verify_with_own_context(Evidence& evidence, Value const& context) {
    if (!is_prefix(context, find(evidence.document, "@context"))) return false;
    set_context(evidence.document, context);
    return evidence.holds();
}

// Mastodon and Mitra hash the proof as it is; the W3C's text and Fedify let it inherit the document's context.
bool verify_without_context(Evidence& evidence) {
    if (evidence.holds()) return true;
    auto const inherited = find(evidence.document, "@context");
    if (inherited == nullptr) return false;
    set_context(evidence.configuration, *inherited);
    return evidence.holds();
}

std::optional<Bytes> decode_proof_value(Value const& proof) {
    auto const value = find_string(proof, "proofValue");
    if (!value || !value->starts_with('z')) return std::nullopt;
    return from_base58(value->substr(1));
}

// The document's one proof, if it is of our suite and purpose.
Value const* find_proof(Value const& document) {
    auto const proof = document.IsObject() ? find(document, "proof") : nullptr;
    if (proof == nullptr || !proof->IsObject()) return nullptr;
    auto const ours = find_string(*proof, "type") == proof_type && find_string(*proof, "cryptosuite") == suite &&
                      find_string(*proof, "proofPurpose") == purpose;
    return ours ? proof : nullptr;
}

}  // namespace

std::string make_proof(
    Value const& document, std::string_view verification_method, std::string_view created, Ed25519PrivateKey const& key
) {
    Document proof{rapidjson::kObjectType};
    add(proof, "type", proof_type);
    add(proof, "cryptosuite", suite);
    add(proof, "verificationMethod", verification_method);
    add(proof, "proofPurpose", purpose);
    add(proof, "created", created);
    if (auto const context = find(document, "@context")) set_context(proof, *context);

    auto const signature = key.sign(hash_data(proof, canonical_json(document, not_covered)));
    auto const value = std::string{"z"}.append(to_base58(signature));
    add(proof, "proofValue", value);
    return canonical_json(proof);
}

std::optional<ProofClaim> read_proof(Value const& document) {
    auto const proof = find_proof(document);
    if (proof == nullptr) return std::nullopt;
    auto const method = find_string(*proof, "verificationMethod");
    auto const created = find_string(*proof, "created");
    auto const expires = find(*proof, "expires") == nullptr ? "" : find_string(*proof, "expires");
    if (!method || method->empty() || !created || created->empty() || !expires) return std::nullopt;
    return ProofClaim{std::string{*method}, std::string{*created}, std::string{*expires}};
}

bool verify_proof(Value const& document, Ed25519PublicKey const& key) {
    if (!read_proof(document)) return false;
    auto const& proof = *find_proof(document);
    auto signature = decode_proof_value(proof);
    if (!signature) return false;
    Evidence evidence{without(proof, value_of_proof), without(document, not_covered), *std::move(signature), key};
    auto const context = find(proof, "@context");
    return context != nullptr ? verify_with_own_context(evidence, *context) : verify_without_context(evidence);
}

}  // namespace collegium::crypto
