#include "federation/delivery/delivery_report.hpp"

#include "config/log.hpp"
#include "federation/messages/json_scan.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::federation {

namespace {

// The host has judged this message and will not change its mind. 401 is not among them: it may lack a key for now.
bool is_final(unsigned status) {
    switch (status) {
        case 400:
        case 403:
        case 404:
        case 405:
        case 406:
        case 410:
        case 413:
        case 415:
        case 422:
        case 501: return true;
        default: return false;
    }
}

Fate fate_of(unsigned status) {
    if (status >= 200 && status < 300) return Fate::delivered;
    if (is_final(status)) return Fate::refused;
    bool const cannot_take_anything = status == 408 || status == 429 || status >= 500;
    return cannot_take_anything ? Fate::failed : Fate::set_aside;
}

// RFC 9110, 10.2.3: seconds, or a time.
std::chrono::milliseconds retry_after(IncomingResponse const& response, Instant now) {
    auto const text = response.field("retry-after");
    if (auto const when = from_http_date(text)) return std::max(*when - now, std::chrono::milliseconds{0});
    std::uint32_t seconds = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    bool const whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::chrono::seconds{seconds} : std::chrono::seconds{0};
}

// Neither a control character nor one that changes how its neighbours are shown (U+0080-9F, U+2000-207F, U+FEFF).
bool is_visible(std::string_view character) {
    auto const first = static_cast<unsigned char>(character.front());
    if (character.size() == 1) return first > 0x20 && first < 0x7f;
    if (first == 0xc2) return static_cast<unsigned char>(character[1]) >= 0xa0;
    return !character.starts_with("\xe2\x80") && !character.starts_with("\xe2\x81") && character != "\xef\xbb\xbf";
}

// The beginning of what a host said, in characters that can be shown and logged anywhere.
std::string harmless(std::string_view text) {
    constexpr std::size_t most = 200;
    std::string shown;
    for (auto rest = text; !rest.empty();) {
        auto const character = rest.substr(0, std::max<std::size_t>(utf8_sequence(rest), 1));
        if (shown.size() + character.size() > most) break;
        if (is_visible(character))
            shown += character;
        else if (!shown.empty() && shown.back() != ' ')
            shown += ' ';
        rest.remove_prefix(character.size());
    }
    return shown;
}

}  // namespace

Report Report::refused(std::string error) {
    Report report{Fate::refused};
    report.error = std::move(error);
    return report;
}

Report Report::set_aside(std::string error) {
    Report report{Fate::set_aside};
    report.error = std::move(error);
    return report;
}

Report Report::postponed(std::string error) {
    Report report{Fate::postponed};
    report.error = std::move(error);
    return report;
}

Report Report::about_recipients(Refusal refusal) {
    Report report{refusal.reason() == Reason::unreachable ? Fate::failed : Fate::set_aside};
    report.error = refusal.detail();
    return report;
}

Report report_of(Result<IncomingResponse> const& response, Instant now) {
    if (!response) {
        // What cannot be signed or written today cannot be tomorrow.
        Report report{response.error().reason() == Reason::malformed ? Fate::refused : Fate::failed};
        report.error = response.error().detail();
        return report;
    }
    Report report{fate_of(response->status)};
    report.status = response->status;
    report.error = "HTTP " + std::to_string(response->status);
    if (auto const words = harmless(response->body); !words.empty() && report.fate != Fate::delivered)
        report.error += ": " + words;
    report.retry_after = retry_after(*response, now);
    return report;
}

void log_fate(std::string_view host, storage::Seq seq, Report const& report) {
    auto const entry = std::to_string(static_cast<std::uint64_t>(seq));
    switch (report.fate) {
        case Fate::delivered: return log::debug("delivered", {{"host", host}, {"entry", entry}});
        case Fate::refused:
            return log::warning("delivery was refused", {{"host", host}, {"entry", entry}, {"error", report.error}});
        case Fate::set_aside:
            return log::info("delivery was set aside", {{"host", host}, {"entry", entry}, {"error", report.error}});
        case Fate::failed:
            return log::info("delivery failed", {{"host", host}, {"entry", entry}, {"error", report.error}});
        case Fate::postponed:
            return log::debug("delivery waits", {{"host", host}, {"entry", entry}, {"error", report.error}});
    }
}

}  // namespace collegium::federation
