// The way out: communities that go to another institution, and the farewell of a whole node.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <string>

namespace collegium::server::commands {

class CommandTree;

struct HandOverOptions {
    std::string name;     // of a community here
    std::string address;  // of the other one: algebra@university.example
    bool dry_run = false;
    bool takes_back = false;  // of an agreement
    bool json = false;
    std::filesystem::path test_network;
};

// Hands a community over to one at a partner that agreed, for good.
void hand_over_community(std::filesystem::path const& config, HandOverOptions const& options);

// A community here agrees to take over the one at the address, or takes that back.
void agree_to_take_over(std::filesystem::path const& config, HandOverOptions const& options);

struct FarewellOptions {
    std::string domain;  // of this node, as a confirmation
    bool dry_run = false;
    bool keep_words = false;  // what members wrote stays at partners
    bool json = false;
    std::chrono::minutes patience{60};  // until it says who is still owed
};

// Says farewell to all partners and waits until they have got it. Throws CommandError while somebody is still owed.
void decommission_node(std::filesystem::path const& config, FarewellOptions const& options);

// community: the group of commands about communities.
void add_way_out(CommandTree& tree, CLI::App& community);

}  // namespace collegium::server::commands
