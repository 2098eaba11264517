// Redirects: where a program may have a code sent to. Whoever controls that place gets the code, so it is matched to
// the byte (RFC 9700, 4.1.3).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace collegium::server::oauth {

// No address: the code is shown to the member, who types it into the program.
constexpr std::string_view out_of_band = "urn:ietf:wg:oauth:2.0:oob";

constexpr std::size_t longest_redirect = 2048;

// https, http on this computer only, a scheme of the program's own ("icecubesapp://"), or out_of_band. Never one that
// a browser runs or shows ("javascript:", "data:"), never a fragment, nothing but visible ASCII.
bool is_redirect(std::string_view uri);

// The same to the byte; a program on the member's own computer may choose its port anew each time (RFC 8252, 7.3).
bool fits(std::string_view registered, std::string_view asked);

// What a page's Content-Security-Policy must let its form lead to: "https://app.example", "icecubesapp:"; empty for
// out_of_band.
std::string form_target(std::string_view uri);

// Where the member goes on, in words for people: "app.example", "a program on your device".
std::string in_words(std::string_view uri);

// The address with parameters in its query.
using Answers = std::vector<std::pair<std::string_view, std::string>>;
std::string with_answers(std::string_view uri, Answers const& answers);

}  // namespace collegium::server::oauth
