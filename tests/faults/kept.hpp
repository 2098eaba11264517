// Kept: whether a node's store holds what its partners were told that it has taken.
#pragma once

#include "tests/faults/posting.hpp"

#include <filesystem>
#include <optional>

namespace collegium::faults {

struct Kept {
    std::size_t mails = 0;  // that are in the log, byte for byte, and known by their ids
    std::string told;       // one line of what is wrong; empty if nothing is
    bool is_well() const { return told.empty(); }
};

// Opens the store for a moment, beside a node that serves or without one. Every acknowledged mail must be there; what
// was not may be. `others`: that nothing came twice as well, and that so many other things are there and no more.
Kept what_is_kept(
    std::filesystem::path const& data,
    std::vector<Mail> const& mails,
    Ledger const& ledger,
    std::optional<std::size_t> others = std::nullopt
);

// After the check that a scrub makes, in a process of its own, since a broken file may end it. The folder is nobody
// else's now.
Kept what_is_kept_after_all(std::filesystem::path const& data, std::vector<Mail> const& mails, Ledger const& ledger);

}  // namespace collegium::faults
