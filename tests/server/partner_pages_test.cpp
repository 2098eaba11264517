// The operator's pages about partners, and what members and other nodes see of them.
#include "federation/partners/card.hpp"
#include "federation/partners/partner_view.hpp"
#include "tests/federation/operators.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::Decision;
using server::Method;
using storage::PartnerState;

namespace {

struct Pages : Front {
    Operator nora{village, north}, sam{village, south};
    Person ada = add_person("ada");
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    Browser olga = Browser::of(*this, "olga");
    Browser member = Browser::of(*this, "ada");

    void change(std::function<void(storage::WriteTx&, storage::Tables&)> const& what) {
        storage::Store::Change<int> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            what(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(whole).value());
    }

    // South's card, as if it had been looked at.
    void put_card(std::string const& agreed, std::string const& seen) {
        change([&](auto& tx, auto& tables) {
            tables.cards.put(tx, "south.test", {agreed, seen, village.clock.now()});
        });
    }

    std::string south_card(std::string const& name, std::optional<federation::Holiday> const& holiday = {}) {
        auto settings = south.settings;
        settings.node.name = name;
        return federation::card_document(settings, holiday);
    }

    std::string join_club() {
        auto const club = south.found("club");
        federation::FetchBudget budget;
        static_cast<void>(village.run(federation::resolve_actor(north.node, Iri::parse(club).value(), budget)).value());
        ada.follow(club);
        settle();
        return club;
    }
};

constexpr char const* list = "/operator/partners";
constexpr char const* south_page = "/operator/partners/south.test";

}  // namespace

TEST_CASE_FIXTURE(Pages, "for others than operators there is nothing at the operator's addresses") {
    for (std::string const path :
         {list, south_page, "/operator/partners/south.test/remove", "/operator/partners/nowhere.test"}) {
        INFO(path);
        CHECK(get(path).status() == 404);
        CHECK(member.get(path).status() == 404);
        CHECK(member.submit(path, {{"decision", "pause"}}).status() == 404);
    }
    CHECK(nora.state_of("south.test") == PartnerState::agreed);
    CHECK(olga.get(list).status() == 200);
    CHECK(olga.get(south_page).status() == 200);
    CHECK(olga.get("/operator/partners/nowhere.test").status() == 404);
}

TEST_CASE_FIXTURE(Pages, "a form that is not of this browser decides nothing") {
    auto form = olga.form(south_page, {{"decision", "pause"}});
    form.body = "form_key=wrong&decision=pause";

    CHECK(olga.send(std::move(form)).status() == 403);
    CHECK(nora.state_of("south.test") == PartnerState::agreed);
}

TEST_CASE_FIXTURE(Pages, "an operator pauses and resumes with a button") {
    CHECK(shows(olga.get(south_page), ">Pause<"));
    CHECK(olga.submit(south_page, {{"decision", "pause"}}).status() == 303);
    CHECK(nora.state_of("south.test") == PartnerState::paused);

    auto const paused = olga.get(south_page);
    CHECK(shows(paused, ">Resume<"));
    CHECK_FALSE(shows(paused, ">Pause<"));
    CHECK(olga.submit(south_page, {{"decision", "resume"}}).status() == 303);
    CHECK(nora.state_of("south.test") == PartnerState::agreed);
    CHECK(olga.submit(south_page, {{"decision", "resume"}}).status() == 409);
    CHECK(olga.submit(south_page, {{"decision", "dance"}}).status() == 404);
}

TEST_CASE_FIXTURE(Pages, "an operator asks for a partnership, and the other reads the card and agrees") {
    nora.put("south.test", PartnerState::declined_by_them);
    sam.put("north.test", PartnerState::declined_by_them);
    CHECK(olga.submit(list, {{"host", "Not a domain"}}).status() == 422);
    CHECK(olga.submit(list, {{"host", "north.test"}}).status() == 422);

    CHECK(olga.submit(list, {{"host", "south.test"}}).field("location") == south_page);
    nora.tend();

    CHECK(nora.state_of("south.test") == PartnerState::asked);
    CHECK(sam.state_of("north.test") == PartnerState::introduced);
    CHECK(sam.card_of("north.test")->name == "north.test");
    CHECK(shows(olga.get(south_page), "Take the introduction back"));
}

TEST_CASE_FIXTURE(Pages, "the page of a partner shows the exchange, the card and what changed on it") {
    join_club();
    put_card(south_card("South School"), south_card("South Academy"));

    auto const page = olga.get(south_page);

    for (auto const* const text :
         {"<h1>South Academy</h1>",
          "<dt>State</dt><dd>agreed</dd>",
          "<dt>Messages in</dt><dd>1, ",
          "<dt>Waiting</dt><dd>0 messages</dd>",
          "<dt>Out of reach</dt><dd>no</dd>",
          "Changed since you agreed: Name was “South School”, and is “South Academy” now."}) {
        INFO(text);
        CHECK(shows(page, text));
    }
    auto const all = olga.get(list);
    CHECK(shows(all, "South Academy"));
    CHECK(shows(all, "card changed"));
}

TEST_CASE_FIXTURE(Pages, "a card of somebody with bad intentions is only text") {
    put_card("", south_card(std::string{hostile}));

    for (std::string const path : {list, south_page, "/operator/partners/south.test/remove"}) {
        INFO(path);
        auto const page = olga.get(path);
        CHECK(page.status() == 200);
        CHECK_FALSE(shows(page, "<script>"));
        CHECK_FALSE(shows(page, "' onmouseover='"));
    }
}

