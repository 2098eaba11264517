#include "server/pages/events/event_form.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "server/pages/guides/guide_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_event_title = 200;  // characters
constexpr std::size_t minutes_size = 16;          // of "2026-09-01T18:00", as browsers send it

constexpr std::array<std::string_view, 27> offsets{
    {"+00:00", "+01:00", "+02:00", "+03:00", "+03:30", "+04:00", "+04:30", "+05:00", "+05:30",
     "+05:45", "+06:00", "+07:00", "+08:00", "+09:00", "+09:30", "+10:00", "+11:00", "+12:00",
     "+13:00", "-02:00", "-03:00", "-04:00", "-05:00", "-06:00", "-07:00", "-08:00", "-10:00"}};

// At the offset that was chosen.
std::string time_in(Form const& form, std::string_view name) {
    auto const local = form.trimmed(name);
    return local.size() == minutes_size ? local + ":00" + form.text("offset") : local;
}

// "2026-09-01T18:00:00+01:00" => what the field for it and the list of offsets say.
std::string local_time(std::string_view time) {
    return std::string{time.substr(0, minutes_size)};
}

std::string offset_of(std::string_view time) {
    auto const sign = time.size() <= minutes_size ? std::string_view::npos : time.find_first_of("+-", minutes_size);
    return sign == std::string_view::npos ? std::string{offsets.front()} : std::string{time.substr(sign)};
}

std::string_view words_for(std::string_view field) {
    if (field == "starts") return phrase("Choose the day and the time at which it begins.");
    if (field == "ends") return phrase("Choose when it ends, not before it begins.");
    if (field == "place") return phrase("Say where people meet: a room, an address online, or both.");
    if (field == "link") return phrase("Write the whole address, as in https://meet.example/room.");
    return phrase("Write how many can come, or leave this empty.");
}

// More than there may be for what is no number.
std::uint64_t capacity_in(std::string const& digits) {
    std::uint64_t capacity = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), capacity);
    bool const is_number = digits.empty() || (error == std::errc{} && end == digits.data() + digits.size());
    return is_number ? capacity : events::most_places + 1;
}

void show_offsets(Values& values, std::string const& chosen) {
    bool const is_listed = std::ranges::find(offsets, chosen) != offsets.end();
    auto const show = [&](std::string_view offset) {
        auto option = values.repeat("OFFSET");
        option.text("VALUE", offset);
        if (offset == chosen) option.show("CHOSEN");
    };
    for (auto const offset : offsets) show(offset);
    if (!is_listed && !chosen.empty()) show(chosen);
}

}  // namespace

EventFormView announcing(timeline::ActorView const& community) {
    return {community_path(community) + "/events/new", phrase("Announce an event"), phrase("Announce it"), community};
}

EventFormView changing(events::EventView const& standing) {
    return {
        post_path(standing.post) + "/change-event",
        phrase("Change an event"),
        phrase("Save the change and tell those who come"),
        standing.post.community};
}

events::EventDraft draft_of(events::EventView const& standing) {
    auto const& post = standing.post;
    events::EventDraft draft;
    draft.community = post.community.iri;
    draft.title = post.title();
    draft.source = post.source;
    if (!post.language.empty()) draft.language = post.language;
    draft.audience = post.audience;
    draft.event = standing.event;
    return draft;
}

events::EventDraft event_typed(Form const& form, events::EventDraft before, std::vector<EventProblem>& problems) {
    auto draft = std::move(before);
    auto& event = draft.event;
    draft.title = form.trimmed("title");
    draft.source = form.trimmed("words");
    event.starts = time_in(form, "starts");
    event.ends = time_in(form, "ends");
    event.place = form.trimmed("place");
    event.link = form.trimmed("link");
    event.capacity = capacity_in(form.trimmed("capacity"));
    auto const length = federation::content::characters(draft.title);
    if (length == 0 || length > longest_event_title || draft.title.find('\n') != std::string::npos)
        problems.push_back({"title", phrase("Give it a title of at most 200 characters on one line.")});
    if (draft.source.size() > federation::content::longest_source)
        problems.push_back({"words", phrase("Shorten the text to about 8,000 characters.")});
    for (auto const field : events::problems_of(event)) problems.push_back({field, words_for(field)});
    return draft;
}

Response event_form(
    App const& app, Call const& call, events::EventDraft const& standing, EventFormView const& view, unsigned status
) {
    Page page{app, call, "event_form", view.heading};
    auto& values = page.values();
    auto const& event = standing.event;
    values.text("ACTION", view.action);
    values.words("HEADING", view.heading);
    values.words("BUTTON", view.button);
    values.text("PATH", community_path(view.community));
    values.text("COMMUNITY", view.community.display);
    values.text("EVENT_TITLE", typed_or(call, "title", standing.title));
    values.text("EVENT_WORDS", typed_or(call, "words", standing.source));
    values.text("STARTS", typed_or(call, "starts", local_time(event.starts)));
    values.text("ENDS", typed_or(call, "ends", local_time(event.ends)));
    values.text("PLACE", typed_or(call, "place", event.place));
    values.text("LINK", typed_or(call, "link", event.link));
    values.text("CAPACITY", typed_or(call, "capacity", event.capacity == 0 ? "" : std::to_string(event.capacity)));
    show_offsets(values, typed_or(call, "offset", offset_of(event.starts)));
    for (auto const& each : view.problems) values.problem(each.field, each.words);
    values.refused(view.refused);
    return page.render(status);
}

}  // namespace collegium::server::pages
