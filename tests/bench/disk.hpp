// Disk: how long this computer takes to make a little durable, how much room there is, and how many files may be open.
#pragma once

#include <cstdint>
#include <filesystem>

namespace collegium::bench {

// Milliseconds for 4 KiB more at the end of a file of that folder, and fdatasync: the median of so many times.
double fsync_millis(std::filesystem::path const& folder, std::size_t times = 200);

// Throws std::runtime_error, which says so, if the folder's disk has fewer bytes left.
void need_room(std::filesystem::path const& folder, std::uint64_t bytes);

// Lets this process, and those that it starts, open as many files as they may: each connection is one. Throws
// std::runtime_error, which says so, if those are fewer.
void need_files(std::uint64_t count);

}  // namespace collegium::bench
