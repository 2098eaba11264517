// The settings file that 'collegium init' writes.
#pragma once

#include "server/commands/commands.hpp"

#include <string>

namespace collegium::server::commands {

// TOML, with what was said and nothing else: everything that is left out has its default.
std::string settings_text(InitOptions const& options);

}  // namespace collegium::server::commands
