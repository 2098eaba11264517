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
    return to_rfc3339_in_millis(when);
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
