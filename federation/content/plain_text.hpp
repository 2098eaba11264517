// Words without markup, for titles, lists and summaries.
#pragma once

#include <string>
#include <string_view>

namespace collegium::federation::content {

// The text of an HTML fragment: tags left out, the usual entities resolved, a line for each block. For showing as text,
// so it may be approximate; never as HTML.
std::string plain_text(std::string_view html);

// Words as HTML, from which plain_text gives them back. Nothing else is changed: some software shows a reason as it
// comes.
std::string from_plain_text(std::string_view text);

// The same words without the names in front of them, which say whom they are for: "@club @ada How do I …". All of them
// if there is nothing else.
std::string_view without_leading_mentions(std::string_view text);

// How many characters (code points) a UTF-8 text has.
std::size_t characters(std::string_view text) noexcept;

// At most `most` bytes, never half a character, with "…" where something was left out.
std::string cut(std::string_view text, std::size_t most);

// The same, at most `most` characters.
std::string cut_characters(std::string_view text, std::size_t most);

}  // namespace collegium::federation::content
