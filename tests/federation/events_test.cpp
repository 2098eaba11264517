// Events: announced in a community, attended over schools while there are places, cancelled (needs G1, G6, B12).
#include "federation/events/calendar_text.hpp"
#include "federation/events/captured.hpp"
#include "federation/events/captured_read.hpp"
#include "federation/events/compose_event.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::events;
using namespace collegium::tests;
using storage::AttendanceState;

namespace {

// ada organises at the school where the club lives; sam is of another one and follows the club.
struct Meeting {
    Meeting() {
        meet(village, south, club);
        sam.follow(club);
        village.settle();
    }

    static EventComposer says(Person const& person) {
        auto const& node = person.school->node;
        return EventComposer{node.settings.origin(), node.clock, node.ids};
    }

    EventDraft draft(std::uint64_t capacity = 0) const {
        EventDraft wanted;
        wanted.community = club;
        wanted.title = "TeachMeet; maths, and more";
        wanted.source = "Short talks.";
        wanted.event.starts = to_rfc3339(north.node.clock.now() + std::chrono::hours{48});
        wanted.event.ends = to_rfc3339(north.node.clock.now() + std::chrono::hours{50});
        wanted.event.place = "Hall";
        wanted.event.link = "https://meet.example/hall";
        wanted.event.capacity = capacity;
        return wanted;
    }

    std::string announce(EventDraft const& wanted) {
        auto const composed = says(ada).publish(author_of(ada), wanted);
        REQUIRE(perform(ada, composed));
        village.settle();
        return composed.activity.object_id();
    }

    Result<storage::Seq> attend(Person const& person, std::string const& event) {
        auto const done = perform(person, says(person).join(author_of(person), event, iri_of(ada)));
        village.settle();
        return done;
    }

    std::optional<EventView> seen(Person const& person, std::string const& event) const {
        return person.school->node.store.read([&](auto const& tx, auto const& tables) -> std::optional<EventView> {
            auto const handle = storage::find_handle(tx, tables, event);
            if (!handle) return std::nullopt;
            return find_event(tx, tables, *handle, federation::timeline::Viewer::of_member(person.handle));
        });
    }

    // Titles of what came up there, notes first, as somebody sees it.
    std::vector<std::string> came_up(Person const& person, std::string const& event) const {
        auto const view = seen(person, event).value();
        return person.school->node.store.read([&](auto const& tx, auto const& tables) {
            auto const viewer = federation::timeline::Viewer::of_member(person.handle);
            auto const captured = captured_at(tx, tables, view.post, viewer);
            std::vector<std::string> titles;
            for (auto const& each : captured.notes) titles.push_back("notes: " + each.title());
            for (auto const& each : captured.questions) titles.push_back(each.title());
            return titles;
        });
    }

    federation::QuestionDraft question_from(std::string const& event) const {
        federation::QuestionDraft asked{club, "Why do they forget?", "From the meeting.", "en"};
        asked.derived_from = event;
        return asked;
    }

