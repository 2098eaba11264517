#include "federation/delivery_report.hpp"

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
    bool const cannot_take_anything = status == 429 || status >= 500;
    return cannot_take_anything ? Fate::failed : Fate::set_aside;
}

std::chrono::milliseconds retry_after(IncomingResponse const& response) {
    auto const text = response.field("retry-after");
    unsigned seconds = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    bool const whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::chrono::seconds{seconds} : std::chrono::seconds{0};
}

}  // namespace

Report Report::refused(std::string error) {
    Report report{Fate::refused};
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

Report report_of(Result<IncomingResponse> const& response) {
    if (!response) {
        // What cannot be signed or written today cannot be tomorrow.
        Report report{response.error().reason() == Reason::malformed ? Fate::refused : Fate::failed};
        report.error = response.error().detail();
        return report;
    }
    Report report{fate_of(response->status)};
    report.status = response->status;
    report.error = "HTTP " + std::to_string(response->status);
    report.retry_after = retry_after(*response);
    return report;
}

}  // namespace collegium::federation
