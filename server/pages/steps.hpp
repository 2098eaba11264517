// Steps: how far something has come, as a line of steps: what is done, where it is now, and what is still ahead.
#pragma once

#include "server/pages/page.hpp"

#include <string>
#include <vector>

namespace collegium::server::pages {

enum class StepState { done, now, ahead, failed };

struct Step {
    std::string words;  // English, marked by phrase()
    StepState state = StepState::ahead;
};

// At the place (an include of the template "steps"). name: what the line is about, for those who do not see it;
// English, as the steps are.
void show_steps(Values& values, std::string_view place, std::string_view name, std::vector<Step> const& steps);

}  // namespace collegium::server::pages