TEST_CASE_FIXTURE(Pages, "an outage is named with its error and the next try") {
    auto const club = join_club();
    south.up = false;
    static_cast<void>(ada.ask(club, "Who hears?"));
    settle();

    auto const page = olga.get(south_page);

    CHECK(shows(page, "<dt>Waiting</dt><dd>1 message</dd>"));
    CHECK(shows(page, "(nobody answers); next try "));
    CHECK(shows(olga.get(list), "does not answer"));
}

TEST_CASE_FIXTURE(Pages, "removing shows first whom it concerns, and changes nothing by being looked at") {
    join_club();
    auto const preview = olga.get("/operator/partners/south.test/remove");
    CHECK(shows(preview, "<dt>Members here who follow something there</dt><dd>1</dd>"));
    CHECK(nora.state_of("south.test") == PartnerState::agreed);

    CHECK(olga.submit("/operator/partners/south.test/remove", {{"data", "erase"}}).field("location") == south_page);

    CHECK(nora.state_of("south.test") == PartnerState::removed);
    CHECK(shows(olga.get(south_page), "<dt>State</dt><dd>removed</dd>"));
}

TEST_CASE_FIXTURE(Pages, "members read that an institution is paused, away or silent; guests need not know") {
    auto const club = join_club();
    auto const question = path_of(ada.ask(club, "Is anybody there?"));
    settle();
    std::string expected;
    SUBCASE("all is well") {}
    SUBCASE("paused") {
        nora.put("south.test", PartnerState::paused);
        expected = "south.test is paused by your school. What you write is kept, and sent when it is back.";
    }
    SUBCASE("away") {
        put_card("", south_card("South School", federation::Holiday{"2026-01-01", "2027-01-07", "Happy new year!"}));
        expected = "South School is away until 7 January 2027: what you write will arrive. Happy new year!";
    }
    SUBCASE("back from the holidays") {
        put_card("", south_card("South School", federation::Holiday{"2020-01-01", "2020-01-07", ""}));
    }
    SUBCASE("silent") {
        south.up = false;
        static_cast<void>(ada.ask(club, "And now?"));
        settle();
        village.pass(25h);
        settle();
        expected = "south.test does not answer since ";
    }
    for (auto const& path : {std::string{"/c/club@south.test"}, question}) {
        INFO(path);
        auto const page = member.get(path);
        REQUIRE(page.status() == 200);
        CHECK(shows(page, "class=\"notice\"") == !expected.empty());
        CHECK(shows(page, expected));
        CHECK_FALSE(shows(get(path), "is paused"));
    }
}

TEST_CASE_FIXTURE(Pages, "the partner card is there for machines and for people, and the node's document names it") {
    north.settings.card.safeguarding_name = "Nadia Osei";
    change([](auto& tx, auto& tables) {
        federation::put_own_holiday(tx, tables, federation::Holiday{"2026-12-19", "2027-01-07", "Away"});
    });

    auto const document = get("/partner-card", "application/json");
    auto const page = get("/about/partner-card");

    CHECK(document.field("content-type") == "application/json");
    auto const card = federation::read_card(std::string{document.body()}, "north.test").value();
    CHECK(card.safeguarding_name == "Nadia Osei");
    CHECK(card.holiday->from == "2026-12-19");
    CHECK(shows(page, "<dt>Safeguarding lead</dt><dd>Nadia Osei</dd>"));
    CHECK(shows(page, "Away from 19 December 2026 until 7 January 2027. Away"));
    auto const actor = document_of(get_activity("/"));
    CHECK(federation::text_member(actor.root(), "col:partnerCard") == "https://north.test/partner-card");
}

TEST_CASE_FIXTURE(Pages, "what they refused is listed, and sent again with a button") {
    auto const club = join_club();
    village.scripted["south.test"] = [](auto const&) { return status(403); };
    auto const question = ada.ask(club, "Refused at first?");
    settle();
    CHECK(shows(olga.get(south_page), "HTTP 403"));
    village.scripted.clear();

    CHECK(olga.submit(south_page, {{"decision", "retry"}}).status() == 303);
    settle();

    CHECK(south.thread(question));
    CHECK_FALSE(shows(olga.get(south_page), "HTTP 403"));
}

TEST_CASE_FIXTURE(Pages, "a look at a partner's page looks at its card too, at most once an hour") {
    CHECK(shows(olga.get(south_page), "<dt>Name</dt><dd>south.test</dd>"));
    south.settings.node.name = "South Academy";

    CHECK_FALSE(shows(olga.get(south_page), "South Academy"));
    village.clock.pass(2h);
    auto const page = Browser::of(*this, "olga").get(south_page);  // after half an hour with the password again

    CHECK(shows(page, "Changed since you agreed: Name was “south.test”, and is “South Academy” now."));
}

TEST_CASE_FIXTURE(Pages, "operators find the partners from every page, and nobody else does") {
    CHECK(shows(olga.get("/"), "<a href=\"/operator/partners\">Partners</a>"));
    CHECK_FALSE(shows(member.get("/"), "/operator/partners"));
    CHECK_FALSE(shows(get("/"), "/operator/partners"));
}
