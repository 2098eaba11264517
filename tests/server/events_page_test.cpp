// The pages of events: a community's calendar, announcing, coming, cancelling, and feeds for calendars.
#include "federation/events/captured.hpp"
#include "server/followers/log_follower.hpp"
#include "server/notifications/notifier.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Events : Front {
    std::string news_for(Browser& who) {
        while (village.run(follower.step())) {
        }
        return std::string{who.get("/notifications").body()};
    }

    server::LiveFeed live_news;
    server::notifications::Notifier notifier{north.node.store, north.node.ids, live_news};
    server::LogFollower follower{north.node, notifier};
    Person ada_herself = add_person("ada"), ben_himself = add_person("ben");
    std::string algebra = north.found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben");

    // Two days from now, of whatever day it is.
    Fields wanted() const {
        auto const day = to_rfc3339(north.node.clock.now() + std::chrono::hours{48}).substr(0, 10);
        return {
            {"title", "TeachMeet"},
            {"words", "Short <talks>."},
            {"starts", day + "T18:00"},
            {"ends", day + "T20:00"},
            {"offset", "+01:00"},
            {"place", "Hall"},
            {"link", ""},
            {"capacity", "1"}};
    }

    static Fields with(Fields fields, std::string const& name, std::string const& value) {
        for (auto& [each, held] : fields)
            if (each == name) held = value;
        return fields;
    }

    // Returns the hash from before.
    std::string exchange_password(std::string const& name, std::string const& hash) {
        storage::Store::Change<std::string> const change = [&](storage::WriteTx& tx,
                                                               storage::Tables& tables) -> Result<std::string> {
            auto account = tables.accounts.get(tx, name).value();
            auto before = std::exchange(account.password, hash);
            tables.accounts.put(tx, name, account);
            return before;
        };
        return north.node.store.write_now(change).value();
    }

    std::string announce() {
        auto const answer = ada.submit("/c/algebra/events/new", wanted());
        REQUIRE(answer.status() == 303);
        return std::string{answer.field("location")};
    }
};

}  // namespace

TEST_CASE_FIXTURE(Events, "an event is announced, listed, and has a page of its own") {
    CHECK(shows(get("/c/algebra/events"), "Nothing is announced."));
    auto const path = announce();
    CHECK(shows(get("/c/algebra/events"), ">TeachMeet</a>"));
    auto const page = get(path);
    CHECK(shows(page, "<h1 dir=\"auto\">TeachMeet</h1>"));
    CHECK(shows(page, "Hall"));
    CHECK(shows(page, "17:00 UTC"));
    CHECK_FALSE(shows(get("/c/algebra"), ">TeachMeet</a>"));
}

TEST_CASE_FIXTURE(Events, "what is wrong stands beside its field, and what was typed is kept") {
    auto const page = ada.submit("/c/algebra/events/new", with(with(wanted(), "ends", "never"), "capacity", "many"));
    CHECK(page.status() == 422);
    CHECK(shows(page, "id=\"ends-problem\""));
    CHECK(shows(page, "id=\"capacity-problem\""));
    CHECK(shows(page, "Short &lt;talks&gt;.</textarea>"));
    CHECK(shows(page, "value=\"TeachMeet\""));
}

TEST_CASE_FIXTURE(Events, "people come while there are places, and stay away again") {
    auto const path = announce();
    REQUIRE(ben.submit(path + "/attend", {{"decision", "join"}}).status() == 303);
    CHECK(shows(ben.get(path), "You are coming"));
    REQUIRE(ada.submit(path + "/attend", {{"decision", "join"}}).status() == 303);
    CHECK(shows(ada.get(path), "There was no place left"));
    REQUIRE(ben.submit(path + "/attend", {{"decision", "leave"}}).status() == 303);
    CHECK_FALSE(shows(ben.get(path), "You are coming"));
}

TEST_CASE_FIXTURE(Events, "that a pupil comes is counted for members, and for nobody outside") {
    auto const path = announce();
    REQUIRE(ben.submit(path + "/attend", {{"decision", "join"}}).status() == 303);
    CHECK(shows(get(path), "<dd>1 of at most 1</dd>"));

    give_account(ben_himself, "ben", true);
    CHECK(shows(get(path), "<dd>0 of at most 1</dd>"));
    CHECK(shows(ben.get(path), "<dd>1 of at most 1</dd>"));
}

TEST_CASE_FIXTURE(Events, "who announced it cancels it, and nobody else") {
    auto const path = announce();
    CHECK(ben.submit(path + "/cancel").status() == 404);
    village.clock.pass(std::chrono::seconds{2});
    REQUIRE(ada.submit(path + "/cancel").status() == 303);
    CHECK(shows(get(path), "This event is cancelled."));
    CHECK(shows(get("/c/algebra/events.ics"), "STATUS:CANCELLED"));
    CHECK(ben.submit(path + "/attend", {{"decision", "join"}}).status() == 403);
}

