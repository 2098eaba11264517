// Calendar text: events as programs for calendars subscribe to them (RFC 5545).
#pragma once

#include "federation/events/reading.hpp"

namespace collegium::federation::events {

// name: of the calendar, plain text.
std::string calendar_text(std::string_view name, std::vector<EventView> const& events, Instant now);

}  // namespace collegium::federation::events
