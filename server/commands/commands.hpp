// The commands, one function each. What goes wrong is thrown: CommandError, SettingsError, StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace collegium::server::commands {

struct InitOptions {
    std::filesystem::path config;
    std::string domain;
    std::string name;
    std::filesystem::path data;
    std::filesystem::path sealing_key;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
};

// Writes the settings, makes the sealing key, the store and the node's own actor. What exists already is kept, so that
// it can be run again after it was interrupted; another domain than the settings' is refused.
void initialise(InitOptions const& options);

// test_network: a file for a network of loopback nodes; empty for the real one.
void serve_node(std::filesystem::path const& config, std::filesystem::path const& test_network);

struct UserOptions {
    std::string name;
    std::string display_name;
    std::string role = "member";
    bool password_from_stdin = false;  // else one is made and printed
};
void add_user(std::filesystem::path const& config, UserOptions const& options);

struct CommunityOptions {
    std::string name;
    std::string display_name;
    std::string summary;
    std::string facilitator;  // the name of a person of this node
};
void add_community(std::filesystem::path const& config, CommunityOptions const& options);

void add_partner(std::filesystem::path const& config, std::string const& host, std::string const& note);
void list_partners(std::filesystem::path const& config, bool json);

// Prints a question, its answers and which are accepted, as this node's store holds them.
void show_thread(std::filesystem::path const& config, std::string const& iri);

// Makes all views again from the log, and says whether they differ from before.
void rebuild_views(std::filesystem::path const& config);

}  // namespace collegium::server::commands
