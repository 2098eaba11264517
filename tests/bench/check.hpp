// Check: a benchmark counts only if everything that was accepted is on disk, and nothing else.
#pragma once

#include "tests/bench/mail.hpp"

#include <filesystem>
#include <unordered_map>

namespace collegium::bench {

// What the node said 202 to, by the id of the activity.
using Accepted = std::unordered_map<std::string, Mail const*>;

struct Stored {
    std::uint64_t entries = 0;            // of the log, without the earlier ones
    std::vector<std::string> complaints;  // a few; none if the log holds exactly what was accepted, byte for byte
};

// The folder must be nobody else's now. earlier: how many entries the log had before anything was sent.
Stored check_store(std::filesystem::path const& folder, Accepted const& accepted, std::uint64_t earlier);

}  // namespace collegium::bench
