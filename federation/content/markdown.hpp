// Markdown, the language that members write in, as HTML that survives everywhere.
#pragma once

#include <string>
#include <string_view>

namespace collegium::federation::content {

constexpr std::size_t longest_source = 8 * 1024;  // bytes: the parser is quadratic on some inputs

// CommonMark with tables, ~~struck~~ words and footnotes, with raw HTML shown as text and dangerous links emptied, then
// through our sanitiser like everybody's HTML. A picture from elsewhere becomes a link with its alternative text; a
// footnote a number in brackets, with its words in a numbered list at the end. Formulas stay as they were written, to
// the letter: formulas.hpp. Longer sources are cut; callers refuse them first.
std::string to_html(std::string_view markdown);

// Plain text as Markdown: a backslash before what would be read as a sign of its own; a line of its own stays one, and a
// formula a formula.
std::string as_markdown(std::string_view plain);

// A text as HTML text or attribute: & < > " ' escaped.
std::string escape(std::string_view text);

}  // namespace collegium::federation::content
