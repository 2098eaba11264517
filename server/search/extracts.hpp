// Extracts: the part of a text in which the words stand that were looked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::search {

// A piece of an extract: plain text, one of the words or what is between them.
struct Piece {
    std::string words;
    bool marked = false;
};

using Extract = std::vector<Piece>;

// Marks that Xapian puts around words. No text has them when it comes to Xapian.
constexpr char mark_start = '\x01', mark_end = '\x02';

// Without control characters but line ends, at most `most` bytes.
std::string fit_for_extracts(std::string_view text, std::size_t most);

// Of what Xapian made: the five characters of HTML as entities, and marks.
Extract extract_in(std::string_view snippet);

bool has_marks(Extract const& extract);

}  // namespace collegium::server::search
