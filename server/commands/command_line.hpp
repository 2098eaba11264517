// The command line: what can be typed, and what it does.
#pragma once

namespace collegium::server::commands {

// Exit code: 0 done, 1 not done (and why, on standard error), 2 not understood.
int run(int argc, char** argv);

}  // namespace collegium::server::commands
