// Partner words: what people read about partners, on pages and in the terminal.
#pragma once

#include "federation/partners/partner_view.hpp"
#include "server/said.hpp"

#include <string>
#include <utility>
#include <vector>

namespace collegium::server {

using Lines = std::vector<std::pair<std::string, std::string>>;  // what it is, and its value
using SaidLines = std::vector<std::pair<std::string, Said>>;

// Everything about the exchange, for operators: state, traffic, queue, errors, clock.
SaidLines lines_about(federation::PartnerView const& view);

Lines in_english(SaidLines const& lines);

// What members read where something of this institution is shown: it is paused, away or silent. Empty if all is well.
Words notice_about(federation::PartnerView const& view, Instant now);

}  // namespace collegium::server
