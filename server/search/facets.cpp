#include "server/search/facets.hpp"

#include "config/ascii.hpp"
#include "federation/timeline.hpp"

#include <algorithm>

namespace collegium::server::search {

namespace {

void count(std::map<std::string, FacetCount>& counts, std::string value, std::string const& words) {
    if (value.empty()) return;
    auto& entry = counts[value];
    if (entry.count == 0) entry = {std::move(value), words, 0};
    ++entry.count;
}

std::vector<FacetCount> most_of(std::vector<FacetCount> counts) {
    std::ranges::stable_sort(counts, std::ranges::greater{}, &FacetCount::count);
    if (counts.size() > FacetCounter::most_values) counts.resize(FacetCounter::most_values);
    return counts;
}

std::vector<FacetCount> most_of(std::map<std::string, FacetCount> const& counts) {
    std::vector<FacetCount> all;
    for (auto const& [value, entry] : counts) all.push_back(entry);
    return most_of(std::move(all));
}

}  // namespace

void FacetCounter::add(Hit const& hit) {
    auto const kind = static_cast<std::size_t>(hit.kind);
    if (kind < numbers_.kinds.size()) ++numbers_.kinds[kind];
    if (hit.community != storage::Handle{0}) ++communities_[hit.community];
    count(phases_, hit.phase, {});
    for (auto const& subject : hit.subjects) count(subjects_, ascii::lowered(subject), subject);
    count(strengths_, hit.strength, {});
    if (hit.answered) ++(*hit.answered ? numbers_.answered : numbers_.unanswered);
    if (hit.accepted) ++numbers_.accepted;
    if (hit.reviewed) ++numbers_.reviewed;
}

Facets FacetCounter::counted(storage::ReadTx const& tx, storage::Tables const& tables) const {
    auto facets = numbers_;
    std::vector<FacetCount> communities;
    for (auto const& [handle, number] : communities_)
        if (auto const view = federation::timeline::find_actor(tx, tables, handle))
            communities.push_back({view->address(), view->display, number});
    facets.communities = most_of(std::move(communities));
    facets.phases = most_of(phases_);
    facets.subjects = most_of(subjects_);
    facets.strengths = most_of(strengths_);
    return facets;
}

}  // namespace collegium::server::search
