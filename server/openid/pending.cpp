#include "server/openid/pending.hpp"

#include "crypto/bytes.hpp"
#include "crypto/digest.hpp"
#include "federation/messages/json_text.hpp"

namespace collegium::server::openid {

using federation::Json;
using federation::JsonText;
using federation::text_member;

namespace {

constexpr std::string_view pending_context = "pending school sign-in";
constexpr std::string_view newcomer_context = "newcomer of the school sign-in";

std::uint64_t seconds_of(Instant when) {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count()
    );
}

std::string in_cookie(members::Secrets const& secrets, JsonText const& json, std::string_view context) {
    return crypto::to_base64url(crypto::bytes_of(secrets.seal(json.done(), context)));
}

// What was sealed here at most ten minutes ago.
std::optional<Json> from_cookie(
    members::Secrets const& secrets, std::string_view cookie, std::string_view context, Instant now
) {
    auto const bytes = crypto::from_base64url(cookie);
    auto const text = bytes ? secrets.open(crypto::text_of(*bytes), context) : std::nullopt;
    auto json = text ? Json::read_object(*text, federation::incoming_json) : Result<Json>{Refusal{}};
    if (!json) return std::nullopt;
    auto const* const at = federation::member(json->root(), "at");
    if (at == nullptr || !at->IsUint64()) return std::nullopt;
    bool const fresh =
        seconds_of(now) - at->GetUint64() <=
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(pending_lasts).count());
    return fresh ? std::optional{*std::move(json)} : std::nullopt;
}

Instant time_of(Json const& json) {
    return Instant{std::chrono::seconds{federation::member(json.root(), "at")->GetInt64()}};
}

}  // namespace

Pending begin(members::Secrets const& secrets, std::string back, Instant now) {
    Pending pending;
    pending.state = secrets.fresh_token();
    pending.nonce = secrets.fresh_token();
    pending.verifier = secrets.fresh_token();
    pending.back = std::move(back);
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
        .number("at", seconds_of(pending.begun));
    return in_cookie(secrets, json, pending_context);
}

std::optional<Pending> pending_in(members::Secrets const& secrets, std::string_view cookie, Instant now) {
    auto const json = from_cookie(secrets, cookie, pending_context, now);
    if (!json) return std::nullopt;
    Pending pending;
    pending.state = text_member(json->root(), "state");
    pending.nonce = text_member(json->root(), "nonce");
    pending.verifier = text_member(json->root(), "verifier");
    pending.back = text_member(json->root(), "back");
    pending.begun = time_of(*json);
    return pending;
}

std::string sealed(members::Secrets const& secrets, Newcomer const& newcomer) {
    auto const& identity = newcomer.identity;
    auto json = JsonText::object();
    json.text("issuer", identity.issuer)
        .text("subject", identity.subject)
        .text("name", identity.name)
        .text("preferred", identity.preferred)
        .texts("groups", identity.groups)
        .text("refresh", newcomer.refresh_token)
        .text("back", newcomer.back)
        .number("at", seconds_of(newcomer.proved));
    return in_cookie(secrets, json, newcomer_context);
}

std::optional<Newcomer> newcomer_in(members::Secrets const& secrets, std::string_view cookie, Instant now) {
    auto const json = from_cookie(secrets, cookie, newcomer_context, now);
    if (!json) return std::nullopt;
    Newcomer newcomer;
    auto& identity = newcomer.identity;
    identity.issuer = text_member(json->root(), "issuer");
    identity.subject = text_member(json->root(), "subject");
    identity.name = text_member(json->root(), "name");
    identity.preferred = text_member(json->root(), "preferred");
    if (auto const* const groups = federation::member(json->root(), "groups"); groups != nullptr && groups->IsArray())
        for (auto const& each : groups->GetArray()) identity.groups.emplace_back(federation::text_of(each));
    newcomer.refresh_token = text_member(json->root(), "refresh");
    newcomer.back = text_member(json->root(), "back");
    newcomer.proved = time_of(*json);
    return newcomer;
}

}  // namespace collegium::server::openid
