#include "config/entropy.hpp"
#include "crypto/password.hpp"
#include "federation/local_actors.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <array>
#include <iostream>

namespace collegium::server::commands {

using storage::AccountRecord;
using storage::Role;

namespace {

constexpr std::size_t shortest_password = 12;

Role role_named(std::string const& name) {
    if (name == "member") return Role::member;
    if (name == "facilitator") return Role::facilitator;
    if (name == "operator") return Role::operator_;
    throw CommandError{"there is no role '" + name + "': use member, facilitator or operator"};
}

std::string password_from_stdin() {
    std::string password;
    std::getline(std::cin, password);
    if (password.size() < shortest_password)
        throw CommandError{"the password is too short: use at least 12 characters"};
    return password;
}

// 120 random bits in groups that can be read aloud.
std::string made_password() {
    std::array<std::uint8_t, 15> bytes{};
    SystemEntropy{}.fill(bytes);
    auto text = crypto::to_base64url(bytes);
    for (std::size_t place : {15u, 10u, 5u}) text.insert(place, "-");
    return text;
}

}  // namespace

void add_user(std::filesystem::path const& config, UserOptions const& options) {
    Opened opened{config};
    auto const role = role_named(options.role);
    auto const password = options.password_from_stdin ? password_from_stdin() : made_password();
    auto const hash = crypto::hash_password(password);
    auto const keys = federation::Keyring::generate();
    auto const display = options.display_name.empty() ? options.name : options.display_name;
    federation::NewActor const actor{storage::ActorType::person, options.name, display, ""};

    storage::Store::Change<storage::Handle> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        auto const now = opened.clock.now();
        auto handle =
            federation::create_local_actor(tx, tables, opened.keyring, opened.settings.origin(), actor, keys, now);
        if (handle) tables.accounts.put(tx, options.name, AccountRecord{*handle, role, true, hash, now});
        return handle;
    };
    static_cast<void>(value_or_error(opened.store.write_now(change), "cannot add " + options.name));
    std::cout << "Added @" << options.name << '@' << opened.settings.node.domain << '\n';
    if (!options.password_from_stdin) std::cout << "Password: " << password << '\n';
}

}  // namespace collegium::server::commands
