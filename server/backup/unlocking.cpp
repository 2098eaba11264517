#include "server/backup/unlocking.hpp"

#include "server/backup/sealed_file.hpp"

namespace collegium::server::backup {

Unlock unlock_with(
    std::filesystem::path const& passphrase_file,
    std::filesystem::path const& secret_key,
    std::filesystem::path const& backup
) {
    Unlock unlock;
    if (!secret_key.empty()) unlock.pair = read_secret_half(secret_key);
    bool const needs_passphrase = is_locked_by_passphrase(SealedReader::head_of(backup).json);
    if (needs_passphrase) unlock.passphrase = read_passphrase(passphrase_file, false);
    return unlock;
}

}  // namespace collegium::server::backup
