// Calendar text: events as programs for calendars subscribe to them (RFC 5545).
#pragma once

#include "federation/events/reading.hpp"

namespace collegium::federation::events {

// name: of the calendar, plain text. The same events give the same bytes, so that programs can ask whether anything has
// changed.
std::string calendar_text(std::string_view name, std::vector<EventView> const& events);

}  // namespace collegium::federation::events
