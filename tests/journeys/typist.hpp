// Typist: an operator at the keyboard of one node.
#pragma once

#include "tests/journeys/school.hpp"

namespace collegium::journeys {

struct Typist {
    Finished type(Command const& words, std::string const& input = "") const {
        return run(school.command(words), input);
    }

    Neighbourhood neighbourhood;
    School school{neighbourhood, "commands-node"};
};

inline bool says(std::string const& text, std::string const& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace collegium::journeys
