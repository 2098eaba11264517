// A community's calendar, and announcing an event in it.
#include "federation/admit.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/events/compose_event.hpp"
#include "server/dispatch.hpp"
#include "server/pages/events/handlers.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace collegium::server::pages {

namespace events = federation::events;

namespace {

constexpr std::size_t longest_title = 200;  // characters

constexpr std::array<std::string_view, 27> offsets{
    {"+00:00", "+01:00", "+02:00", "+03:00", "+03:30", "+04:00", "+04:30", "+05:00", "+05:30",
     "+05:45", "+06:00", "+07:00", "+08:00", "+09:00", "+09:30", "+10:00", "+11:00", "+12:00",
     "+13:00", "-02:00", "-03:00", "-04:00", "-05:00", "-06:00", "-07:00", "-08:00", "-10:00"}};

struct EventProblem {
    std::string_view part;
    std::string_view words;
};

struct EventForm {
    events::EventDraft draft;
    std::vector<EventProblem> problems;
};

// "2026-09-01T18:00" of the browser, at the offset that was chosen.
std::string time_in(Form const& form, std::string_view name) {
    auto const local = form.trimmed(name);
    return local.size() == 16 ? local + ":00" + form.text("offset") : local;
}

std::string_view words_for(std::string_view field) {
    if (field == "starts") return "Choose the day and the time at which it begins.";
    if (field == "ends") return "Choose when it ends, not before it begins.";
    if (field == "place") return "Say where people meet: a room, an address online, or both.";
    if (field == "link") return "Write the whole address, as in https://meet.example/room.";
    return "Write how many can come, or leave this empty.";
}

std::string part_for(std::string_view field) {
    std::string part{field};
    for (char& c : part) c = static_cast<char>(c - 'a' + 'A');
    return part + "_PROBLEM";
}

EventForm read_form(Call const& call) {
    EventForm read;
    auto& draft = read.draft;
    auto& event = draft.event;
    auto const& form = call.form;
    draft.title = form.trimmed("title");
    draft.source = form.trimmed("words");
    event.starts = time_in(form, "starts");
    event.ends = time_in(form, "ends");
    event.place = form.trimmed("place");
    event.link = form.trimmed("link");
    auto const capacity = form.trimmed("capacity");
    auto const [end, error] = std::from_chars(capacity.data(), capacity.data() + capacity.size(), event.capacity);
    if (!capacity.empty() && (error != std::errc{} || end != capacity.data() + capacity.size()))
        event.capacity = events::most_places + 1;
    auto const length = federation::content::characters(draft.title);
    if (length == 0 || length > longest_title || draft.title.find('\n') != std::string::npos)
        read.problems.push_back({"title", "Give it a title of at most 200 characters on one line."});
    if (draft.source.size() > federation::content::longest_source)
        read.problems.push_back({"words", "Shorten the text to about 8,000 characters."});
    for (auto const field : events::problems_of(event)) read.problems.push_back({field, words_for(field)});
    return read;
}

Response new_event_page(
    App const& app,
    Call const& call,
    timeline::ActorView const& community,
    std::vector<EventProblem> const& problems,
    std::string_view refused,
    unsigned status
) {
    Page page{app, call, "event_new", "Announce an event in " + community.display};
    auto& values = page.values();
    values.text("PATH", community_path(community));
    values.text("COMMUNITY", community.display);
    values.text("EVENT_TITLE", call.form.text("title"));
    values.text("EVENT_WORDS", call.form.text("words"));
    values.text("STARTS", call.form.text("starts"));
    values.text("ENDS", call.form.text("ends"));
    values.text("PLACE", call.form.text("place"));
    values.text("LINK", call.form.text("link"));
    values.text("CAPACITY", call.form.text("capacity"));
    for (auto const offset : offsets) {
        auto option = values.repeat("OFFSET");
        option.text("VALUE", offset);
        if (offset == call.form.text("offset")) option.show("CHOSEN");
    }
    for (auto const& each : problems) values.repeat(part_for(each.part)).text("WORDS", each.words);
    if (!refused.empty()) values.repeat("REFUSED").text("WORDS", refused);
    return page.render(status);
}

void show_line(Values line, events::EventView const& event) {
    line.text("PATH", post_path(event.post));
    line.text("TITLE", event.post.title);
    line.text("TIME", readable_time(event.event.begin()));
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
    Page page{app, call, "events", "Events of " + community->display};
    auto& values = page.values();
    values.text("PATH", community_path(*community));
    values.text("COMMUNITY", community->display);
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
    co_return new_event_page(app, call, *community, {}, "", 200);
}

awaitable<Response> post_new_event(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto read = read_form(call);
    if (!read.problems.empty()) co_return new_event_page(app, call, *community, read.problems, "", 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    read.draft.community = community->iri;
    read.draft.audience = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, community->handle).audience;
    });
    events::EventComposer const composer{app.node.settings.origin(), app.node.clock, app.node.ids};
    auto act = composer.publish(*author, read.draft);
    auto const digits = std::to_string(static_cast<std::uint64_t>(act.number));
    auto const announced = co_await federation::perform(app.node, std::move(act));
    if (!announced) {
        auto const meaning = meaning_of(announced.error().reason());
        co_return new_event_page(app, call, *community, {}, meaning.words, meaning.status);
    }
    co_return Response::see_other("/post/" + digits);
}

}  // namespace collegium::server::pages
