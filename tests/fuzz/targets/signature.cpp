// Signatures of requests, in both dialects. The input is a request: its line, its fields, an empty line, its body.
#include "crypto/http_signature.hpp"
#include "federation/signing/claim.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>

namespace collegium::fuzz {

namespace {

constexpr std::string_view called = "https://north.example";

struct Posted {
    std::string method, target;
    std::vector<crypto::HeaderField> fields;
    std::string_view body;
};

Posted post_in(std::string_view input) {
    Posted posted;
    auto line = take_line(input);
    auto const blank = std::min(line.find(' '), line.size());
    posted.method = line.substr(0, blank);
    posted.target = line.substr(std::min(blank + 1, line.size()));
    while (!input.empty()) {
        line = take_line(input);
        if (line.empty()) break;
        auto const colon = std::min(line.find(": "), line.size());
        posted.fields.push_back(
            {std::string{line.substr(0, colon)}, std::string{line.substr(std::min(colon + 2, line.size()))}}
        );
    }
    posted.body = input;
    return posted;
}

std::string_view value_of(Posted const& posted, std::string_view name) {
    auto const found = std::ranges::find(posted.fields, name, &crypto::HeaderField::name);
    return found == posted.fields.end() ? std::string_view{} : std::string_view{found->value};
}

std::size_t lines_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
}

void read_cavage(Posted const& posted, crypto::RequestView const& request) {
    auto const signature = crypto::parse_cavage(value_of(posted, "Signature"));
    if (!signature) return;
    require(!signature->key_id.empty() && !signature->signature.empty(), "a signature is somebody's");
    require(signature->headers.size() <= 64, "no signature covers more than it may");
    auto const text = crypto::cavage_signing_string(*signature, request, posted.target);
    if (!text) return;
    bool const plain = posted.target.find('\n') == std::string::npos && posted.method.find('\n') == std::string::npos;
    if (plain) require(lines_of(*text) == std::max<std::size_t>(signature->headers.size(), 1), "each header is a line");
}

void read_rfc9421(Posted const& posted, crypto::RequestView const& request) {
    auto const signatures =
        crypto::parse_message_signatures(value_of(posted, "Signature-Input"), value_of(posted, "Signature"));
    if (!signatures) return;
    require(signatures->size() <= 8, "there are no more signatures than there may be");
    for (auto const& signature : *signatures) {
        auto const base = crypto::signature_base(signature, request);
        if (base) require(lines_of(*base) == signature.components.size() + 1, "each component is a line");
    }
}

void read_signature(std::string_view input) {
    auto const posted = post_in(input);
    crypto::RequestView const request{posted.method, called, posted.target, posted.fields};
    read_cavage(posted, request);
    read_rfc9421(posted, request);
    static_cast<void>(crypto::requested_algorithm(value_of(posted, "Accept-Signature")));

    auto const claim = federation::read_claim(request, posted.body);
    if (!claim) return;
    require(!claim->key_id.empty(), "a claim names a key");
    static_cast<void>(federation::check_time(*claim, claim->created, std::chrono::minutes{60}));
}

Registered const signature_target{{"signature", read_signature}};

}  // namespace

}  // namespace collegium::fuzz
