#include "server/commands/opened.hpp"

#include "server/commands/owner.hpp"

#include <fstream>
#include <string>

namespace collegium::server::commands {

crypto::SealingKey read_sealing_key(std::filesystem::path const& file) {
    std::ifstream in{file};
    std::string text;
    in >> text;
    auto const key = crypto::SealingKey::from_hex(text);
    if (!key)
        throw CommandError{
            file.string() +
            ": no sealing key there: it must be a file of 64 hex digits that this user can read; "
            "'collegium init' makes one for a new node. For one that has served bring back the copy that you keep "
            "elsewhere, or restore a backup with its .keys file: no other key opens what is sealed"};
    return *key;
}

namespace {

// Before anything is opened that the serving node opens as well.
Settings as_owner(Settings settings) {
    become_owner_of(settings.node.data);
    return settings;
}

}  // namespace

Opened::Opened(std::filesystem::path const& config)
    : settings{as_owner(read_settings(config))},
      store{{settings.node.data, settings.storage.map_gib << 30}},
      keyring{read_sealing_key(settings.node.sealing_key)} {
    log::set_level(settings.log.level);
}

}  // namespace collegium::server::commands
