// Pages that are read from a disk, without the server: no style but a little, no script, nothing from elsewhere.
#pragma once

#include <string>
#include <string_view>

namespace collegium::server::exporting {

// A whole document around a body that is HTML already.
std::string document(std::string_view title, std::string_view body);

// Text as HTML, also between quotes of an attribute.
std::string escaped(std::string_view text);

// HTML of somebody, made harmless.
std::string harmless(std::string_view html);

// A row of a table with two cells; the second one is text.
std::string row(std::string_view name, std::string_view text);

}  // namespace collegium::server::exporting
