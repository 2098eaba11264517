// Terms: how things, and what is asked for, look inside the index of words (Xapian). Terms beside words have a prefix
// in capitals (https://xapian.org/docs/omega/termprefixes).
#pragma once

#include "server/search/word_index.hpp"

#include <xapian.h>

namespace collegium::server::search {

std::string name_of(storage::Handle thing);       // the one document of it
std::string author_term(storage::Handle author);  // all documents of theirs
std::string audience_term(storage::Audience audience);

// Nothing for a language that Xapian does not know; "en-GB" is English.
std::optional<Xapian::Stem> stem_for(std::string const& language);

Xapian::Document document_of(IndexedThing const& thing);

// What document_of put into a document beside its words.
Hit hit_of(Xapian::Document const& document);

Xapian::Query filter_of(Filters const& filters);

}  // namespace collegium::server::search
