// The options of 'collegium init' on the command line, apart from the others, since they are many.
#pragma once

#include "server/commands/commands.hpp"

namespace CLI {
class App;
}

namespace collegium::server::commands {

// into must outlive the command line.
void add_init_options(CLI::App& init, InitOptions& into);

}  // namespace collegium::server::commands
