// The time of day, passed in, so that a test can own it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace collegium {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override;
};

// "2026-09-01T10:00:00Z" (RFC 3339, whole seconds, UTC): the form of the times we emit.
std::string to_rfc3339(Instant when);

// The same with three digits after the second, for what may be followed by its opposite in the same second.
std::string to_rfc3339_in_millis(Instant when);

// "Tue, 01 Sep 2026 10:00:00 GMT" (RFC 9110, 5.6.7): the form of the Date header.
std::string to_http_date(Instant when);

// The readers take what peers send. RFC 3339 with any number of fraction digits (cut to milliseconds), "Z" or an
// offset; the three forms of RFC 9110 are too many: only the first, which everybody writes.
// Nothing for anything else, or for a year before 1970 or after 9999.
std::optional<Instant> from_rfc3339(std::string_view text);
std::optional<Instant> from_http_date(std::string_view text);

}  // namespace collegium
