#include "federation/events/event.hpp"

#include "storage/iri.hpp"

#include <algorithm>

namespace collegium::federation::events {

namespace {

constexpr std::string_view cancelled_status = "CANCELLED";

constexpr std::uint64_t most_changes = 0x7FFF'FFFF;  // an INTEGER of RFC 5545

std::uint64_t number_member(JsonValue const& object, std::string_view name, std::uint64_t most) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsUint64() ? std::min(value->GetUint64(), most) : 0;
}

// One place or a list of them: rooms have a name, meetings online an address.
void read_location(JsonValue const& location, Event& event) {
    if (location.IsArray()) {
        for (auto const& each : location.GetArray())
            if (each.IsObject()) read_location(each, event);
        return;
    }
    if (!location.IsObject()) return;
    auto const url = Iri::parse(text_member(location, "url"));
    if (type_of(location) == "VirtualLocation") {
        if (url && event.link.empty()) event.link = url->text();
        return;
    }
    auto const name = text_member(location, "name");
    if (event.place.empty() && name.size() <= longest_place) event.place = name;
}

std::string location_of(Event const& event) {
    auto list = JsonText::list();
    if (!event.place.empty()) list.raw_item(JsonText::object().text("type", "Place").text("name", event.place).done());
    if (!event.link.empty())
        list.raw_item(JsonText::object().text("type", "VirtualLocation").text("url", event.link).done());
    return list.done();
}

}  // namespace

Instant Event::begin() const {
    return from_rfc3339(starts).value_or(Instant{});
}

Instant Event::end() const {
    return std::max(begin(), from_rfc3339(ends).value_or(Instant{}));
}

std::vector<std::string_view> problems_of(Event const& event) {
    std::vector<std::string_view> problems;
    auto const begin = from_rfc3339(event.starts), end = from_rfc3339(event.ends);
    if (!begin) problems.emplace_back("starts");
    if (!end || (begin && *end < *begin)) problems.emplace_back("ends");
    if (event.place.size() > longest_place || (event.place.empty() && event.link.empty()))
        problems.emplace_back("place");
    if (!event.link.empty() && !Iri::parse(event.link)) problems.emplace_back("link");
    if (event.capacity > most_places) problems.emplace_back("capacity");
    return problems;
}

std::optional<Event> event_in(JsonValue const& object) {
    if (type_of(object) != "Event" || !from_rfc3339(text_member(object, "startTime"))) return std::nullopt;
    Event event;
    event.starts = text_member(object, "startTime");
    event.ends = text_member(object, "endTime");
    event.capacity = number_member(object, "maximumAttendeeCapacity", most_places);
    event.sequence = number_member(object, "col:sequence", most_changes);
    auto const status = text_member(object, "eventStatus");
    event.cancelled = status == cancelled_status || status.ends_with("EventCancelled");
    if (auto const* const location = member(object, "location")) read_location(*location, event);
    return event;
}

void add_event(JsonText& object, Event const& event) {
    object.text("startTime", event.starts)
        .text("endTime", event.ends)
        .raw("location", location_of(event))
        .text("eventStatus", event.cancelled ? cancelled_status : "CONFIRMED")
        .text("joinMode", "free");
    if (event.capacity > 0) object.number("maximumAttendeeCapacity", event.capacity);
    if (event.sequence > 0) object.number("col:sequence", event.sequence);
}

}  // namespace collegium::federation::events
