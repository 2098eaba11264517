// Limits: how much the API takes. The same numbers are announced and enforced.
#pragma once

#include "federation/content/markdown.hpp"

namespace collegium::server::mastodon {

// Of one status, with its title. Bytes are what is measured: what a client counts as letters of ASCII fits exactly.
constexpr std::size_t most_characters = federation::content::longest_source;

constexpr std::size_t longest_title = 200;         // characters
constexpr std::size_t longest_spoiler = 500;       // characters
constexpr std::size_t longest_language = 35;       // bytes of a language tag (RFC 5646, 4.4.1)
constexpr std::size_t most_media = 4;              // pictures of one status
constexpr std::size_t most_pins = 5;               // statuses on somebody's own page
constexpr std::size_t most_mentions = 50;          // people named in one status
constexpr std::size_t most_statuses_at_once = 40;  // GET /api/v1/statuses?id[]=

}  // namespace collegium::server::mastodon
