// Asset names: the addresses under which browsers keep our files for a year. They change with what is in the file.
#pragma once

#include <string>
#include <string_view>

namespace collegium::server::pages {

// "/assets/style.css?v=0f3a9c2b51d47e68" of an embedded file: the first eight bytes of its SHA-256.
std::string asset_address(std::string_view name);

// True if it is the version that this program has.
bool is_current_version(std::string_view name, std::string_view version);

}  // namespace collegium::server::pages
