// Checks: what this node looks at in itself, each with one sentence that says what to do. For the operators' page, the
// command line, and whoever watches over it from outside.
#pragma once

#include "server/health/readings.hpp"
#include "server/said.hpp"

#include <string>
#include <vector>

namespace collegium::server::health {

enum class State {
    good,
    unknown,  // nothing could be found out, or it does not concern this node: nobody needs to be woken
    poor,     // it works, and somebody should look at it in these days
    bad,      // something does not work, or soon will not
};

struct Check {
    std::string name;  // stable, for programs: "disk", "store", "clock", "certificate", "queue", "backup" ...
    State state = State::unknown;
    Words words;   // what was found, for people
    Words remedy;  // what to do, in one sentence; nothing if there is nothing to do
};

// "good", "not known", "look at this", "does not work": never a colour alone.
std::string_view state_words(State state) noexcept;

// Judges what was read. Pure: every state can be had by injected readings. In a fixed order, one for each name.
std::vector<Check> judge(Readings const& readings);

// Reads and judges. Walks folders of bounded size and one snapshot: some milliseconds, so it belongs on a worker.
// What cannot be read is a check of state bad or unknown, and never thrown.
std::vector<Check> run_checks(Surroundings const& surroundings);

// The worst of them. `unknown` counts as good.
State worst(std::vector<Check> const& checks) noexcept;

}  // namespace collegium::server::health
