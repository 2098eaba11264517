// Calendar: the day that a review is due, as a file for people's calendars (RFC 5545).
#pragma once

#include "config/clock.hpp"

#include <string>

namespace collegium::server::reviews {

struct DueDay {
    std::string id;       // of the request; the same each time, so that a calendar has it once
    std::string day;      // "2026-10-01"
    std::string title;    // one line
    std::string address;  // where it is answered
};

// One entry of a whole day, its lines folded at 75 bytes and never inside a character.
std::string calendar_file(DueDay const& due, Instant now);

}  // namespace collegium::server::reviews
