#include "server/mastodon/dates.hpp"

#include <charconv>

namespace collegium::server::mastodon {

namespace {

std::uint64_t number_of(std::string_view digits) noexcept {
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

}  // namespace

std::string api_date(Instant when) {
    auto text = to_rfc3339(when);
    auto const millis = std::to_string(1000 + (when.time_since_epoch().count() % 1000 + 1000) % 1000);
    text.replace(text.size() - 1, 1, "." + millis.substr(1) + "Z");
    return text;
}

std::string api_day(Instant when) {
    return to_rfc3339(when).substr(0, 10);
}

Instant time_of(storage::LocalId id) noexcept {
    return Instant{std::chrono::milliseconds{static_cast<std::int64_t>(static_cast<std::uint64_t>(id) >> 16)}};
}

std::string digits(storage::LocalId id) {
    return std::to_string(static_cast<std::uint64_t>(id));
}

std::string digits(storage::Handle handle) {
    return std::to_string(static_cast<std::uint64_t>(handle));
}

std::optional<storage::LocalId> local_id_of(std::string_view digits) noexcept {
    auto const number = number_of(digits);
    return number == 0 ? std::nullopt : std::optional{storage::LocalId{number}};
}

std::optional<storage::Handle> handle_of(std::string_view digits) noexcept {
    auto const number = number_of(digits);
    return number == 0 ? std::nullopt : std::optional{storage::Handle{number}};
}

}  // namespace collegium::server::mastodon
