// Addresses to which signposts lead: pages anywhere on the web.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace collegium::federation::signposts {

// The address as people paste it, in the form that is kept: http or https, its scheme and host in lower case, letters
// beyond ASCII escaped. Nothing for what a browser would not open or should not: another scheme, a user name or a
// password, an IP literal, a host of one word, blanks, control bytes, or more than 2048 bytes.
std::optional<std::string> web_address(std::string_view typed);

// "https://www.example.org/a" => "example.org": what readers see beside the title. address: of web_address.
std::string host_of(std::string_view address);

// The name under which all addresses of one page are filed: https for http as well, without "www.", fragment, slash at
// the end and what newsletters add to count their readers. It is for comparing and may lead nowhere.
std::string page_key(std::string_view address);

}  // namespace collegium::federation::signposts
