// Tally: what members were told has succeeded, kept apart from every node. Where a node died before it could answer,
// both outcomes are right, as long as all nodes agree on one.
#pragma once

#include "tests/convergence/sight.hpp"

#include <optional>

namespace collegium::convergence {

// What a member was told of an act.
enum class Told { yes, nothing };

struct Entry {
    std::size_t community = 0;
    std::string parent;
    std::string author;
    std::set<std::string> titles;  // any of them; one, if nothing is in doubt
    std::set<std::string> words;
    std::optional<bool> deleted = false;                  // nothing: in doubt
    std::map<std::string, std::optional<bool>> chosen{};  // by whom
};

class Tally {
public:
    // A new thing. With Told::nothing its IRI is unknown, and its words tell it.
    void created(Told told, std::string const& iri, Entry entry);
    void reworded(Told told, std::string const& iri, std::string const& title, std::string const& words);
    void deleted(Told told, std::string const& iri);
    void chose(Told told, std::string const& iri, std::string const& chooser, bool chosen);
    void membership(Told told, std::size_t community, std::string const& member, bool in);

    std::map<std::string, Entry> const& entries() const noexcept { return entries_; }

    // What is wrong with what a school shows, one line each. Learns the IRIs of things in doubt from it.
    std::vector<std::string> complaints(std::size_t community, Things const& things);
    std::vector<std::string> complaints(std::size_t community, std::set<std::string> const& members) const;

private:
    std::optional<Entry> take_doubtful(std::size_t community, Seen const& thing);

    std::map<std::string, Entry> entries_;
    std::vector<Entry> doubtful_;
    std::map<std::pair<std::size_t, std::string>, std::optional<bool>> memberships_;
};

}  // namespace collegium::convergence
