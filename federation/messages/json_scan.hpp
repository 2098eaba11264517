// The pass over raw bytes before the parser sees them: what Debian's RapidJSON accepts, repairs or dies of is refused
// here.
#pragma once

#include "federation/messages/json.hpp"

namespace collegium::federation {

// Linear in the bytes, no recursion, no allocation. Judges encoding, depth, escapes and the shape of
// numbers; the grammar is the parser's business.
Result<void> scan_json(std::string_view bytes, JsonLimits const& limits);

// The length of the valid UTF-8 sequence at the start of `bytes` (RFC 3629: no overlong forms, no surrogates, at most
// U+10FFFF); 0 if there is none.
std::size_t utf8_sequence(std::string_view bytes) noexcept;

}  // namespace collegium::federation
