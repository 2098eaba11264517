// The page of an event: when and where, who comes, and coming oneself.
#include "federation/admit.hpp"
#include "federation/events/compose_event.hpp"
#include "server/dispatch.hpp"
#include "server/pages/events/handlers.hpp"

namespace collegium::server::pages {

namespace events = federation::events;

namespace {

std::optional<events::EventView> event_of(App const& app, Call const& call) {
    auto const number = number_of(call.names.front());
    if (!number) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<events::EventView> {
        auto const handle = tables.numbers.get(tx, *number);
        return handle ? events::find_event(tx, tables, *handle, call.viewer()) : std::nullopt;
    });
}

bool is_organiser(Call const& call, events::EventView const& event) {
    return call.member && call.member->actor == event.post.author.handle;
}

events::EventComposer composer_for(App const& app) {
    return events::EventComposer{app.node.settings.origin(), app.node.clock, app.node.ids};
}

// What a question that grew out of it begins with, for an address: the link is part of its words.
std::string reference_to(timeline::PostView const& post) {
    auto title = post.title;
    std::erase_if(title, [](char c) { return c == '[' || c == ']'; });
    return percent_encoded("From [" + title + "](" + post.iri + "):\n\n");
}

// What the member may do about it, and how they stand to it.
void show_own(Values& values, App const& app, Call const& call, events::EventView const& event) {
    if (!call.member) return values.show("GUEST");
    values.repeat("ASK").text("ASK_WORDS", reference_to(event.post));
    bool const over = event.event.cancelled || event.event.end() < app.node.clock.now();
    using enum storage::AttendanceState;
    if (event.own == coming) values.show("COMING");
    if (event.own == asked) values.show("ASKED");
    if (event.own == refused) values.show("FULL");
    bool const wants = event.own == coming || event.own == asked;
    if (wants) values.show("MAY_LEAVE");
    if (!wants && !over) values.show("MAY_JOIN");
    if (!over && is_organiser(call, event)) values.show("MAY_CANCEL");
}

}  // namespace

Response event_page(App const& app, Call const& call, events::EventView const& event) {
    Page page{app, call, "event", event.post.title};
    page.alternate(event.post.iri);
    auto& values = page.values();
    auto const& post = event.post;
    values.text("PATH", post_path(post));
    values.text("TITLE", post.title);
    values.text("COMMUNITY", post.community.display);
    values.text("COMMUNITY_PATH", community_path(post.community));
    values.html("CONTENT", post.content);
    values.text("STARTS", event.event.starts);
    values.text("ENDS", event.event.ends);
    values.text("STARTS_WORDS", readable_time(event.event.begin()));
    values.text("ENDS_WORDS", readable_time(event.event.end()));
    if (!event.event.place.empty()) values.repeat("AT").text("PLACE", event.event.place);
    if (!event.event.link.empty()) values.repeat("ONLINE").text("LINK", event.event.link);
    if (event.event.capacity > 0) values.repeat("LIMITED").number("CAPACITY", event.event.capacity);
    if (event.event.cancelled) values.show("CANCELLED");
    values.number("COUNT", event.coming);
    show_byline(values, post);
    show_own(values, app, call, event);
    return page.render();
}

awaitable<Response> post_attend(App const& app, Call call) {
    auto const event = event_of(app, call);
    auto const author = event ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return refuse(app, call, {Reason::not_found, "no such event"});
    bool const leaves = call.form.text("decision") == "leave";
    auto const composer = composer_for(app);
    auto const& organiser = event->post.author.iri;
    auto act = leaves ? composer.leave(*author, event->post.iri, organiser)
                      : composer.join(*author, event->post.iri, organiser);
    auto const done = co_await federation::perform(app.node, std::move(act));
    if (!done && done.error().reason() != Reason::unconcerned) co_return refuse(app, call, done.error());
    co_return Response::see_other(post_path(event->post));
}

awaitable<Response> post_cancel_event(App const& app, Call call) {
    auto const event = event_of(app, call);
    if (!event || !is_organiser(call, *event))
        co_return refuse(app, call, {Reason::not_found, "no event of the member's"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto const& post = event->post;
    events::EventDraft draft;
    draft.community = post.community.iri;
    draft.title = post.title;
    draft.source = post.source;
    draft.audience = post.audience;
    draft.event = event->event;
    draft.event.cancelled = true;
    federation::Edited const standing{post.iri, post.published, post.updated};
    auto update = composer_for(app).revise(*author, draft, standing);
    auto const cancelled = co_await federation::perform(app.node, std::move(update));
    if (!cancelled) co_return refuse(app, call, cancelled.error());
    co_return Response::see_other(post_path(post));
}

}  // namespace collegium::server::pages
