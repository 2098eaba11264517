// Makes a backup while the node serves.
//
//     FOLDER/school.example-20261129T153758Z.backup    the store as one snapshot, the settings, a list of pictures
//     FOLDER/school.example-20261129T153758Z.pictures  names below pictures/ that this backup needs: nothing secret
//     FOLDER/school.example-20261129T153758Z.keys      the sealing key, if it was asked for
//     FOLDER/pictures/ab/ab12...                       each picture once, sealed, however many backups hold it
#pragma once

#include "config/clock.hpp"
#include "config/settings.hpp"
#include "crypto/sealed.hpp"
#include "server/backup/lock.hpp"
#include "server/backup/progress.hpp"

#include <functional>

namespace collegium::server::backup {

struct Order {
    Settings const& settings;
    std::string settings_text;  // the file, to be kept in the backup
    crypto::SealingKey const& sealing_key;
    std::filesystem::path folder;
    Lock lock;
    bool with_keys = false;  // the sealing key too, in a file of its own: keep it elsewhere
    Instant now{};
};

struct Made {
    std::filesystem::path file;
    std::filesystem::path keys;  // empty: not asked for
    std::uint64_t bytes{};       // of the file
    std::uint64_t pictures{};
    std::uint64_t new_pictures{};  // that no earlier backup in the folder held
};

// Checks the store first: a broken one is not copied. Throws Problem, with the remedy; nothing half-written is left.
Made make(Order const& order, Progress& progress);

// Removes all but the newest `keep` backups of this domain in the folder, and the pictures that none of those needs.
// Returns how many backups went.
std::uint64_t forget_old(std::filesystem::path const& folder, std::string const& domain, std::size_t keep);

}  // namespace collegium::server::backup
