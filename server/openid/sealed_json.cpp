#include "server/openid/sealed_json.hpp"

#include "crypto/bytes.hpp"

namespace collegium::server::openid {

using federation::Json;
using federation::JsonText;

namespace {

std::uint64_t seconds_of(Instant when) {
    auto const whole = std::chrono::floor<std::chrono::seconds>(when.time_since_epoch());
    return static_cast<std::uint64_t>(whole.count());
}

}  // namespace

std::string seal_json(members::Secrets const& secrets, JsonText& json, std::string_view context, Instant when) {
    json.number("at", seconds_of(when));
    return secrets.seal(json.done(), context);
}

std::optional<Json> open_json(
    members::Secrets const& secrets, std::string_view sealed, std::string_view context, Instant now
) {
    auto const text = secrets.open(sealed, context);
    auto json = text ? Json::read_object(*text) : Result<Json>{Refusal{}};
    if (!json) return std::nullopt;
    auto const* const at = federation::member(json->root(), "at");
    if (at == nullptr || !at->IsInt64()) return std::nullopt;
    auto const when = sealed_at(*json);
    return when <= now && now - when <= pending_lasts ? std::optional{*std::move(json)} : std::nullopt;
}

Instant sealed_at(Json const& json) {
    return Instant{std::chrono::seconds{federation::member(json.root(), "at")->GetInt64()}};
}

std::string for_cookie(std::string_view sealed) {
    return crypto::to_base64url(crypto::bytes_of(sealed));
}

std::string from_cookie(std::string_view cookie) {
    auto const bytes = crypto::from_base64url(cookie);
    return bytes ? std::string{crypto::text_of(*bytes)} : std::string{};
}

}  // namespace collegium::server::openid
