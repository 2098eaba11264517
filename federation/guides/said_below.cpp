#include "federation/guides/said_below.hpp"

#include "federation/messages/vocabulary.hpp"

namespace collegium::federation::guides {

namespace {

void add(std::vector<std::string>& names, std::string const& iri) {
    if (!iri.empty()) names.push_back(iri);
}

}  // namespace

Addressees addressees_below(std::string const& origin, timeline::PostView const& guide) {
    auto const& community = guide.community.iri;
    Addressees all{{}, {}, community};
    switch (guide.audience) {
        case storage::Audience::everyone: all.to.emplace_back(vocabulary::public_audience); break;
        case storage::Audience::quiet: all.cc.emplace_back(vocabulary::public_audience); break;
        case storage::Audience::community:
            if (community.empty()) return kept_here(origin, community);
            all.to.push_back(followers_of(community));
            break;
        case storage::Audience::partners: {
            auto const place = Iri::parse(community.empty() ? guide.iri : community);
            all.to.push_back(partners_of(place ? place->origin() : std::string_view{origin}));
            break;
        }
        case storage::Audience::insiders: return kept_as(origin, {{insiders_of(community)}, {}, community});
        default: return kept_here(origin, community);
    }
    add(all.to, guide.author.iri);
    add(all.cc, community);
    return all;
}

}  // namespace collegium::federation::guides
