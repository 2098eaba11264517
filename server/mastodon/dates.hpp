// Dates and ids in the one form that every client reads (clients 2e.1, 2e.2).
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::mastodon {

// "2026-11-28T09:00:00.000Z": three decimals and Z.
std::string api_date(Instant when);

// "2026-11-28": what `last_status_at` is.
std::string api_day(Instant when);

// When an id was given out.
Instant time_of(storage::LocalId id) noexcept;

// Decimal digits; as a JSON value they are a string.
std::string digits(storage::LocalId id);
std::string digits(storage::Handle handle);

// Nothing for what is not decimal digits of 64 bits, and for 0.
std::optional<storage::LocalId> local_id_of(std::string_view digits) noexcept;
std::optional<storage::Handle> handle_of(std::string_view digits) noexcept;

}  // namespace collegium::server::mastodon
