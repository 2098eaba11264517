// Packing: long payloads take less room on disk. Activities are mostly names of members and contexts that each of them
// repeats, so a third of their bytes is left; what does not become shorter is kept as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace collegium::storage {

// Shorter ones would hardly become shorter.
constexpr std::size_t least_packed = 256;  // bytes

// Nothing if it is short, or would be no shorter.
std::optional<std::string> packed(std::string_view payload);

// Throws CorruptRecord if this was not made by packed().
std::string unpacked(std::string_view bytes);

}  // namespace collegium::storage