    // Returns what was said.
    std::string say(Person const& person, federation::Composed const& composed) {
        REQUIRE(perform(person, composed));
        village.settle();
        return composed.activity.object_id();
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Person ada = north.enrol("ada"), ben = north.enrol("ben"), sam = south.enrol("sam");
    std::string club = north.found("club", "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Meeting, "an event reaches the other school as it was announced") {
    auto const wanted = draft(20);
    auto const event = announce(wanted);
    REQUIRE(seen(sam, event));
    CHECK(seen(sam, event)->event == wanted.event);
    CHECK(seen(sam, event)->post.title() == wanted.title);
}

TEST_CASE_FIXTURE(
    Meeting, "who wants to come is let in while there are places, and a place that is left is free again"
) {
    auto const event = announce(draft(1));
    REQUIRE(attend(sam, event));
    CHECK(seen(sam, event)->own == AttendanceState::coming);
    CHECK(seen(ada, event)->coming == 1);
    REQUIRE(attend(ben, event));
    CHECK(seen(ben, event)->own == AttendanceState::refused);

    REQUIRE(perform(sam, says(sam).leave(author_of(sam), event, iri_of(ada))));
    village.settle();
    CHECK(seen(ada, event)->coming == 0);
    village.pass(std::chrono::seconds{1});
    REQUIRE(attend(ben, event));
    CHECK(seen(ben, event)->own == AttendanceState::coming);
}

TEST_CASE_FIXTURE(Meeting, "an event that is cancelled is so everywhere, and takes nobody any more") {
    auto wanted = draft();
    auto const event = announce(wanted);
    village.pass(std::chrono::seconds{2});
    auto const view = seen(ada, event).value();
    wanted.event.cancelled = true;
    federation::Edited const standing{event, view.post.published, view.post.updated};
    REQUIRE(perform(ada, says(ada).revise(author_of(ada), wanted, standing)));
    village.settle();
    CHECK(seen(sam, event)->event.cancelled);
    CHECK(attend(sam, event).error().reason() == Reason::not_allowed);
}

TEST_CASE_FIXTURE(
    Meeting, "a change reaches the partner, also for whoever comes and follows nobody, and calendars take it"
) {
    auto wanted = draft(1);
    auto const event = announce(wanted);
    REQUIRE(attend(sam, event));
    REQUIRE(attend(ben, event));
    sam.leave(club);
    village.settle();

    village.pass(std::chrono::seconds{2});
    auto const view = seen(ada, event).value();
    wanted.title = "TeachMeet, later";
    wanted.event.starts = to_rfc3339(north.node.clock.now() + std::chrono::hours{72});
    wanted.event.ends = to_rfc3339(north.node.clock.now() + std::chrono::hours{74});
    wanted.event.place = "Library";
    wanted.event.capacity = 2;
    auto const guests = north.node.store.read([&](auto const& tx, auto const& tables) {
        return guests_abroad(tx, tables, view.post.handle);
    });
    CHECK(guests == std::vector{iri_of(sam)});
    federation::Edited const standing{event, view.post.published, view.post.updated};
    REQUIRE(perform(ada, says(ada).revise(author_of(ada), wanted, standing, guests)));
    village.settle();

    auto expected = wanted.event;
    expected.sequence = 1;
    for (auto const* const person : {&ada, &sam}) {
        REQUIRE(seen(*person, event));
        CHECK(seen(*person, event)->event == expected);
        CHECK(seen(*person, event)->post.title() == wanted.title);
    }
    CHECK(seen(sam, event)->own == AttendanceState::coming);
    auto const text = calendar_text("Sam", {seen(sam, event).value()});
    CHECK(text.find("\r\nSEQUENCE:1\r\n") != std::string::npos);
    CHECK(text.find("\r\nLOCATION:Library\r\n") != std::string::npos);
    REQUIRE(attend(ben, event));  // there is a place for him now
    CHECK(seen(ben, event)->own == AttendanceState::coming);
}

TEST_CASE_FIXTURE(Meeting, "nobody comes to what is over, or to what does not exist") {
    auto const event = announce(draft());
    village.pass(std::chrono::hours{51});
    CHECK(attend(ben, event).error().reason() == Reason::not_allowed);
    CHECK(attend(ben, "https://north.test/post/4711").error().reason() == Reason::not_found);
}

TEST_CASE_FIXTURE(
    Meeting, "what came up at an event stands there on every node and leads back to it, while its words say so"
) {
    auto const event = announce(draft());
    auto const question = say(sam, composer_of(sam).question(author_of(sam), question_from(event)));
    federation::ArticleDraft notes;
    notes.kind = notes_kind;
    notes.community = club;
    notes.title = "Notes";
    notes.source = "Ten people came.";
    notes.derived_from = event;
    auto const written = say(sam, composer_of(sam).article(author_of(sam), notes));
    auto const all = std::vector<std::string>{"notes: Notes", "Why do they forget?"};
    for (auto const* const person : {&ada, &sam}) {
        CHECK(came_up(*person, event) == all);
        person->school->node.store.read([&](auto const& tx, auto const& tables) {
            auto const asked = post_at(*person->school, question).value();
            auto const behind = event_behind(tx, tables, asked, {});
            REQUIRE(behind);
            CHECK(behind->post.iri == event);
            // Among the questions of the community stand questions only.
            auto const community = storage::find_handle(tx, tables, club).value();
            auto const board = federation::timeline::questions_in(tx, tables, community, storage::LocalId{~0ull}, 10);
            REQUIRE(board.lines.size() == 1);
            CHECK(board.lines.front().question.iri == question);
        });
    }

    village.pass(std::chrono::seconds{2});
    auto const standing = post_at(south, question).value();
    auto elsewhere = question_from("");
    federation::Edited const edited{question, standing.published, standing.updated};
    say(sam, composer_of(sam).edit(author_of(sam), elsewhere, edited));
    REQUIRE(sam.erase(written));
    village.settle();
    CHECK(came_up(ada, event).empty());
    CHECK(came_up(sam, event).empty());
}

TEST_CASE_FIXTURE(Meeting, "what came up at a meeting that stays in a school does not tell others of it") {
    auto wanted = draft();
    wanted.audience = storage::Audience::here;
    auto const event = announce(wanted);
    auto asked = question_from(event);
    auto const outside = perform(ben, composer_of(ben).question(author_of(ben), asked));
    REQUIRE_FALSE(outside);
    CHECK(outside.error().reason() == Reason::not_allowed);
    asked.audience = storage::Audience::here;
    auto const question = say(ben, composer_of(ben).question(author_of(ben), asked));
    CHECK(came_up(ada, event).size() == 1);
    CHECK_FALSE(has_arrived(south, question));
}

TEST_CASE_FIXTURE(
    Meeting, "what others write in communities of their own does not stand at an event, nor fills its list"
) {
    auto const event = announce(draft());
    auto const den = south.found("den", "sam");
    meet(village, north, den);
    ada.follow(den);
    village.settle();
    federation::ArticleDraft notes;
    notes.kind = notes_kind;
    notes.community = den;
    notes.title = "Buy this";
    notes.source = "Cheap.";
    notes.derived_from = event;
    auto const forged = say(sam, composer_of(sam).article(author_of(sam), notes));
    auto asked = question_from(event);
    asked.community = den;
    say(sam, composer_of(sam).question(author_of(sam), asked));
    REQUIRE(post_at(north, forged)->announced);
    for (auto* const school : {&north, &south}) {
        auto const rows = school->node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, event).value();
            std::size_t count = 0;
            tables.derived.ascend(tx, {handle, storage::no_one}, [&](storage::Edge const& key, storage::Derivation) {
                if (key.of == handle) ++count;
                return key.of == handle;
            });
            return count;
        });
        CHECK(rows == 0);
    }
    CHECK(came_up(ada, event).empty());
    CHECK(came_up(sam, event).empty());

