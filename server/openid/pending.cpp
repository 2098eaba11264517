#include "server/openid/pending.hpp"

#include "crypto/bytes.hpp"
#include "crypto/digest.hpp"
#include "server/openid/sealed_json.hpp"

namespace collegium::server::openid {

using federation::JsonText;
using federation::text_member;

namespace {

constexpr std::string_view context = "pending school sign-in";

// With all the rest, sealed and in base64, the cookie stays below the 4096 bytes that browsers keep.
constexpr std::size_t longest_back = 2000;

}  // namespace

Pending begin(members::Secrets const& secrets, std::string back, Instant now) {
    Pending pending;
    pending.state = secrets.fresh_token();
    pending.nonce = secrets.fresh_token();
    pending.verifier = secrets.fresh_token();
    if (back.size() <= longest_back) pending.back = std::move(back);
    pending.begun = now;
    return pending;
}

std::string challenge_of(Pending const& pending) {
    return crypto::to_base64url(crypto::sha256(crypto::bytes_of(pending.verifier)));
}

std::string sealed(members::Secrets const& secrets, Pending const& pending) {
    auto json = JsonText::object();
    json.text("state", pending.state)
        .text("nonce", pending.nonce)
        .text("verifier", pending.verifier)
        .text("back", pending.back)
        .text("former", pending.former);
    return for_cookie(seal_json(secrets, json, context, pending.begun));
}

std::optional<Pending> pending_in(members::Secrets const& secrets, std::string_view cookie, Instant now) {
    auto const json = open_json(secrets, from_cookie(cookie), context, now);
    if (!json) return std::nullopt;
    auto const text = [&](std::string_view name) { return std::string{text_member(json->root(), name)}; };
    Pending pending;
    pending.state = text("state");
    pending.nonce = text("nonce");
    pending.verifier = text("verifier");
    pending.back = text("back");
    pending.former = text("former");
    pending.begun = sealed_at(*json);
    return pending;
}

}  // namespace collegium::server::openid
