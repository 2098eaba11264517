// Choice: which of the languages that the program has comes closest to what somebody reads.
#pragma once

#include <string_view>

namespace collegium::server::languages {

// wanted: languages with commas between, each perhaps with its weight, as in an Accept-Language field: "cy,
// de-AT;q=0.8" (RFC 9110, 12.5.4). The code of the one with the greatest weight that the program has, looked up as RFC
// 4647, 3.4 says ("de-AT" is met by "de"); the first of several; empty if there is none. What cannot be read is passed
// over.
std::string_view best_language(std::string_view wanted);

}  // namespace collegium::server::languages
