// The manual, made from the same table as the command line: what `--help` says, man(1) shows and bash completes.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace collegium::server::commands {

// How commands end, for whoever calls them from a script.
enum class ExitCode : int {
    done = 0,
    refused = 1,  // nothing was changed, and a line on standard error says why and what to do
    usage = 2,    // no such command or option
    damaged = 3,  // something on the disk is not as it was written
};

std::string version_words();  // "collegium 0.1.0"

// What stands below every help: the exit codes.
std::string exit_codes_text();

class UnknownCommand : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// The help of a command, named by its words: {"user", "add"}; of all for none. Throws UnknownCommand.
std::string help_of(CLI::App const& app, std::vector<std::string> const& words);

// A page in roff, section 1, of the whole program.
std::string manual_page(CLI::App const& app, std::string_view version);

// A script for bash: `source <(collegium help --completion)`.
std::string completion_script(CLI::App const& app);

}  // namespace collegium::server::commands
