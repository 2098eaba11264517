// Facets: how many of the things that were found are of each kind, in each community, about each subject. Only things
// count that the one who searches may see.
#pragma once

#include "server/search/word_index.hpp"

#include <array>
#include <map>

namespace collegium::server::search {

struct FacetCount {
    std::string value;  // what to search for
    std::string words;  // for readers; empty: its value says it
    std::size_t count = 0;
};

struct Facets {
    std::array<std::size_t, storage::object_kinds> kinds{};  // by ObjectKind
    std::vector<FacetCount> communities;  // value: address, words: name
    std::vector<FacetCount> phases;
    std::vector<FacetCount> subjects;   // value: in small letters, words: as somebody wrote it
    std::vector<FacetCount> strengths;  // value: "scheme:grade"
    std::size_t answered = 0, unanswered = 0;
    std::size_t accepted = 0;
    std::size_t reviewed = 0;
};

class FacetCounter {
public:
    static constexpr std::size_t most_values = 10;  // of one facet: those with the most things

    void add(Hit const& hit);

    Facets counted(storage::ReadTx const& tx, storage::Tables const& tables) const;

private:
    Facets numbers_;
    std::map<storage::Handle, std::size_t> communities_;
    std::map<std::string, FacetCount> phases_, subjects_, strengths_;
};

}  // namespace collegium::server::search
