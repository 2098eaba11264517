#include "server/pages/steps.hpp"

namespace collegium::server::pages {

void show_steps(Values& values, std::string_view place, std::string_view name, std::vector<Step> const& steps) {
    auto line = values.include(place, "steps");
    line.words("NAME", name);
    for (auto const& each : steps) {
        auto step = line.repeat("STEP");
        step.words("WORDS", each.words);
        switch (each.state) {
            case StepState::done: step.show("DONE"); break;
            case StepState::now: step.show("NOW"); break;
            case StepState::ahead: step.show("AHEAD"); break;
            case StepState::failed: step.show("FAILED"); break;
        }
    }
}

}  // namespace collegium::server::pages
