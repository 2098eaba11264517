// Atom: a list of what is new, for programs that follow it (RFC 4287). Pure.
#pragma once

#include "config/clock.hpp"
#include "server/http/message.hpp"

#include <string>
#include <vector>

namespace collegium::server::feeds {

struct Entry {
    std::string id;  // IRI, which is its address as well
    std::string title;
    std::string author;
    std::string html;  // sanitised
    std::string language;
    Instant published{};
    Instant updated{};
};

struct Feed {
    std::string id;    // address of the feed
    std::string page;  // address of what it is a feed of
    std::string title;
    std::string author;  // of everything that names nobody
    std::vector<Entry> entries;
};

// Well-formed whatever is in it. The same feed gives the same bytes.
std::string atom_text(Feed const& feed);

// With its type, and the time of its newest entry as Last-Modified. That time says nothing about what was taken away,
// so only the ETag, which the rim adds, is good for asking again.
Response answer(Feed const& feed);

}  // namespace collegium::server::feeds
