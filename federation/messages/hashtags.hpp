// Hashtags: a word to find things by. On this node each has an address, whoever wrote it.
#pragma once

#include <string>
#include <string_view>

namespace collegium::federation {

// "<origin>/tags/<name>" with the name in lower case; without '#', whether the name has one or not.
std::string tag_iri(std::string_view origin, std::string_view name);

}  // namespace collegium::federation
