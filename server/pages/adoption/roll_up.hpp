// Roll-up: what has become of a guide in schools, in numbers, as the page of the guide and the page of its adoptions
// show it.
#pragma once

#include "server/pages/adoption/looking.hpp"

namespace collegium::server::pages {

struct VersionLine {
    std::uint64_t revision = 0;  // for people; 0: its words are not here
    adoption::RollUp sum;
};

struct RollUpLook {
    adoption::RollUp all;
    std::vector<VersionLine> versions;  // oldest first
};

RollUpLook look_at_roll_up(App const& app, storage::Handle guide);

// At WHAT_HAPPENED. version: what a school would adopt by the link beside it; empty: without links.
void show_roll_up(
    App const& app,
    Call const& call,
    Values& page,
    RollUpLook const& look,
    timeline::PostView const& guide,
    std::string_view version
);

}  // namespace collegium::server::pages
