// Disk: how long this computer takes to make a little durable, and how much room there is.
#pragma once

#include <cstdint>
#include <filesystem>

namespace collegium::bench {

// Milliseconds for 4 KiB more at the end of a file of that folder, and fdatasync: the median of so many times.
double fsync_millis(std::filesystem::path const& folder, std::size_t times = 200);

// Throws std::runtime_error, which says so, if the folder's disk has fewer bytes left.
void need_room(std::filesystem::path const& folder, std::uint64_t bytes);

}  // namespace collegium::bench
