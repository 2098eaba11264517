// Simple HTML: what people's programs write nearly always, sanitised without a parser.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace collegium::federation::content {

// What the sanitiser's parser would make of it, byte for byte; nothing if the parser has to be asked.
//
// It reads a small language of which there are no two opinions: well nested paragraphs, headings, lists, quotes, links
// and emphasis in small letters, attributes in double quotes, and text of ordinary characters with the five entities
// that our own writer uses. Whatever is outside that language is not looked at further. One pass, linear in the bytes.
std::optional<std::string> sanitise_simple(std::string_view html);

}  // namespace collegium::federation::content
