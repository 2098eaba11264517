// The page of an event: when and where, who comes, and coming oneself.
#include "federation/admit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/events/event_form.hpp"
#include "server/pages/events/handlers.hpp"

namespace collegium::server::pages {

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

// What the member may do about it, and how they stand to it.
void show_own(Values& values, App const& app, Call const& call, events::EventView const& event) {
    if (!call.member) return values.show("GUEST");
    auto ask = values.repeat("ASK");
    ask.text("ASK_WORDS", percent_encoded(reference_to(event.post) + ":\n\n"));
    ask.text("EVENT", federation::digits(event.post.number));
    bool const over = event.event.cancelled || event.event.end() < app.node.clock.now();
    using enum storage::AttendanceState;
    if (event.own == coming) values.show("COMING");
    if (event.own == asked) values.show("ASKED");
    if (event.own == refused) values.show("FULL");
    bool const wants = event.own == coming || event.own == asked;
    if (wants) values.show("MAY_LEAVE");
    if (!wants && !over) values.show("MAY_JOIN");
    if (!event.event.cancelled && is_organiser(call, event)) values.show("MAY_CHANGE");
    if (!over && is_organiser(call, event)) values.show("MAY_CANCEL");
}

// The event of the member who calls, while it takes place.
std::optional<events::EventView> own_event(App const& app, Call const& call) {
    auto event = event_of(app, call);
    bool const is_own = event && is_organiser(call, *event) && !event->event.cancelled;
    return is_own ? std::move(event) : std::nullopt;
}

// Says it anew, to all who heard of it and to those who come.
awaitable<Result<storage::Seq>> revise(
    App const& app, Call const& call, events::EventView const& event, events::EventDraft const& draft
) {
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return Refusal{Reason::not_allowed, "an account without an actor"};
    auto const guests = app.node.store.read([&](auto const& tx, auto const& tables) {
        return events::guests_abroad(tx, tables, event.post.handle);
    });
    federation::Edited const standing{event.post.iri, event.post.published, event.post.updated};
    auto update = composer_for(app).revise(*author, draft, standing, guests);
    auto const done = co_await federation::perform(app.node, std::move(update));
    co_return done;
}

}  // namespace

awaitable<Response> event_page(
    App const& app, Call const& call, events::EventView const& event, CaptureProblems const& problems, unsigned status
) {
    auto const viewer = call.viewer();
    events::Captured captured;
    std::function<void()> work = [&] {
        captured = app.node.store.read([&](auto const& tx, auto const& tables) {
            return events::captured_at(tx, tables, event.post, viewer);
        });
    };
    co_await app.node.workers.run(std::move(work));
    Page page{app, call, "event", event.post.title()};
    page.alternate(event.post.iri);
    auto& values = page.values();
    auto const& post = event.post;
    values.text("PATH", post_path(post));
    values.text("TITLE", post.title());
    values.text("COMMUNITY", post.community.display);
    values.text("COMMUNITY_PATH", community_path(post.community));
    values.html("CONTENT", post.content);
    values.text("STARTS", event.event.starts);
    values.text("ENDS", event.event.ends);
    values.time("STARTS_WORDS", event.event.begin());
    values.time("ENDS_WORDS", event.event.end());
    if (!event.event.place.empty()) values.repeat("AT").text("PLACE", event.event.place);
    if (!event.event.link.empty()) values.repeat("ONLINE").text("LINK", event.event.link);
    if (event.event.capacity > 0) values.repeat("LIMITED").amount("CAPACITY", event.event.capacity);
    if (event.event.cancelled) values.show("CANCELLED");
    values.amount("COUNT", event.coming);
    show_byline(values, post);
    show_own(values, app, call, event);
    show_captured(app, call, values, event, captured, problems);
    co_return page.render(status);
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

awaitable<Response> get_change_event(App const& app, Call call) {
    auto const event = own_event(app, call);
    if (!event) co_return refuse(app, call, {Reason::not_found, "no event of the member's"});
    co_return event_form(app, call, draft_of(*event), changing(*event), 200);
}

awaitable<Response> post_change_event(App const& app, Call call) {
    auto const event = own_event(app, call);
    if (!event) co_return refuse(app, call, {Reason::not_found, "no event of the member's"});
    auto view = changing(*event);
    auto const standing = draft_of(*event);
    auto const draft = event_typed(call.form, standing, view.problems);
    if (!view.problems.empty()) co_return event_form(app, call, standing, view, 422);
    if (draft == standing) co_return Response::see_other(post_path(event->post));
    auto const changed = co_await revise(app, call, *event, draft);
    if (!changed) {
        auto const meaning = meaning_of(changed.error().reason());
        view.refused = meaning.words;
        co_return event_form(app, call, standing, view, meaning.status);
    }
    co_return Response::see_other(post_path(event->post));
}

awaitable<Response> post_cancel_event(App const& app, Call call) {
    auto const event = own_event(app, call);
    if (!event) co_return refuse(app, call, {Reason::not_found, "no event of the member's"});
    auto draft = draft_of(*event);
    draft.event.cancelled = true;
    auto const cancelled = co_await revise(app, call, *event, draft);
    if (!cancelled) co_return refuse(app, call, cancelled.error());
    co_return Response::see_other(post_path(event->post));
}

}  // namespace collegium::server::pages
