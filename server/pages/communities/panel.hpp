// What those who run a community find beside a thing in it.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// What waits for the facilitators: those who see it are told. Others see none of it.
struct Facilitated {
    bool by_reader = false;
    bool is_held = false;
};

Facilitated facilitated_by(
    storage::ReadTx const& tx, storage::Tables const& tables, Call const& call, timeline::PostView const& post
);

// At the place FACILITATE.
void show_facilitating(Values& values, timeline::PostView const& post, Facilitated facilitated);

}  // namespace collegium::server::pages
