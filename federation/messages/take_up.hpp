// Take-up: that somebody works on a question. On the wire it is a comment, so that everybody can read it, with its
// state in col:takeUp; an Update changes the state.
#pragma once

#include "federation/messages/json.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

constexpr std::array<std::string_view, 4> take_up_states{"planned", "active", "finished", "stopped"};

constexpr bool is_take_up_state(std::string_view state) noexcept {
    return std::ranges::find(take_up_states, state) != take_up_states.end();
}

// One of the states; empty for what takes nothing up.
inline std::string take_up_of(JsonValue const& object) {
    auto const state = text_member(object, "col:takeUp");
    return is_take_up_state(state) ? std::string{state} : std::string{};
}

}  // namespace collegium::federation
