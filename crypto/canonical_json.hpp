// Canonical JSON (RFC 8785): one spelling for one value, so that a signature survives reordering and white space.
#pragma once

#include "crypto/json_value.hpp"

#include <span>
#include <string>
#include <string_view>

namespace collegium::crypto {

// Members sorted by UTF-16 code units, no blanks, numbers as ECMAScript prints the nearest double.
// Takes what the strict reader lets through: at most 64 deep, no duplicate names, valid UTF-8, finite numbers.
// left_out: names of members that the value itself is taken not to have.
std::string canonical_json(JsonValue const& value, std::span<std::string_view const> left_out = {});

// ECMAScript's Number::toString for a finite double (ECMA-262, 6.1.6.1.20).
std::string canonical_number(double number);

}  // namespace collegium::crypto
