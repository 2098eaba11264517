// Partner words: what people read about partners, on pages and in the terminal.
#pragma once

#include "federation/partners/partner_view.hpp"

#include <string>
#include <utility>
#include <vector>

namespace collegium::server {

using Lines = std::vector<std::pair<std::string, std::string>>;  // what it is, and its value

std::string readable_time(Instant when);           // "1 September 2026, 10:00 UTC"
std::string readable_date(std::string_view date);  // "2026-09-01" => "1 September 2026"
std::string readable_date(Instant when);

// Everything about the exchange, for operators: state, traffic, queue, errors, clock.
Lines lines_about(federation::PartnerView const& view);

// What members read where something of this institution is shown: it is paused, away or silent. Empty if all is well.
std::string notice_about(federation::PartnerView const& view, Instant now);

}  // namespace collegium::server
