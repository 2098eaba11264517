// Event: when and where people meet, in a room, online or both (FEP-8a8e). Its title and words are those of any post.
#pragma once

#include "config/clock.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::federation::events {

constexpr std::size_t longest_place = 300;  // bytes
constexpr std::uint64_t most_places = 100'000;

struct Event {
    std::string starts;  // RFC 3339 with the offset of the place where it is: "2026-09-01T18:00:00+01:00"
    std::string ends;
    std::string place;           // plain text; may be empty
    std::string link;            // https address; may be empty
    std::uint64_t capacity = 0;  // 0: for as many as like to come
    bool cancelled = false;
    std::uint64_t sequence = 0;  // how often its organiser changed it: calendars take the greatest (RFC 5545, 3.8.7.4)

    Instant begin() const;
    Instant end() const;  // not before begin()

    bool operator==(Event const&) const = default;
};

// "starts", "ends", "place", "link", "capacity": the fields that cannot stand as they are.
std::vector<std::string_view> problems_of(Event const& event);

// Of an object; nothing unless it is an Event with a time.
std::optional<Event> event_in(JsonValue const& object);

// Its members of an object.
void add_event(JsonText& object, Event const& event);

}  // namespace collegium::federation::events
