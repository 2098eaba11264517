// A store's file as it lies on disk, read page by page without the engine. LMDB 0.9 keeps no checksums and believes its
// pages: a flipped bit makes it skip records, give others, or crash. So a file is checked here before the engine opens
// it: a copy that comes back from a backup, and the store itself by `collegium scrub`.
#pragma once

#include "storage/engine.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::storage {

// One thing that is not as it was written.
struct Damage {
    std::uint64_t page{};  // in the file
    std::string table;     // empty: the file's own pages
    std::string key;       // of a record, hexadecimal digits; empty: not a matter of one record
    std::string what;
};

struct Findings {
    static constexpr std::size_t most_told = 1000;

    std::uint64_t records{};  // that were read
    std::uint64_t pages{};    // that hold something
    std::uint64_t broken{};   // how much is damaged, told below or not
    std::vector<Damage> damages;
    bool is_whole() const noexcept { return broken == 0; }
    void add(Damage damage);
};

class StoreFile {
public:
    static constexpr std::string_view name = "data.mdb";

    // Reads where the file's trees begin. Throws std::system_error if it cannot be read.
    explicit StoreFile(std::filesystem::path const& file);
    ~StoreFile();
    StoreFile(StoreFile const&) = delete;
    StoreFile& operator=(StoreFile const&) = delete;

    // done and total pages, now and then, for who waits.
    using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;
    // A record as it lies there, its checksum included; called for those that are whole.
    using Visit = std::function<void(std::string_view table, std::string_view key, std::string_view record)>;

    // Whether its first two pages are as the engine needs them: it opens a file by them alone.
    bool begins_well() const;

    // Where the file's last page ends, in bytes, as its newest snapshot says; 0 if none can be read. The file itself
    // may be shorter, if those pages are free.
    std::uint64_t told_size() const;

    // Every page and every record of the newest snapshot of a file that nobody writes to.
    Findings check(Progress const& progress = {}, Visit const& visit = {}) const;

    // The same of the snapshot that a transaction holds, while others go on writing. Nothing if the file knows that
    // snapshot no more: take a newer one.
    std::optional<Findings> check_snapshot(ReadTx const& tx, Progress const& progress = {}, Visit const& visit = {})
        const;

private:
    std::span<std::uint8_t const> bytes_;
};

// Checks the store in this folder, whether a node serves from it or not. Throws std::system_error if there is none that
// can be read.
Findings check_store(
    EngineOptions const& options, StoreFile::Progress const& progress = {}, StoreFile::Visit const& visit = {}
);

// Throws CorruptRecord, with what to do, where the engine would die of reading: it maps pages that a file which was not
// written or copied to its end does not have. Reads only what the file says of its size, unless that is more than it
// has. A folder without a store may be opened. Throws std::system_error if the file cannot be read.
void require_openable(EngineOptions const& options);

}  // namespace collegium::storage
