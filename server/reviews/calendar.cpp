#include "server/reviews/calendar.hpp"

#include <string_view>

namespace collegium::server::reviews {

namespace {

constexpr std::size_t longest_line = 75;  // bytes

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (char const c : text) {
        if (static_cast<unsigned char>(c) < 0x20) continue;
        if (c == '\\' || c == ',' || c == ';') safe += '\\';
        safe += c;
    }
    return safe;
}

// What goes on in the next line begins with a blank there.
std::string folded(std::string_view line) {
    std::string lines;
    auto room = longest_line;
    while (line.size() > room) {
        auto end = room;
        while (end > 0 && continues_character(line[end])) --end;
        lines += std::string{line.substr(0, end)} + "\r\n ";
        line.remove_prefix(end);
        room = longest_line - 1;
    }
    return lines + std::string{line} + "\r\n";
}

// "2026-10-01T10:00:00Z" => "20261001T100000Z"
std::string without_signs(std::string_view time) {
    std::string digits;
    for (char const c : time)
        if (c != '-' && c != ':') digits += c;
    return digits;
}

}  // namespace

std::string calendar_file(DueDay const& due, Instant now) {
    return folded("BEGIN:VCALENDAR") + folded("VERSION:2.0") + folded("PRODID:-//Collegium//Reviews//EN") +
           folded("BEGIN:VEVENT") + folded("UID:" + escaped(due.id)) +
           folded("DTSTAMP:" + without_signs(to_rfc3339(now))) +
           folded("DTSTART;VALUE=DATE:" + without_signs(due.day)) + folded("SUMMARY:" + escaped(due.title)) +
           folded("URL:" + due.address) + folded("TRANSP:TRANSPARENT") + folded("END:VEVENT") + folded("END:VCALENDAR");
}

}  // namespace collegium::server::reviews
