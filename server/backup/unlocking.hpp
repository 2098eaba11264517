// What opens a backup, from what the operator named.
#pragma once

#include "server/backup/lock.hpp"

namespace collegium::server::backup {

// Asks at the terminal for a passphrase only if the file needs one and no file with one was named. Throws Problem.
Unlock unlock_with(
    std::filesystem::path const& passphrase_file,
    std::filesystem::path const& secret_key,
    std::filesystem::path const& backup
);

}  // namespace collegium::server::backup
