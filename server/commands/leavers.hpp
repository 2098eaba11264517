// Leavers: closing the accounts of all who left at once, as at the end of a school year.
#pragma once

#include "config/result.hpp"
#include "storage/tables.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace collegium::server::commands {

// Refuses conflict for somebody who alone runs a community: a command cannot tell partners who runs it from now on; a
// serving node can.
Result<void> may_be_closed(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& name);

// file: one account a line, up to the first comma, semicolon or tab, with or without "@" and our domain; a line that
// begins with '#' is passed over. Says what becomes of each, and changes nothing unless confirmed is how many would be
// closed. Then all are closed in one transaction, or none: their sign-ins, programs and passkeys end with it. Throws
// CommandError for a file that cannot be read, for names that cannot be closed, and for another number.
void close_leavers(
    std::filesystem::path const& config,
    std::filesystem::path const& file,
    std::optional<std::uint64_t> confirmed,
    bool json
);

}  // namespace collegium::server::commands
