// MathML: what the converter of formulas answers, read as a stranger's, and written anew from a list of what may stay.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::formulas {

// An element <math> for our pages, with the TeX as its annotation, for those who copy it or have it read to them.
// answer: the converter's whole output. tex: as it was written, without dollar signs.
// Nothing if the converter found a mistake, or if anything stands there but elements and attributes of MathML's
// presentation, numbers and letters: no links, no events, no other languages, at most 64 levels.
std::optional<std::string> mathml_of(std::string_view answer, std::string_view tex, bool is_block);

}  // namespace collegium::server::formulas
