// Claim: what a request says of its signature, read before any key is known: by whom, when, over what.
#pragma once

#include "config/clock.hpp"
#include "config/result.hpp"
#include "crypto/http_signature.hpp"
#include "storage/tables.hpp"

#include <functional>
#include <optional>
#include <string>

namespace collegium::federation {

// A signature of either dialect, reduced to what the rest of the check needs.
struct Claim {
    std::string key_id;
    bool is_rfc9421 = false;
    Instant created{};
    std::optional<Instant> expires;
    bool expires_is_signed = true;  // or it can only shorten the time
    std::function<bool(crypto::PublicKey const&)> verifies;
};

// Reads draft-cavage-12 (Signature, or Authorization: Signature) and RFC 9421, as peers write them (wire reference 1.3
// and 1.5). Whatever decides may be there only once. A POST must be signed over its target, its body and its time; the
// digest is checked here. A GET must be signed over its target, its host and its time.
// Refuses unsigned_, missing_digest (something is not covered), forged (the digest is not the body's, a signed field is
// not there or is there twice) and stale (a time that cannot be read).
Result<Claim> read_claim(crypto::RequestView const& request, std::string_view body);

// Both clocks may be wrong by the window; the past gets five minutes more for the time on the way. A signature that
// says when it ends is good until then, but no longer than twelve hours. Refuses stale.
Result<void> check_time(Claim const& claim, Instant now, std::chrono::minutes window);

}  // namespace collegium::federation