TEST_CASE_FIXTURE(Events, "who announced it changes it from what stands, nobody else does, and who comes hears of it") {
    auto const path = announce();
    REQUIRE(ben.submit(path + "/attend", {{"decision", "join"}}).status() == 303);
    CHECK(ben.get(path + "/change-event").status() == 404);
    CHECK(ben.submit(path + "/change-event", wanted()).status() == 404);

    auto const form = ada.get(path + "/change-event");
    CHECK(shows(form, "value=\"TeachMeet\""));
    CHECK(shows(form, "T18:00\""));
    CHECK(shows(form, "<option value=\"+01:00\" selected>"));
    CHECK(shows(form, "Short &lt;talks&gt;.</textarea>"));
    CHECK(shows(form, "name=\"capacity\" inputmode=\"numeric\" value=\"1\""));

    auto const refused = ada.submit(path + "/change-event", with(with(wanted(), "ends", "never"), "place", "Library"));
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "id=\"ends-problem\""));
    CHECK(shows(refused, "value=\"Library\""));
    CHECK(shows(get(path), "Hall"));
    auto const before = north.entries();
    CHECK(ada.submit(path + "/change-event", wanted()).status() == 303);  // nothing is different
    CHECK(north.entries() == before);

    village.clock.pass(std::chrono::seconds{2});
    auto const moved = with(with(wanted(), "place", "Library"), "offset", "+00:00");
    REQUIRE(ada.submit(path + "/change-event", with(moved, "capacity", "")).status() == 303);
    CHECK(shows(get(path), "Library"));
    CHECK(shows(get(path), "18:00 UTC"));
    CHECK_FALSE(shows(get(path), "of at most"));
    CHECK(shows(ben.get(path), "You are coming"));
    CHECK(shows(get("/c/algebra/events.ics"), "SEQUENCE:1\r\n"));
    auto const news = news_for(ben);
    CHECK(news.find("href=\"" + path + "\"") != std::string::npos);
    CHECK(news.find("changed") != std::string::npos);
    CHECK(news_for(ada).find("changed") == std::string::npos);
}

TEST_CASE_FIXTURE(
    Events, "calendars subscribe to a community, and to what a member's communities have, by an address"
) {
    static_cast<void>(announce());
    auto const feed = get("/c/algebra/events.ics");
    CHECK(feed.field("content-type") == "text/calendar; charset=utf-8");
    CHECK(shows(feed, "SUMMARY:TeachMeet\r\n"));

    REQUIRE(ben.submit("/c/algebra/join").status() == 303);
    std::string const list{ben.get("/c/algebra/events").body()};
    auto const start = list.find("/calendar/ben/");
    REQUIRE(start != std::string::npos);
    auto const address = list.substr(start, std::string_view{"/calendar/ben/"}.size() + 64);
    CHECK(shows(get(address), "SUMMARY:TeachMeet\r\n"));
    CHECK(get(address).field("cache-control") == "private, no-store");
    CHECK(get("/calendar/ben/" + std::string(64, '0')).status() == 404);
    CHECK(get("/calendar/nobody/" + address.substr(14)).status() == 404);
    auto const before = exchange_password("ben", "another");
    CHECK(get(address).status() == 404);
    static_cast<void>(exchange_password("ben", before));
    CHECK(get(address).status() == 200);
    close_account("ben");
    CHECK(get(address).status() == 404);
}

TEST_CASE_FIXTURE(Events, "a question that came up at an event begins with a link to it") {
    auto const path = announce();
    std::string const page{ben.get(path).body()};
    auto const start = page.find("/c/algebra/ask?words=");
    REQUIRE(start != std::string::npos);
    auto const ask = page.substr(start, page.find('"', start) - start);
    CHECK(shows(ben.get(ask), "From [TeachMeet](https://north.test" + path + "):"));
}

TEST_CASE_FIXTURE(Events, "one form takes a question on each line and notes, and all of it stands where it belongs") {
    auto const path = announce();
    CHECK_FALSE(shows(ben.get(path), "/capture"));
    REQUIRE(ben.submit(path + "/attend", {{"decision", "join"}}).status() == 303);
    CHECK(shows(ben.get(path), "action=\"" + path + "/capture\""));
    village.clock.pass(std::chrono::hours{24 * 9});  // a week after it is over
    auto const typed = "Why do they <forget>?\r\n\r\n  How often is enough?  \r\nWhy do they <forget>?\r\n";
    auto const sent = ben.submit(path + "/capture", {{"questions", typed}, {"notes", "Ten *people* came."}});
    REQUIRE(sent.status() == 303);
    CHECK(sent.field("location") == path + "#came-up");

    auto const page = get(path);
    CHECK(count(page.body(), "Why do they &lt;forget&gt;?</a>") == 1);
    CHECK(shows(page, "How often is enough?</a>"));
    CHECK(shows(page, "Ten <em>people</em> came."));
    auto const board = get("/c/algebra");
    CHECK(shows(board, "How often is enough?</a>"));
    CHECK_FALSE(shows(board, "Notes from"));

    std::string const list{board.body()};
    auto const title = list.find(">How often is enough?</a>");
    auto const start = list.rfind("/post/", title);
    auto const question = list.substr(start, title - 1 - start);
    CHECK(shows(get(question), "Came up at <a href=\"" + path + "\">TeachMeet</a>"));
    village.clock.pass(std::chrono::seconds{2});
    REQUIRE(ben.submit(question + "/edit", {{"title", "How often?"}, {"words", "Please."}}).status() == 303);
    CHECK(shows(get(path), "How often?</a>"));
}

