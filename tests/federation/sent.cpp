#include "tests/federation/sent.hpp"

#include "crypto/digest.hpp"
#include "crypto/http_text.hpp"

#include <algorithm>

namespace collegium::tests {

using federation::OutgoingRequest;

namespace {

bool has_right_digest(OutgoingRequest const& request, std::vector<std::string> const& covered) {
    if (request.body.empty()) return true;
    auto const body = crypto::bytes_of(request.body);
    auto const covers = [&](std::string_view name) { return std::ranges::find(covered, name) != covered.end(); };
    return (covers("digest") && crypto::digest_field_matches(field_of(request, "Digest"), body)) ||
           (covers("content-digest") && crypto::content_digest_field_matches(field_of(request, "Content-Digest"), body)
           );
}

bool verifies_as_cavage(OutgoingRequest const& request, crypto::RequestView const& view, crypto::PublicKey const& key) {
    auto const signature = crypto::parse_cavage(field_of(request, "Signature"));
    if (!signature || !has_right_digest(request, signature->headers)) return false;
    auto const text = crypto::cavage_signing_string(*signature, view, view.target);
    return text && crypto::verify_cavage(*signature, *text, key);
}

}  // namespace

std::string field_of(OutgoingRequest const& request, std::string_view name) {
    return std::string{crypto::field_value(request.fields, name)};
}

bool is_rfc9421(OutgoingRequest const& request) {
    return crypto::count_fields(request.fields, "Signature-Input") != 0;
}

bool verifies(OutgoingRequest const& request, crypto::PublicKey const& key) {
    auto fields = request.fields;
    fields.push_back({"Host", request.host});
    auto const origin = "https://" + request.host;
    crypto::RequestView const view{request.method, origin, request.target, fields};
    if (!is_rfc9421(request)) return verifies_as_cavage(request, view, key);
    auto const all =
        crypto::parse_message_signatures(field_of(request, "Signature-Input"), field_of(request, "Signature"));
    if (!all || all->size() != 1 || !has_right_digest(request, all->front().components)) return false;
    auto const base = crypto::signature_base(all->front(), view);
    return base && crypto::verify_message(all->front(), *base, key);
}

}  // namespace collegium::tests
