#include "server/commands/opened.hpp"

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
            "'collegium init' makes one"};
    return *key;
}

Opened::Opened(std::filesystem::path const& config)
    : settings{read_settings(config)},
      store{{settings.node.data, settings.storage.map_gib << 30}},
      keyring{read_sealing_key(settings.node.sealing_key)} {
    log::set_level(settings.log.level);
}

}  // namespace collegium::server::commands
