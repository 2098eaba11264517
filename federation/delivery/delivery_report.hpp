// What became of a delivery, judged from what the other node answered (wire reference 5.4).
#pragma once

#include "config/clock.hpp"
#include "federation/network.hpp"
#include "storage/tables.hpp"

#include <chrono>

namespace collegium::federation {

enum class Fate {
    delivered,
    refused,    // for good
    set_aside,  // this one, not now: the host lives
    failed,     // nobody there, or nobody who can take anything now: the host is out
    postponed,  // not tried
};

struct Report {
    explicit Report(Fate fate_) : fate{fate_} {}

    static Report refused(std::string error);
    static Report set_aside(std::string error);
    static Report postponed(std::string error);

    // The recipients' own documents could not be had.
    static Report about_recipients(Refusal refusal);

    Fate fate;
    unsigned status = 0;  // HTTP; 0 if there was no answer
    std::chrono::milliseconds retry_after{};
    std::string error;  // what to show an operator: with the first words of the host's own answer
};

// now: for a Retry-After that names a time.
Report report_of(Result<IncomingResponse> const& response, Instant now);

// One line for each try: where the entry went, and what became of it.
void log_fate(std::string_view host, storage::Seq seq, Report const& report);

}  // namespace collegium::federation
