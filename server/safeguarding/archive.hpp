// Archive: several files as one tar file, and back. libarchive is behind this header.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::safeguarding {

// Sorted by path, without owners, all of the same time, so that equal files give equal bytes. Throws std::runtime_error
// if libarchive cannot.
std::string to_tar(std::map<std::string, std::string> const& files, std::int64_t seconds);

// Regular files with plain relative paths, each once: at most 10,000, 256 MiB in all. Nothing for anything else.
std::optional<std::map<std::string, std::string>> from_tar(std::string_view tar);

}  // namespace collegium::server::safeguarding
