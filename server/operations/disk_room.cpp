#include "server/operations/disk_room.hpp"

#include <sys/statvfs.h>

namespace collegium::server::operations {

std::optional<std::uint64_t> free_bytes(std::filesystem::path const& folder) {
    struct statvfs disk {};
    if (statvfs(folder.c_str(), &disk) != 0) return std::nullopt;
    return std::uint64_t{disk.f_bavail} * disk.f_frsize;
}

// Two threads may measure at once, and either answer is true.
std::uint64_t DiskRoom::left() const {
    auto const now = Steady::now().time_since_epoch().count();
    if (now < next_look_.load()) return left_.load();
    auto const measured = measure_().value_or(UINT64_MAX);
    left_ = measured;
    next_look_ = now + std::chrono::duration_cast<Steady::duration>(std::chrono::seconds{1}).count();
    return measured;
}

}  // namespace collegium::server::operations
