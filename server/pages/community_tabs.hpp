// Community tabs: the ways through a community, the same on each of its pages.
#pragma once

#include "federation/timeline.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

enum class CommunityTab { questions, unanswered, pinned, guides, projects, events, signposts, members };

// At TABS. tab: the one that is open. Who belongs to a community is shown to members, where its roll is kept.
void show_community_tabs(
    Values& values, Call const& call, federation::timeline::ActorView const& community, CommunityTab tab
);

}  // namespace collegium::server::pages
