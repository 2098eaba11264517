// Text as HTTP reads it: ASCII letters without case, blanks around values, fields that come several times.
#pragma once

#include "crypto/http_signature.hpp"

#include <string>
#include <string_view>

namespace collegium::crypto {

std::string lower_case(std::string_view text);  // ASCII only, whatever the locale
bool equal_without_case(std::string_view left, std::string_view right) noexcept;
std::string_view trimmed(std::string_view text) noexcept;  // without blanks and tabs at either end

// Takes the part up to the next separator, or all of it, off the front of `rest`.
std::string_view take_until(std::string_view& rest, char separator) noexcept;

// The value of the first field of that name (any case), or an empty text; and how many there are.
std::string_view field_value(std::span<HeaderField const> fields, std::string_view name) noexcept;
std::size_t count_fields(std::span<HeaderField const> fields, std::string_view name) noexcept;

// Appends the field's value as both dialects sign it: trimmed, several joined with ", ". False if the request has no
// such field, or if a value holds a line break and could pass for two signed lines.
bool append_field(std::string& text, RequestView const& request, std::string_view name);

}  // namespace collegium::crypto
