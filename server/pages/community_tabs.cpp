#include "server/pages/community_tabs.hpp"

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

namespace {

std::string_view part_open_at(CommunityTab tab) {
    switch (tab) {
        case CommunityTab::questions: return "AT_QUESTIONS";
        case CommunityTab::unanswered: return "AT_UNANSWERED";
        case CommunityTab::pinned: return "AT_PINNED";
        case CommunityTab::guides: return "AT_GUIDES";
        case CommunityTab::projects: return "AT_PROJECTS";
        case CommunityTab::events: return "AT_EVENTS";
        case CommunityTab::signposts: return "AT_SIGNPOSTS";
        case CommunityTab::members: return "AT_MEMBERS";
    }
    return "";
}

}  // namespace

void show_community_tabs(
    Values& values, Call const& call, federation::timeline::ActorView const& community, CommunityTab tab
) {
    auto tabs = values.include("TABS", "community_tabs");
    tabs.text("PATH", community_path(community));
    tabs.text("NAME", community.display);
    tabs.show(part_open_at(tab));
    if (call.member && community.local) tabs.show("WITH_ROLL");
}

}  // namespace collegium::server::pages
