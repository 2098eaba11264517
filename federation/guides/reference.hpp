// Reference: a source that a guide rests on, by an identifier that others can look up.
#pragma once

#include "federation/guides/problem.hpp"

namespace collegium::federation::guides {

struct Reference {
    std::string title;
    std::string address;  // "https://…", "doi:10.…" or "isbn:…"
    bool open = false;    // anybody may read it without paying

    bool operator==(Reference const&) const = default;
};

constexpr std::size_t longest_reference = 500;  // bytes of the title; as many of the address

// What people paste, in the one form that is kept: "https://doi.org/10.1/x" and "10.1/x" as "doi:10.1/x" in lower case,
// an ISBN without hyphens as "isbn:…". Anything else as it is.
std::string tidy_address(std::string_view address);

// Where a browser finds it: an https address; empty for an ISBN.
std::string link_of(Reference const& reference);

// field: of the form. A title that is missing or too long; an address that is neither https, nor a DOI, nor an ISBN
// with a right check digit.
std::vector<Problem> problems_of(Reference const& reference, std::string const& field);

}  // namespace collegium::federation::guides
