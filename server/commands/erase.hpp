// Erasing people and looking after what became of it.
#pragma once

#include <filesystem>
#include <string>

namespace collegium::server::commands {

// Erases a person with all that they wrote, and asks the institutions that had got something of it to do the same.
// dry_run: says only what would be done. Throws CommandError with the remedy where it cannot be done.
void erase_user(std::filesystem::path const& config, std::string const& name, bool dry_run, bool json);

// Lists the erasures: how many institutions have confirmed each, and who still owes it.
void list_erasures(std::filesystem::path const& config, bool json);

}  // namespace collegium::server::commands
