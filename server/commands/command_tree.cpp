#include "server/commands/command_tree.hpp"

#include "server/commands/manual.hpp"

#include <utility>

namespace collegium::server::commands {

CommandTree::CommandTree() {
    app_.name("collegium");
    app_.footer(exit_codes_text());
    app_.require_subcommand(1);
    app_.set_version_flag("--version", version_words());
    app_.add_option("--config", config_, "Settings file")->envname("COLLEGIUM_CONFIG")->capture_default_str();
    app_.fallthrough();
}

CLI::App& CommandTree::command(CLI::App& parent, char const* name, char const* words, std::function<void()> run) {
    auto* const sub = parent.add_subcommand(name, words);
    sub->callback([this, moved = std::move(run)] { chosen_ = moved; });
    return *sub;
}

CLI::App& CommandTree::group(char const* name, char const* words) {
    auto* const sub = app_.add_subcommand(name, words);
    sub->require_subcommand(1);
    sub->fallthrough();
    return *sub;
}

CLI::App& CommandTree::reporting(CLI::App& sub) {
    sub.add_flag("--json", json_, "For machines: one JSON object or list");
    return sub;
}

int CommandTree::parse_and_run(int argc, char** argv) {
    try {
        app_.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return static_cast<int>(app_.exit(error) == 0 ? ExitCode::done : ExitCode::usage);
    }
    chosen_();
    return static_cast<int>(ExitCode::done);
}

}  // namespace collegium::server::commands
