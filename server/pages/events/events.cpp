// A community's calendar, and announcing an event in it.
#include "federation/admit.hpp"
#include "federation/community/terms.hpp"
#include "server/dispatch.hpp"
#include "server/pages/community_tabs.hpp"
#include "server/pages/events/event_form.hpp"
#include "server/pages/events/handlers.hpp"

namespace collegium::server::pages {

namespace {

void show_line(Values line, events::EventView const& event) {
    line.text("PATH", post_path(event.post));
    line.text("TITLE", event.post.title());
    line.time("TIME", event.event.begin());
    line.text("DATETIME", event.event.starts);
    if (!event.event.place.empty()) line.repeat("AT").text("PLACE", event.event.place);
    if (event.event.cancelled) line.show("CANCELLED");
}

}  // namespace

awaitable<Response> get_events(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const now = app.node.clock.now();
    auto const found = app.node.store.read([&](auto const& tx, auto const& tables) {
        return events::events_in(tx, tables, community->handle, call.viewer(), now);
    });
    Page page{app, call, "events", phrase("Events of {community}"), {{"community", community->display}}};
    page.feed(community_path(*community) + "/events.ics", "text/calendar", "Events of " + community->display);
    auto& values = page.values();
    values.text("PATH", community_path(*community));
    values.text("COMMUNITY", community->display);
    show_community_tabs(values, call, *community, CommunityTab::events);
    for (auto const& each : found) show_line(values.repeat("EVENT"), each);
    if (found.empty()) values.show("NONE");
    if (call.member) {
        auto own = values.repeat("MEMBER");
        own.text("FEED", app.node.settings.origin() + member_feed_path(app, call));
    }
    co_return page.render();
}

awaitable<Response> get_new_event(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return event_form(app, call, {}, announcing(*community), 200);
}

awaitable<Response> post_new_event(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto view = announcing(*community);
    auto draft = event_typed(call.form, {}, view.problems);
    if (!view.problems.empty()) co_return event_form(app, call, {}, view, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    draft.community = community->iri;
    draft.audience = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, community->handle).audience;
    });
    events::EventComposer const composer{app.node.settings.origin(), app.node.clock, app.node.ids};
    auto act = composer.publish(*author, draft);
    auto const digits = std::to_string(static_cast<std::uint64_t>(act.number));
    auto const announced = co_await federation::perform(app.node, std::move(act));
    if (!announced) {
        auto const meaning = meaning_of(announced.error().reason());
        view.refused = meaning.words;
        co_return event_form(app, call, {}, view, meaning.status);
    }
    co_return Response::see_other("/post/" + digits);
}

}  // namespace collegium::server::pages
