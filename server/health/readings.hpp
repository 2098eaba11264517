// Readings: the numbers that the checks of health judge. Taken in one go, from the store's registers, the disk and the
// settings; nobody else is asked anything.
#pragma once

#include "config/clock.hpp"
#include "config/settings.hpp"
#include "server/backup/last.hpp"
#include "storage/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace collegium::server::health {

// Where the bytes of the disk are. `complete` is false if a folder holds more files than are counted.
struct DiskUse {
    std::uint64_t store = 0;   // everything that was said: the log, and what follows from it
    std::uint64_t media = 0;   // pictures
    std::uint64_t index = 0;   // of words, for search
    std::uint64_t rest = 0;    // what else is in the data folder
    std::uint64_t others = 0;  // what is on the same disk and not ours
    std::uint64_t free = 0;
    bool complete = true;
    std::uint64_t whole() const noexcept { return store + media + index + rest + others + free; }
};

// What the caller knows. worker_wait: how long an empty piece of work waited for a worker; nothing where nobody serves,
// as on the command line. certificate_end: of the one that is served; nothing: none is, or nobody knows. disk: counted
// lately; nothing: it is counted now.
struct Surroundings {
    Settings const& settings;
    storage::Store const& store;
    Instant now{};
    std::optional<std::chrono::milliseconds> worker_wait{};
    std::optional<Instant> certificate_end{};
    std::optional<DiskUse> disk{};
};

// How far a partner's clock is from ours, by the Date of its last answer.
struct PartnerClock {
    std::string host;
    std::int64_t ahead_seconds = 0;  // of ours; negative: behind
};

// What waits for one partner.
struct PartnerQueue {
    std::string host;
    Instant oldest{};       // when the oldest message for it was entered
    bool expected = false;  // it is paused, so its messages wait by decision
    std::uint64_t failures = 0;
};

enum class CertificateState { behind_proxy, unreadable, read };

struct Readings {
    Instant now{};
    std::optional<DiskUse> disk;    // nothing: the data folder cannot be read
    std::uint64_t store_limit = 0;  // bytes, the map of the settings
    std::uint64_t disk_floor = 0;   // bytes that stay free: below it nothing is taken from outside
    std::uint64_t media_limit = 0;  // bytes of all pictures; 0: no limit
    std::vector<PartnerClock> clocks;
    CertificateState certificate = CertificateState::behind_proxy;
    Instant certificate_end{};                  // of the one in the file
    std::optional<Instant> certificate_served;  // of the one that is served, if it is another one
    std::uint64_t waiting = 0;                  // messages for all partners
    std::vector<PartnerQueue> queues;           // the oldest first, at most 100, those that wait by decision last
    std::uint64_t refused = 0;                  // deliveries that a partner refused for good
    std::uint64_t dropped = 0;                  // that were given up here, and never left
    backup::LastBackup backup;                  // `made` 0: none that is known
    std::optional<backup::LastScrub> scrub;
    std::optional<std::chrono::milliseconds> worker_wait;
    std::uint64_t mails = 0;    // that wait for longer than a day, or were refused for good
    std::uint64_t reports = 0;  // that nobody has taken up for a day
    Instant oldest_report{};    // of those: when it came
    bool read_only = false;
    bool exchange_rests = false;           // an operator paused the exchange with all partners
    std::optional<Instant> doubted_since;  // retention::doubted_since
    std::string version;
};

// Never throws for what the disk does; a store that cannot be read throws StorageError.
Readings take_readings(Surroundings const& surroundings);

// The bytes below the data folder and on its disk. Counts at most `most_files` files in each folder. Nothing if there
// is no such folder.
std::optional<DiskUse> disk_use(std::filesystem::path const& data, std::size_t most_files = 200'000);

}  // namespace collegium::server::health
