// Copies of JSON values. RapidJSON's own deep copies go over a stack that does not look whether it got memory.
#pragma once

#include "crypto/json_value.hpp"

namespace collegium {

// The whole of a value, in memory of that pool. Recursive: for values that a strict reader has let in, whose depth is
// bounded. Throws std::bad_alloc.
JsonValue copy_of(JsonValue const& value, JsonPool& pool);

// The same in a document of its own.
JsonDocument copy_of(JsonValue const& value);

}  // namespace collegium
