// Spelling: the words of what is for everyone, from which typing errors are put right. Words that stand only in what is
// for some are never suggested to anybody.
#pragma once

#include <string>
#include <xapian.h>

namespace collegium::server::search {

// Together with the document, and with its removal, whatever words it had: a word that stands nowhere is forgotten.
void add_spellings(Xapian::WritableDatabase& writer, Xapian::Document const& document);
void remove_spellings(Xapian::WritableDatabase& writer, Xapian::Document const& document);

// The same query with those of its words that nobody has written replaced by the nearest that somebody has; empty if
// there is nothing to replace.
std::string respelled(Xapian::Database const& database, std::string const& query);

}  // namespace collegium::server::search
