#include "server/partner_words.hpp"

#include "config/phrase.hpp"

#include <array>

namespace collegium::server {

using federation::PartnerView;
using storage::PartnerState;

namespace {

constexpr std::chrono::hours silence{24};  // shorter ones are nobody's business but the operator's

std::string time_or_never(Instant when) {
    return when == Instant{} ? "never" : readable_time(when);
}

std::string count_of(std::uint64_t number, std::string_view one, std::string_view many) {
    return std::to_string(number) + " " + std::string{number == 1 ? one : many};
}

std::string size_of(std::uint64_t bytes) {
    if (bytes < 10'000) return count_of(bytes, "byte", "bytes");
    if (bytes < 10'000'000) return std::to_string(bytes / 1000) + " kB";
    return std::to_string(bytes / 1'000'000) + " MB";
}

std::string clock_of(storage::TrafficRecord const& traffic) {
    if (traffic.last_out == Instant{}) return "not known yet";
    if (traffic.clock_ahead > 0) return count_of(traffic.clock_ahead, "second", "seconds") + " ahead of ours";
    if (traffic.clock_behind > 0) return count_of(traffic.clock_behind, "second", "seconds") + " behind ours";
    return "the same as ours";
}

std::string outage_of(storage::LaneRecord const& lane) {
    if (lane.failures == 0) return "no";
    return "since " + readable_time(lane.first_failure) + " (" + lane.last_error + "); next try " +
           readable_time(lane.next_try);
}

void add(Lines& lines, std::string what, std::string value) {
    if (!value.empty()) lines.emplace_back(std::move(what), std::move(value));
}

std::string today(Instant now) {
    return to_rfc3339(now).substr(0, 10);
}

}  // namespace

std::string readable_date(std::string_view date) {
    constexpr std::array<std::string_view, 12> months{
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"};
    auto const month = static_cast<std::size_t>((date[5] - '0') * 10 + date[6] - '0');
    std::string readable{date[8] == '0' ? date.substr(9, 1) : date.substr(8, 2)};
    readable += " ";
    readable += months[month - 1];
    return readable + " " + std::string{date.substr(0, 4)};
}

std::string readable_time(Instant when) {
    auto const text = to_rfc3339(when);  // "2026-09-01T10:00:00Z"
    return readable_date(text) + ", " + text.substr(11, 5) + " UTC";
}

std::string readable_date(Instant when) {
    return readable_date(to_rfc3339(when));
}

Lines lines_about(PartnerView const& view) {
    auto const& traffic = view.traffic;
    Lines lines;
    add(lines, phrase("State"), std::string{federation::state_name(view.record.state)});
    add(lines, phrase("Since"), readable_time(view.record.since));
    if (view.all_rest) add(lines, phrase("All exchange"), phrase("paused"));
    add(lines, phrase("Reason"), view.record.reason);
    add(lines, phrase("Note"), view.record.note);
    if (!view.handshake.letter.empty())
        add(lines,
            phrase("Still to be told"),
            view.handshake.error.empty() ? "their node, in a moment" : "their node: " + view.handshake.error);
    if (!view.mailbox.key.empty()) add(lines, phrase("How it is reached"), phrase("It fetches for itself"));
    if (view.mailbox.used != Instant{})
        add(lines, phrase("How we are reached"), phrase("We fetch there for ourselves"));
    add(lines, phrase("Last message from there"), time_or_never(traffic.last_in));
    add(lines, phrase("Last answer to us"), time_or_never(traffic.last_out));
    add(lines, phrase("Messages in"), std::to_string(traffic.messages_in) + ", " + size_of(traffic.bytes_in));
    add(lines, phrase("Of those turned down here"), std::to_string(traffic.refused_in));
    add(lines, phrase("Turned down last because"), traffic.last_refusal);
    add(lines,
        phrase("Requests out"),
        std::to_string(traffic.requests_out) + ", " + size_of(traffic.bytes_out) + "; answers " +
            size_of(traffic.answers_bytes));
    add(lines, phrase("Waiting"), count_of(view.waiting, "message", "messages"));
    if (view.oldest) add(lines, phrase("The oldest waits since"), readable_time(*view.oldest));
    add(lines, phrase("Out of reach"), outage_of(view.lane));
    add(lines, phrase("Their clock"), clock_of(traffic));
    return lines;
}

std::string notice_about(PartnerView const& view, Instant now) {
    auto const name = federation::name_of(view);
    if (view.record.state == PartnerState::agreed && view.all_rest)
        return "Your school has paused the exchange with all partners. What you write is kept, and sent when it goes "
               "on.";
    if (view.record.state == PartnerState::paused)
        return name + " is paused by your school. What you write is kept, and sent when it is back.";
    if (view.record.state == PartnerState::removed || view.record.state == PartnerState::declined_by_them)
        return name + " is not a partner any more. What you write is not sent there.";
    if (view.record.state != PartnerState::agreed) return "";
    auto const& holiday = view.card ? view.card->holiday : std::nullopt;
    if (holiday && holiday->from <= today(now) && today(now) <= holiday->to)
        return name + " is away until " + readable_date(holiday->to) + ": what you write will arrive. " + holiday->text;
    if (view.lane.failures > 0 && now - view.lane.first_failure > silence)
        return name + " does not answer since " + readable_date(to_rfc3339(view.lane.first_failure)) +
               ". What you write is kept, and sent when it is back.";
    return "";
}

}  // namespace collegium::server
