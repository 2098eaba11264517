#include "tests/federation/hand_signed.hpp"

#include <algorithm>

namespace collegium::tests {

namespace {

std::string joined(std::vector<std::string> const& names) {
    std::string text;
    for (auto const& name : names) text += (text.empty() ? "" : " ") + name;
    return text;
}

}  // namespace

std::string HandSigned::over(crypto::RequestView const& request, crypto::RsaPrivateKey const& key) const {
    crypto::CavageSignature signature;
    signature.algorithm = algorithm;
    signature.headers = headers;
    signature.created = created;
    signature.expires = expires;
    return with(
        crypto::cavage_signing_string(signature, request, target.empty() ? request.target : target).value(), key
    );
}

std::string HandSigned::with(std::string_view signed_text, crypto::RsaPrivateKey const& key) const {
    auto const time = [&](std::int64_t seconds) {
        auto const digits = std::to_string(seconds);
        return quotes_times ? '"' + digits + '"' : digits;
    };
    std::string field = "keyId=\"" + key_id + '"';
    if (!algorithm.empty()) field += comma + "algorithm=\"" + algorithm + '"';
    if (created) field += comma + "created=" + time(*created);
    if (expires) field += comma + "expires=" + time(*expires);
    field += comma + "headers=\"" + joined(headers) + '"';
    return field + comma + "signature=\"" + crypto::to_base64(key.sign(crypto::bytes_of(signed_text))) + '"';
}

federation::SignedPost resigned(federation::SignedPost post, HandSigned const& hand, crypto::RsaPrivateKey const& key) {
    crypto::RequestView const view{"POST", "https://north.test", post.target, post.fields};
    field_in(post, "Signature") = hand.over(view, key);
    return post;
}

std::string& field_in(federation::SignedPost& post, std::string_view name) {
    auto const found = std::ranges::find(post.fields, name, &crypto::HeaderField::name);
    if (found == post.fields.end()) throw std::logic_error{"no such field in this message"};
    return found->value;
}

void remove_field(federation::SignedPost& post, std::string_view name) {
    std::erase_if(post.fields, [&](auto const& field) { return field.name == name; });
}

}  // namespace collegium::tests
