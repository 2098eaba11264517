// A cavage signature written by hand, with the habits and the faults that a test wants.
#pragma once

#include "crypto/http_signature.hpp"
#include "federation/signing/verify.hpp"

namespace collegium::tests {

struct HandSigned {
    std::string key_id = "https://east.test/u/eve#main-key";
    std::string algorithm = "hs2019";  // empty: not named
    std::vector<std::string> headers{"(request-target)", "host", "date", "digest"};
    std::optional<std::int64_t> created;
    std::optional<std::int64_t> expires;
    bool quotes_times = false;
    std::string comma = ",";
    std::string target;  // what is signed; empty: the request's own

    // The value of Signature for this request.
    std::string over(crypto::RequestView const& request, crypto::RsaPrivateKey const& key) const;

    // The same over a text of the test's own.
    std::string with(std::string_view signed_text, crypto::RsaPrivateKey const& key) const;
};

// The message with this signature in place of its own.
federation::SignedPost resigned(federation::SignedPost post, HandSigned const& hand, crypto::RsaPrivateKey const& key);

std::string& field_in(federation::SignedPost& post, std::string_view name);  // must be there
void remove_field(federation::SignedPost& post, std::string_view name);

}  // namespace collegium::tests
