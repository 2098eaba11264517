// Licence: what others may make of a guide, by its SPDX name.
#pragma once

#include "config/result.hpp"

#include <span>
#include <string_view>

namespace collegium::federation::guides {

struct Licence {
    std::string_view spdx;     // on the wire
    std::string_view name;     // for readers
    std::string_view address;  // of its text
    bool adaptable;            // others may change and translate it
    bool share_alike;          // under the same licence only
    bool commercial;           // also for gain
};

// Those that a member can choose, most liberal first.
std::span<Licence const> all_licences() noexcept;
Licence const* licence_with(std::string_view spdx) noexcept;

// Whether somebody may publish under `adaptation` what they made of something under `source`. Refuses not_allowed if
// the source may not be changed, or not under this licence, and if one of the two is unknown here.
Result<void> check_adaptation(std::string_view source, std::string_view adaptation);

}  // namespace collegium::federation::guides
