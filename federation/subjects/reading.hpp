// Reading: what pages ask about what can be followed without being somebody: subjects here and elsewhere, and whatever
// else passes things on under a name of its own.
#pragma once

#include "federation/timeline.hpp"

namespace collegium::federation::subjects {

using timeline::ActorView;
using timeline::PostView;

// "name" or "name@host"; nothing if none of that name is known here, or if it is no more. For guests only those of
// other nodes are found that live where ours do: all others cost a look at every actor. What a pupil keeps is not there
// for guests.
std::optional<ActorView> find_offer(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view own_host,
    std::string_view address,
    timeline::Viewer const& viewer
);

// The subjects of this node that have an actor by now (offered() in subject.hpp).
std::vector<ActorView> subjects_here(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    std::vector<std::string> const& listed
);

struct FollowedOffer {
    ActorView actor;
    storage::FollowState state{};
};

// What of this kind somebody follows or asked to, here and elsewhere, in the order of their handles.
std::vector<FollowedOffer> followed_offers(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member
);

struct NewsLine {
    PostView post;
    ActorView by;  // who passed it on
};

struct News {
    std::vector<NewsLine> lines;           // newest first
    std::optional<storage::LocalId> rest;  // there may be more before this one
};

// What these passed on, as far as it is for this reader.
News news_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    timeline::Viewer const& viewer,
    std::vector<storage::Handle> const& actors,
    storage::LocalId before,
    std::size_t most
);

}  // namespace collegium::federation::subjects
