// Allowed HTML: the links, classes, languages and cells that the sanitiser lets stand on an element.
#pragma once

#include <string>
#include <string_view>

namespace collegium::federation::content {

constexpr std::string_view link_relation = "nofollow noopener noreferrer ugc";  // of every link that stays

// To http, https or mailto, without white space and control bytes.
bool is_link(std::string_view href) noexcept;

// Those of the classes of mentions, hashtags and code languages that are among these, with a space between.
std::string kept_classes(std::string_view value);

// Shaped like a tag of BCP 47: at most 35 letters, digits and hyphens.
bool is_language(std::string_view value) noexcept;

// Of a cell: "left", "center" or "right".
bool is_alignment(std::string_view value) noexcept;

// Of a cell over several columns or rows: "2" to "20".
bool is_span(std::string_view value) noexcept;

}  // namespace collegium::federation::content
