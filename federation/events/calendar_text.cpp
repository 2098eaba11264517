#include "federation/events/calendar_text.hpp"

#include "federation/content/plain_text.hpp"

namespace collegium::federation::events {

namespace {

constexpr std::size_t longest_line = 73;  // bytes: with the blank that continues it, below the 75 of RFC 5545, 3.1

// RFC 5545, 3.3.11.
std::string escaped(std::string_view text) {
    std::string found;
    for (char const c : text) {
        if (c == '\r') continue;
        if (c == '\n') {
            found += "\\n";
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') found += '\\';
        found += c;
    }
    return found;
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Long lines go on in the next one, never within a character.
void add_line(std::string& text, std::string line) {
    std::string_view rest = line;
    while (rest.size() > longest_line) {
        auto cut = longest_line;
        while (cut > 1 && continues_character(rest[cut])) --cut;
        text += std::string{rest.substr(0, cut)} + "\r\n ";
        rest.remove_prefix(cut);
    }
    text += std::string{rest} + "\r\n";
}

// "2026-09-01T10:00:00Z" => "20260901T100000Z".
std::string basic_time(Instant when) {
    auto text = to_rfc3339(when);
    std::erase(text, '-');
    std::erase(text, ':');
    return text;
}

void add(std::string& text, EventView const& view) {
    auto const& event = view.event;
    add_line(text, "BEGIN:VEVENT");
    add_line(text, "UID:" + view.post.iri);
    add_line(text, "DTSTAMP:" + basic_time(view.post.updated));  // without a METHOD the time of its last change
    add_line(text, "SEQUENCE:" + std::to_string(event.sequence));
    add_line(text, "LAST-MODIFIED:" + basic_time(view.post.updated));
    add_line(text, "DTSTART:" + basic_time(event.begin()));
    add_line(text, "DTEND:" + basic_time(event.end()));
    add_line(text, "SUMMARY:" + escaped(view.post.title()));
    add_line(text, "DESCRIPTION:" + escaped(content::plain_text(view.post.content)));
    if (!event.place.empty()) add_line(text, "LOCATION:" + escaped(event.place));
    add_line(text, "URL:" + (event.link.empty() ? view.post.iri : event.link));
    add_line(text, event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    add_line(text, "END:VEVENT");
}

}  // namespace

std::string calendar_text(std::string_view name, std::vector<EventView> const& events) {
    std::string text;
    add_line(text, "BEGIN:VCALENDAR");
    add_line(text, "VERSION:2.0");
    add_line(text, "PRODID:-//Collegium//Calendar//EN");
    add_line(text, "X-WR-CALNAME:" + escaped(name));
    for (auto const& each : events) add(text, each);
    add_line(text, "END:VCALENDAR");
    return text;
}

}  // namespace collegium::federation::events
