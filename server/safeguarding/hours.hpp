// Hours: when the safeguarding lead is at school.
#pragma once

#include "config/clock.hpp"
#include "config/settings.hpp"

namespace collegium::server::safeguarding {

// Monday to Friday, from the first hour until before the last one, by the clock of the school.
bool is_in_hours(Settings::Safeguarding const& hours, Instant when) noexcept;

}  // namespace collegium::server::safeguarding
