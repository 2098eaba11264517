#include "server/safeguarding/hours.hpp"

namespace collegium::server::safeguarding {

bool is_in_hours(Settings::Safeguarding const& hours, Instant when) noexcept {
    auto const there = when + std::chrono::minutes{hours.ahead_of_utc_minutes};
    auto const day = std::chrono::floor<std::chrono::days>(there);
    auto const hour = std::chrono::floor<std::chrono::hours>(there - day).count();
    std::chrono::weekday const weekday{day};
    bool const is_weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    return !is_weekend && hour >= hours.from_hour && hour < hours.to_hour;
}

}  // namespace collegium::server::safeguarding
