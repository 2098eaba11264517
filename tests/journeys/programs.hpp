// How a program of others is started so that it finds the nodes of a neighbourhood by their names and believes their
// certificates.
#pragma once

#include "tests/journeys/neighbourhood.hpp"
#include "tests/journeys/process.hpp"

namespace collegium::journeys {

// The beginning of such a command; variables ("NAME=value") and the program with its words come behind it.
// folder: where it runs, below that of others' software.
Command program_in(Neighbourhood const& neighbourhood, std::string const& folder);

}  // namespace collegium::journeys
