// Retention: how long what is kept, what must not go, and what went.
#pragma once

#include <filesystem>
#include <string>

namespace collegium::server::commands {

// The table of the papers for data protection, as settings and program say it now.
void show_retention(std::filesystem::path const& config, bool json);

// The holds that stand, with who put them there, when and why.
void list_holds(std::filesystem::path const& config, bool json);

// The newest thousand rows of the log of disposals.
void show_disposals(std::filesystem::path const& config, bool json);

// What a hold stands on: an account by its name, a report or a case of the safeguarding lead by its number.
struct Held {
    std::string kind;  // "account", "report", "case"
    std::string name;
};

// Both are in the audit log. Throw CommandError with the remedy where it cannot be done.
void put_hold(std::filesystem::path const& config, Held const& held, std::string const& reason, bool json);
void release_hold(std::filesystem::path const& config, Held const& held, bool json);

// The operator says that this machine's clock is right. today: the date, which they read elsewhere.
void confirm_clock(std::filesystem::path const& config, std::string const& today, bool json);

}  // namespace collegium::server::commands