    say(ada, composer_of(ada).question(author_of(ada), question_from(event)));
    CHECK(came_up(ada, event).size() == 1);
    CHECK(came_up(sam, event).size() == 1);
}

TEST_CASE_FIXTURE(Meeting, "an event known later than what names it shows nothing of another community either") {
    auto const wanted = draft();
    auto const composed = says(ada).publish(author_of(ada), wanted);
    auto const event = composed.activity.object_id();
    auto const den = south.found("den", "sam");
    auto asked = question_from(event);
    asked.community = den;
    REQUIRE(perform(sam, composer_of(sam).question(author_of(sam), asked)));
    REQUIRE(perform(ada, composed));
    village.settle();
    REQUIRE(seen(sam, event));
    CHECK(came_up(sam, event).empty());
}

TEST_CASE_FIXTURE(Meeting, "what the community has not passed on stands at the event for its author alone") {
    auto const una = south.enrol("una");
    auto const event = announce(draft());
    north.up = false;
    auto const question = say(sam, composer_of(sam).question(author_of(sam), question_from(event)));
    REQUIRE(has_arrived(south, question));
    CHECK(came_up(sam, event).size() == 1);
    CHECK(came_up(una, event).empty());
    north.up = true;
    village.pass(std::chrono::hours{1});
    village.settle();
    CHECK(came_up(una, event).size() == 1);
    CHECK(came_up(ada, event).size() == 1);
}

TEST_CASE_FIXTURE(Meeting, "the calendar of a member holds the events of their communities, in the form of calendars") {
    auto const event = announce(draft());
    auto const now = south.node.clock.now();
    auto const events = south.node.store.read([&](auto const& tx, auto const& tables) {
        return calendar_of(tx, tables, sam.handle, now);
    });
    REQUIRE(events.size() == 1);
    auto const text = calendar_text("Sam", events);
    CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK(text.find("\r\nUID:" + event + "\r\n") != std::string::npos);
    CHECK(text.find("\r\nSUMMARY:TeachMeet\\; maths\\, and more\r\n") != std::string::npos);
    CHECK(text.find("\r\nSTATUS:CONFIRMED\r\n") != std::string::npos);
    CHECK(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
}

TEST_CASE("a long line of a calendar goes on in the next one, and never within a character") {
    EventView view;
    view.post.iri = "https://north.test/post/1";
    for (unsigned i = 0; i < 100; ++i) view.post.name += "\xC3\xA9";
    view.event.starts = view.event.ends = "2026-09-01T10:00:00Z";
    auto const text = calendar_text("x", {view});
    std::size_t start = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", start)) {
        CHECK(end - start <= 75);
        auto const first = static_cast<unsigned char>(text[start == 0 ? 0 : start + (text[start] == ' ' ? 1 : 0)]);
        CHECK((first & 0xC0U) != 0x80U);
        start = end + 2;
        if (start == text.size()) break;
    }
}

TEST_CASE("what cannot stand as it is, is named by its field") {
    Event event;
    event.starts = "2026-09-01T18:00:00+01:00";
    event.ends = "2026-09-01T17:00:00+01:00";
    event.link = "meet here";
    CHECK(problems_of(event) == std::vector<std::string_view>{"ends", "link"});
    event.ends = "2026-09-01T19:00:00+01:00";
    event.link.clear();
    CHECK(problems_of(event) == std::vector<std::string_view>{"place"});
}
