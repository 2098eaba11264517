// Brings a backup back, or says what that would do. Nothing of a file is believed before its seal, its digest and each
// page and record of the store in it were checked; the store gets its name last, so a restore that was broken off has
// done nothing.
#pragma once

#include "config/settings.hpp"
#include "server/backup/lock.hpp"
#include "server/backup/manifest.hpp"
#include "server/backup/progress.hpp"
#include "storage/store_file.hpp"

#include <functional>

namespace collegium::server::backup {

// Everything in the file is read and checked; with `whole`, each picture as well. Throws Problem.
Manifest inspect(std::filesystem::path const& file, Unlock const& unlock, bool whole, Progress& progress);

// The sealing key in a file that ends with .keys. Throws Problem.
crypto::SealingKey keys_in(std::filesystem::path const& file, Unlock const& unlock);

// Lays the store and the pictures into a folder that has no store, checks the store, calls ready(folder that has it
// now) and gives the store its name at last, unless another one came there meanwhile. Goes on without pictures that are
// damaged. Throws Problem, or what `ready` throws; then no store of this one is in the folder.
using Ready = std::function<void(std::filesystem::path const& folder, Manifest const& manifest)>;
struct Laid {
    Manifest manifest;
    storage::Findings findings;
    std::vector<SavedPicture> damaged;  // that could not be opened, and are not there now
};
Laid lay_out(
    std::filesystem::path const& file,
    Unlock const& unlock,
    std::filesystem::path const& data,
    Ready const& ready,
    Progress& progress
);

// Restores into a folder of its own below `scratch`, opens and checks the store, counts what is in it, and leaves
// nothing behind. Throws Problem, also for pictures that cannot be opened; these are set aside, so that the next backup
// seals them anew.
struct Tested {
    Manifest manifest;
    std::uint64_t records{};
    std::uint64_t activities{};  // in the log
    std::uint64_t people{};      // that sign in here
};
Tested test_restore(
    std::filesystem::path const& file, Unlock const& unlock, std::filesystem::path const& scratch, Progress& progress
);

// Makes the store in this folder ready to serve again: opens it with this sealing key, which must be the one of its
// secrets, marks it as brought back (federation/restored.hpp), ends all sign-ins, tokens, codes and invitations, and
// notes it in the audit log. Throws Problem.
void make_ready(
    std::filesystem::path const& folder,
    Settings const& settings,
    crypto::SealingKey const& sealing_key,
    Instant made,
    Instant now
);

}  // namespace collegium::server::backup
