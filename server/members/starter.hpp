// Starter pack: the communities and guides that somebody sees first who has joined nothing yet (needs K9). The operator
// chooses them in the settings, for everyone or for those of a constituency or a role.
#pragma once

#include "config/settings.hpp"
#include "storage/member_records.hpp"

namespace collegium::server::members {

// Throws SettingsError for a line that is not "everyone=...", or a constituency or role, "=" and a community's address
// or a guide's.
void check_starter(Settings const& settings);

// Addresses ("algebra", "algebra@hillside.example", "https://hillside.example/post/7") for somebody, what is for them
// in particular first, each once.
std::vector<std::string> starter_for(Settings const& settings, storage::Constituency constituency, storage::Roles held);

}  // namespace collegium::server::members