TEST_CASE_FIXTURE(Events, "notes are read at their event, under its day, and changed by whoever wrote them") {
    auto const day = wanted()[2].second.substr(0, 10);
    auto const path = announce();
    village.clock.pass(std::chrono::hours{24 * 9});
    REQUIRE(ada.submit(path + "/capture", {{"notes", "Ten people came."}}).status() == 303);
    std::string const page{ada.get(path).body()};
    auto const start = page.find("id=\"notes-") + std::string_view{"id=\"notes-"}.size();
    auto const number = page.substr(start, page.find('"', start) - start);
    auto const led = get("/post/" + number);
    CHECK(led.status() == 303);
    CHECK(led.field("location") == path + "#notes-" + number);
    auto const document = document_of(get_activity("/post/" + number));
    CHECK(federation::text_member(document.root(), "col:kind") == "notes");
    CHECK(federation::text_member(document.root(), "col:derivedFrom") == "https://north.test" + path);
    CHECK(federation::text_member(document.root(), "name") == "Notes from TeachMeet, " + day);

    CHECK(ben.get("/post/" + number + "/edit").status() == 404);
    CHECK(shows(ada.get("/post/" + number + "/edit"), "Ten people came.</textarea>"));
    REQUIRE(ada.submit("/post/" + number + "/edit", {{"words", "Eleven came."}}).status() == 303);
    CHECK(shows(get(path), "Eleven came."));
    REQUIRE(ada.submit("/post/" + number + "/delete").status() == 303);
    CHECK_FALSE(shows(get(path), "Eleven came."));
}

TEST_CASE_FIXTURE(Events, "notes in another community than their event are read where they are, and not at the event") {
    auto const path = announce();
    federation::ArticleDraft notes;
    notes.kind = federation::events::notes_kind;
    notes.community = north.found("geometry", "ben");
    notes.title = "Buy this";
    notes.source = "Cheap.";
    notes.derived_from = "https://north.test" + path;
    auto const written = composer_of(ben_himself).article(author_of(ben_himself), notes);
    REQUIRE(perform(ben_himself, written));
    settle();
    for (auto* const who : {&ada, &ben}) {
        CHECK_FALSE(shows(who->get(path), "Cheap."));
        auto const page = who->get("/post/" + federation::digits(written.number));
        CHECK(page.status() == 200);
        CHECK(shows(page, "Cheap."));
    }
}

TEST_CASE_FIXTURE(
    Events, "nothing that was typed at an event is lost when it is refused, and none of it is sent by half"
) {
    auto const path = announce();
    auto const before = north.entries();
    auto const keeps = [&](server::Response const& page, unsigned status, std::string_view reason) {
        CHECK(page.status() == status);
        CHECK(shows(page, reason));
        CHECK(shows(page, "A good one?"));
        CHECK(shows(page, "My &lt;notes&gt;.</textarea>"));
        CHECK(north.entries() == before);
    };
    auto const send = [&](Browser& who, std::string const& questions) {
        return who.submit(path + "/capture", {{"questions", questions}, {"notes", "My <notes>."}});
    };
    keeps(send(ben, "A good one?"), 403, "Say that you are coming");
    keeps(send(ada, "A good one?\n\n" + std::string(201, 'a')), 422, "Shorten line 3 to at most 200 characters.");
    std::string many = "A good one?\n";
    for (int i = 0; i < 20; ++i) many += "Number " + std::to_string(i) + "?\n";
    keeps(send(ada, many), 422, "Send at most 20 questions at once");
    CHECK(ada.submit(path + "/capture", {{"questions", " \n "}}).status() == 422);
    CHECK(ada.submit("/post/4711/capture", {{"questions", "Why?"}}).status() == 404);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Events, "of a field with very many lines no more are compared than may be sent") {
    auto const path = announce();
    std::string lines;
    for (int i = 100'000; i < 200'000; ++i) lines += std::to_string(i) + "\n";
    auto const began = std::chrono::steady_clock::now();
    auto const refused = ada.submit(path + "/capture", {{"questions", lines}});
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{5});  // each with each takes far longer
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "Send at most 20 questions at once"));
}

TEST_CASE_FIXTURE(
    Events, "who was only listening asks in the community, and the question stands at the event as well"
) {
    auto const path = announce();
    auto const number = path.substr(path.rfind('/') + 1);
    auto const form = ben.get("/c/algebra/ask?event=" + number);
    CHECK(shows(form, "It came up at TeachMeet"));
    auto const asked =
        ben.submit("/c/algebra/ask", {{"title", "Why?"}, {"words", "Because I wonder."}, {"event", number}});
    REQUIRE(asked.status() == 303);
    CHECK(shows(get(path), "Why?</a>"));
    CHECK_FALSE(shows(ben.get("/c/algebra/ask?event=4711"), "It came up at"));
}
