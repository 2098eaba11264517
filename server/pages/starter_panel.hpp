// Starter panel: on the home page of a member who has joined nothing yet.
#pragma once

#include "server/pages/page.hpp"

namespace collegium::server::pages {

// At STARTER, COMMUNITY and GUIDE for each thing of the pack that is here and that this member may see, and ELSEWHERE
// for a community that has to be fetched first. Nothing if the pack is empty.
void show_starter(App const& app, Call const& call, Values& member);

}  // namespace collegium::server::pages
