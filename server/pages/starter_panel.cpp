#include "server/pages/starter_panel.hpp"

#include "federation/fetching/webfinger.hpp"
#include "federation/guides/reading.hpp"
#include "server/members/starter.hpp"
#include "server/pages/lookups.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

namespace {

struct Pack {
    std::vector<timeline::ActorView> communities;
    std::vector<federation::guides::GuideView> guides;
    std::vector<std::string> elsewhere;  // addresses
};

void look_at(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string const& own_host,
    std::string const& address,
    timeline::Viewer const& viewer,
    Pack& pack
) {
    if (address.starts_with("https://")) {
        auto const handle = storage::find_handle(tx, tables, address);
        auto guide = handle ? federation::guides::find_guide(tx, tables, *handle, viewer) : std::nullopt;
        if (guide) pack.guides.push_back(*std::move(guide));
        return;
    }
    auto community = timeline::find_community(tx, tables, own_host, address);
    if (community)
        pack.communities.push_back(*std::move(community));
    else if (auto const parsed = federation::webfinger::parse_handle(address); parsed && parsed->host != own_host)
        pack.elsewhere.push_back(address);
}

Pack pack_for(App const& app, Call const& call) {
    auto const& settings = app.node.settings;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        Pack pack;
        auto const account = tables.accounts.get(tx, call.member->account);
        if (!account) return pack;
        for (auto const& address : members::starter_for(settings, account->constituency, account->roles))
            look_at(tx, tables, settings.node.domain, address, call.viewer(), pack);
        return pack;
    });
}

}  // namespace

void show_starter(App const& app, Call const& call, Values& member) {
    auto const pack = pack_for(app, call);
    if (pack.communities.empty() && pack.guides.empty() && pack.elsewhere.empty()) return;
    auto starter = member.repeat("STARTER");
    for (auto const& each : pack.communities) {
        auto line = starter.repeat("COMMUNITY");
        line.text("STARTER_PATH", community_path(each));
        line.text("STARTER_NAME", each.display);
        line.text("STARTER_ADDRESS", each.address());
    }
    for (auto const& each : pack.guides) {
        auto line = starter.repeat("GUIDE");
        line.text("STARTER_PATH", post_path(each.post));
        line.text("STARTER_NAME", each.post.title());
    }
    for (auto const& each : pack.elsewhere) starter.repeat("ELSEWHERE").text("STARTER_ADDRESS", each);
}

}  // namespace collegium::server::pages
