// The one sanitiser (security R10): HTML from strangers is parsed as a browser does, rebuilt from an allow list, and
// written by us.
#pragma once

#include <string>
#include <string_view>

namespace collegium::federation::content {

// Harmless HTML with the same words. Keeps paragraphs, links, emphasis, lists, quotes, headings, tables, code and
// ruby; links only to http, https and mailto, with rel="nofollow noopener noreferrer ugc"; no other attributes but the
// classes of mentions, hashtags and code languages, lang, and of the cells of a table their alignment and span. A
// formula becomes its TeX between dollar signs. Everything else goes, scripts and styles with what is in them.
// Sanitising the result again changes nothing.
//
// The parser is quadratic in depth and attributes, so more than 64 KiB, 2,000 tags, 64 attributes in a tag, 4,000 in
// all or 100 levels yield the plain text instead, and so does what the parser would need more than 3 MiB for, and what
// four more looks of it do not settle: never an error.
std::string sanitise(std::string_view html);

// The same with the parser in any case, also where simple_html does without: what that is measured by.
std::string sanitise_parsed(std::string_view html);

}  // namespace collegium::federation::content
