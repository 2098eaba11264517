// Scopes: what programs ask leave for, and what that means in plain words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::oauth {

// What a program gets that does not say what it needs, as in the Mastodon API.
constexpr std::string_view usual_scope = "read";

// The most that a program may ask for if its description sets no bound: all but what only operators do.
constexpr std::string_view widest_scope = "read write follow push profile";

// "read  write" => {"read", "write"}; each one once, in their order.
std::vector<std::string> split_scopes(std::string_view text);

// True if there is one at least, and we know them all.
bool are_known(std::vector<std::string> const& scopes);

// True if a leave for `most` covers them all.
bool are_within(std::vector<std::string> const& scopes, std::string_view most);

std::string joined(std::vector<std::string> const& scopes);  // with blanks between

// What a program may do with these, one sentence part for each: "read your notifications".
std::vector<std::string_view> in_words(std::vector<std::string> const& scopes);

}  // namespace collegium::server::oauth
