#include "server/partner_words.hpp"

#include "config/phrase.hpp"

namespace collegium::server {

using federation::PartnerView;
using storage::PartnerState;

namespace {

constexpr std::chrono::hours silence{24};  // shorter ones are nobody's business but the operator's

Said time_or_never(Instant when) {
    if (when == Instant{}) return {phrase("never"), {}};
    return {"{time}", {{"time", when}}};
}

Said::Value size_of(std::uint64_t bytes) {
    if (bytes < 10'000) return Count(bytes, "{n} byte", "{n} bytes");
    if (bytes < 10'000'000) return std::to_string(bytes / 1000) + " kB";
    return std::to_string(bytes / 1'000'000) + " MB";
}

Said clock_of(storage::TrafficRecord const& traffic) {
    if (traffic.last_out == Instant{}) return {phrase("not known yet"), {}};
    auto const ahead = traffic.clock_ahead, behind = traffic.clock_behind;
    if (ahead > 0) return {"{n}", {{"n", Count(ahead, "{n} second ahead of ours", "{n} seconds ahead of ours")}}};
    if (behind > 0) return {"{n}", {{"n", Count(behind, "{n} second behind ours", "{n} seconds behind ours")}}};
    return {phrase("the same as ours"), {}};
}

Said outage_of(storage::LaneRecord const& lane) {
    if (lane.failures == 0) return {phrase("no"), {}};
    return {
        phrase("since {time} ({why}); next try {next}"),
        {{"time", lane.first_failure}, {"why", lane.last_error}, {"next", lane.next_try}}};
}

Said letter_of(storage::HandshakeRecord const& handshake) {
    if (handshake.error.empty()) return {phrase("their node, in a moment"), {}};
    return {phrase("their node: {why}"), {{"why", handshake.error}}};
}

void add(SaidLines& lines, std::string what, Said value) {
    lines.emplace_back(std::move(what), std::move(value));
}

// What somebody wrote.
void add_text(SaidLines& lines, std::string what, std::string const& text) {
    if (!text.empty()) lines.emplace_back(std::move(what), Said{"{text}", {{"text", text}}});
}

std::string today(Instant now) {
    return to_rfc3339(now).substr(0, 10);
}

}  // namespace

SaidLines lines_about(PartnerView const& view) {
    auto const& traffic = view.traffic;
    SaidLines lines;
    add(lines, phrase("State"), {std::string{federation::state_name(view.record.state)}, {}});
    add(lines, phrase("Since"), {"{time}", {{"time", view.record.since}}});
    if (view.all_rest) add(lines, phrase("All exchange"), {phrase("paused"), {}});
    add_text(lines, phrase("Reason"), view.record.reason);
    add_text(lines, phrase("Note"), view.record.note);
    if (!view.handshake.letter.empty()) add(lines, phrase("Still to be told"), letter_of(view.handshake));
    if (!view.mailbox.key.empty()) add(lines, phrase("How it is reached"), {phrase("It fetches for itself"), {}});
    if (view.mailbox.used != Instant{})
        add(lines, phrase("How we are reached"), {phrase("We fetch there for ourselves"), {}});
    add(lines, phrase("Last message from there"), time_or_never(traffic.last_in));
    add(lines, phrase("Last answer to us"), time_or_never(traffic.last_out));
    add(lines,
        phrase("Messages in"),
        {"{count}, {size}", {{"count", traffic.messages_in}, {"size", size_of(traffic.bytes_in)}}});
    add(lines, phrase("Of those turned down here"), {"{count}", {{"count", traffic.refused_in}}});
    add_text(lines, phrase("Turned down last because"), traffic.last_refusal);
    add(lines,
        phrase("Requests out"),
        {phrase("{count}, {size}; answers {answers}"),
         {{"count", traffic.requests_out},
          {"size", size_of(traffic.bytes_out)},
          {"answers", size_of(traffic.answers_bytes)}}});
    add(lines, phrase("Waiting"), {"{n}", {{"n", Count(view.waiting, "{n} message", "{n} messages")}}});
    if (view.oldest) add(lines, phrase("The oldest waits since"), {"{time}", {{"time", *view.oldest}}});
    add(lines, phrase("Out of reach"), outage_of(view.lane));
    add(lines, phrase("Their clock"), clock_of(traffic));
    return lines;
}

Lines in_english(SaidLines const& lines) {
    Lines english;
    for (auto const& [what, value] : lines) english.emplace_back(what, in_english(value));
    return english;
}

Words notice_about(PartnerView const& view, Instant now) {
    auto const name = federation::name_of(view);
    auto const state = view.record.state;
    auto const said = [&](std::string_view words) { return Said{std::string{words}, {{"partner", name}}}; };
    if (state == PartnerState::agreed && view.all_rest)
        return said(
            phrase("Your school has paused the exchange with all partners. What you write is kept, and sent when it "
                   "goes on.")
        );
    if (state == PartnerState::paused)
        return said(phrase("{partner} is paused by your school. What you write is kept, and sent when it is back."));
    if (state == PartnerState::removed || state == PartnerState::declined_by_them)
        return said(phrase("{partner} is not a partner any more. What you write is not sent there."));
    if (state != PartnerState::agreed) return {};
    auto const& holiday = view.card ? view.card->holiday : std::nullopt;
    if (holiday && holiday->from <= today(now) && today(now) <= holiday->to) {
        auto const last = from_rfc3339(holiday->to + "T00:00:00Z").value_or(now);
        Words words = Said{
            phrase("{partner} is away until {day}: what you write will arrive."),
            {{"partner", name}, {"day", Day{last}}}};
        words.sentences.push_back({"{text}", {{"text", holiday->text}}});
        return words;
    }
    if (view.lane.failures > 0 && now - view.lane.first_failure > silence)
        return Said{
            phrase("{partner} does not answer since {day}. What you write is kept, and sent when it is back."),
            {{"partner", name}, {"day", Day{view.lane.first_failure}}}};
    return {};
}

}  // namespace collegium::server
