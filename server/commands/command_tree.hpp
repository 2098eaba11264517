// The table of commands while it is filled: each command says its options and what to do; exactly one is chosen. Help,
// manual and completion are read from it.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

namespace collegium::server::commands {

class CommandTree {
public:
    CommandTree();
    CommandTree(CommandTree const&) = delete;
    CommandTree& operator=(CommandTree const&) = delete;

    CLI::App& root() noexcept { return app_; }
    std::filesystem::path const& config() const noexcept { return config_; }
    bool json() const noexcept { return json_; }  // it was asked for

    // A command below the root or a group. words: one line, without a full stop.
    CLI::App& command(CLI::App& parent, char const* name, char const* words, std::function<void()> run);
    CLI::App& group(char const* name, char const* words);

    // It can tell machines what it tells people.
    CLI::App& reporting(CLI::App& sub);

    // The exit code. Throws what the chosen command throws.
    int parse_and_run(int argc, char** argv);

private:
    CLI::App app_{"Collegium: a federated community server for schools and universities"};
    std::function<void()> chosen_;
    std::filesystem::path config_ = "/etc/collegium/collegium.toml";
    bool json_ = false;
};

// Backups, restores, scrubs and copies to take away. user: the group of commands about people.
void add_data_commands(CommandTree& tree, CLI::App& user);

// The audit log, packs of evidence, papers for data protection, and retention.
void add_record_commands(CommandTree& tree);

// Version, help, manual, completion.
void add_about_commands(CommandTree& tree);

}  // namespace collegium::server::commands
