// Harmless: what may stand in HTML that we wrote for pages, checked by a reader of its own.
#pragma once

#include <string_view>

namespace collegium::fuzz {

// Throws std::logic_error if the text has an element or an attribute that is not on the list, an attribute without
// double quotes, a link to anything but http, https and mailto, or a bare '<'.
void check_harmless(std::string_view html);

}  // namespace collegium::fuzz
