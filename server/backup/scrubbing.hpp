// Scrubbing: reads every page and record of the store, and every picture, and says what is not as it was written. The
// node may serve meanwhile.
#pragma once

#include "config/settings.hpp"
#include "server/backup/progress.hpp"
#include "storage/store_file.hpp"

namespace collegium::server::backup {

struct BrokenPicture {
    std::string name;
    std::string what;
};

struct Scrubbed {
    storage::Findings store;
    std::uint64_t pictures{};  // that were read
    std::vector<BrokenPicture> broken_pictures;
    std::uint64_t broken() const noexcept { return store.broken + broken_pictures.size(); }
    bool is_whole() const noexcept { return store.is_whole() && broken_pictures.empty(); }
};

// Pictures that are part of a post carry the digest of their bytes in their name. Others (of profiles) are compared
// with what an earlier scrub found, which is kept beside them. Throws Problem if there is no store.
Scrubbed scrub(Settings const& settings, Progress& progress);

}  // namespace collegium::server::backup
