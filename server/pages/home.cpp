#include "federation/fetching/past.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/fetching/webfinger.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/communities/councils.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/starter_panel.hpp"

namespace collegium::server::pages {

namespace {

struct HomeView {
    std::vector<timeline::ActorView> here;
    std::vector<timeline::Membership> joined;
};

HomeView look(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        HomeView view{timeline::local_communities(tx, tables), {}};
        if (!call.member) communities::leave_out_councils(tx, tables, view.here);
        if (call.member) view.joined = timeline::communities_of(tx, tables, call.member->actor);
        return view;
    });
}

void show_community(Values values, timeline::ActorView const& community) {
    values.text("PATH", community_path(community));
    values.text("NAME", community.display);
    values.text("ADDRESS", community.address());
    values.html("SUMMARY", community.summary);
}

Response home_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    auto const view = look(app, call);
    Page page{app, call, "home", app.node.settings.node.name};
    page.alternate(app.node.settings.origin() + "/");
    auto& values = page.values();
    for (auto const& community : view.here) show_community(values.repeat("HERE"), community);
    if (view.here.empty()) values.show("NONE_HERE");
    if (!call.member) values.show("GUEST");
    if (call.member) {
        auto member = values.repeat("MEMBER");
        for (auto const& each : view.joined) show_community(member.repeat("JOINED"), each.community);
        if (view.joined.empty()) {
            member.show("NONE_JOINED");
            show_starter(app, call, member);
        }
        member.text("FIND", call.form.text("address"));
        member.problem("address", problem);
    }
    return activitypub::with_inbox_for_notices(app, page.render(status));
}

std::string_view find_problem(Reason reason) {
    switch (reason) {
        case Reason::malformed:
            return phrase("Write the address as name@institution, for example algebra@hillside.example.");
        case Reason::not_partner:
            return phrase("That institution is not a partner of ours. Ask your operator to agree with it.");
        case Reason::not_found:
            return phrase("There is no community of that name. Check the spelling with the one who told you.");
        default:
            return phrase("The other institution's server did not answer as it should. Try again in a few minutes.");
    }
}

}  // namespace

awaitable<Response> get_home(App const& app, Call call) {
    if (!call.wants_activity()) co_return home_page(app, call, "", 200);
    auto const node_actor = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.local_names.get(tx, app.node.settings.node.domain);
    });
    if (!node_actor) co_return Response::refused({Reason::not_found, "no actor of the node"});
    co_return activitypub::actor_document(app, call, *node_actor);
}

awaitable<Response> post_find_community(App const& app, Call call) {
    auto const address = call.form.trimmed("address");
    if (auto const own = federation::webfinger::parse_handle(address);
        own && own->host == app.node.settings.node.domain)
        co_return Response::see_other("/c/" + own->name);
    federation::FetchBudget budget;
    auto const actor = co_await federation::resolve_handle(app.node, address, budget);
    if (!actor) co_return home_page(app, call, find_problem(actor.error().reason()), 422);
    if (actor->record.type != storage::ActorType::group)
        co_return home_page(app, call, phrase("That is not a community. Check the address."), 422);
    co_await federation::past::ask_once(app.node, actor->id);
    co_return Response::see_other("/c/" + actor->record.username + "@" + std::string{actor->id.host()});
}

}  // namespace collegium::server::pages
