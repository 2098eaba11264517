// What is known of this node's backups, and of the last scrub: small files in the data folder, for the health page,
// alarms and whoever asks.
#pragma once

#include "config/clock.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace collegium::server::backup {

struct LastBackup {
    Instant made{};      // when the newest one that was finished began; 0: none was
    std::string file{};  // where it was written to
    std::uint64_t bytes{};
    Instant verified{};  // when one was last restored for a test and found whole; 0: never
    Instant failed{};    // when one last failed, if that is newer than what was made; 0: it did not
    std::string why{};   // it failed
    bool operator==(LastBackup const&) const = default;
};

// From the node's data folder. Nothing if no backup was ever tried, or if the file cannot be read.
std::optional<LastBackup> last_backup(std::filesystem::path const& data);

// Replaces the whole file at once. Throws Problem if the disk does not take it.
void note_backup(std::filesystem::path const& data, LastBackup const& last);

struct LastScrub {
    Instant made{};          // when it began
    std::uint64_t broken{};  // records, pages and pictures that were not as they were written
    bool operator==(LastScrub const&) const = default;
};

// The same of the last scrub that came to its end.
std::optional<LastScrub> last_scrub(std::filesystem::path const& data);
void note_scrub(std::filesystem::path const& data, LastScrub const& last);

}  // namespace collegium::server::backup
