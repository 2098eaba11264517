// What 'collegium init' asks of somebody at a terminal, one question a line, each with its default.
#pragma once

#include "server/commands/commands.hpp"

#include <iosfwd>

namespace collegium::server::commands {

// Fills what is empty. An empty line, or the end of the input, takes the default. What is no possible answer is asked
// again, with the reason. Throws CommandError if the input ends before what is needed was said.
void ask_for_missing(InitOptions& options, std::istream& in, std::ostream& out);

// Without anybody to ask: throws CommandError that names what is missing.
void require_needed(InitOptions const& options);

}  // namespace collegium::server::commands
