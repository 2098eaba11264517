// Sight: what the members of one school see of a community.
#pragma once

#include "tests/convergence/town.hpp"

#include <map>
#include <set>

namespace collegium::convergence {

struct Seen {
    std::string parent;  // IRI of the question; empty for a question
    std::string author;
    std::string title;
    std::string words;
    bool deleted = false;
    bool accepted = false;
    bool announced = false;
    std::string page;  // at this school

    bool operator==(Seen const&) const = default;
};

// By IRI.
using Things = std::map<std::string, Seen>;
Things things_in(School const& school, Community const& community);

// What one of them shows and the other does not, one line each. What is deleted is shown by none.
std::vector<std::string> differences(Things const& at_home, Things const& elsewhere);

// Who is in it, by IRI, as far as this school knows: its own members, or everybody if the community is its own.
std::set<std::string> members_of(School const& school, Community const& community);

}  // namespace collegium::convergence
