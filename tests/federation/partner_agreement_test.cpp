// How two schools become partners: by both operators, in whatever order, and nothing passes before.
#include "federation/partners/card.hpp"
#include "federation/partners/partner_care.hpp"
#include "federation/served/documents.hpp"
#include "storage/names.hpp"
#include "tests/federation/east.hpp"
#include "tests/federation/operators.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::Decision;
using storage::PartnerState;

namespace {

struct AgreementFixture {
    Village village{{"north.test", "south.test"}, Village::Ties::strangers};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Operator nora{village, north}, sam{village, south};
};

}  // namespace

TEST_CASE_FIXTURE(AgreementFixture, "a fresh node has no partners, and sends nothing") {
    village.pass(24h);
    village.settle();

    CHECK_FALSE(nora.state_of("south.test"));
    CHECK(north.network.requests == 0);
}

TEST_CASE_FIXTURE(AgreementFixture, "two operators agree: one introduces the school, the other says yes") {
    CHECK(nora.decide(Decision::introduce, "south.test") == PartnerState::asked);
    CHECK_FALSE(sam.state_of("north.test"));
    nora.tend();
    CHECK(nora.state_of("south.test") == PartnerState::asked);
    CHECK(sam.state_of("north.test") == PartnerState::introduced);

    CHECK(sam.decide(Decision::agree, "north.test") == PartnerState::agreed);
    sam.tend();

    CHECK(nora.state_of("south.test") == PartnerState::agreed);
    CHECK(sam.state_of("north.test") == PartnerState::agreed);
    CHECK(north.entries() == 0);  // nothing of it is in the log, at neither side
    CHECK(south.entries() == 0);
}

TEST_CASE_FIXTURE(AgreementFixture, "an introduction brings the card, for the operator to read before deciding") {
    north.settings.card.safeguarding_name = "Nadia Osei";
    nora.decide(Decision::introduce, "south.test");
    nora.tend();

    auto const card = sam.card_of("north.test");

    REQUIRE(card);
    CHECK(card->safeguarding_name == "Nadia Osei");
    CHECK(card->mode == "network");
}

TEST_CASE_FIXTURE(AgreementFixture, "an operator may decline, and the other reads it") {
    nora.decide(Decision::introduce, "south.test");
    nora.tend();

    CHECK(sam.decide(Decision::decline, "north.test", "We do not know each other.") == PartnerState::declined);
    sam.tend();

    CHECK(nora.state_of("south.test") == PartnerState::declined_by_them);
    CHECK(nora.reason_of("south.test") == "Their operator turned it down.");

    // Again and again does not help, until our operator thinks better of it.
    nora.decide(Decision::introduce, "south.test");
    nora.tend();
    CHECK(sam.state_of("north.test") == PartnerState::declined);
    CHECK(nora.state_of("south.test") == PartnerState::declined_by_them);
    sam.decide(Decision::agree, "north.test");
    CHECK(sam.state_of("north.test") == PartnerState::agreed);
}

TEST_CASE_FIXTURE(AgreementFixture, "an introduction can be taken back") {
    nora.decide(Decision::introduce, "south.test");
    nora.tend();
    nora.decide(Decision::decline, "south.test");
    nora.tend();

    CHECK_FALSE(nora.state_of("south.test"));
    CHECK_FALSE(sam.state_of("north.test"));
}

TEST_CASE_FIXTURE(AgreementFixture, "adding by hand and introducing end well, in every order") {
    SUBCASE("added there, then introduced here") {
        sam.decide(Decision::add, "north.test");
        nora.decide(Decision::introduce, "south.test");
        nora.tend();
        sam.tend();
    }
    SUBCASE("introduced here, added there before it arrived") {
        nora.decide(Decision::introduce, "south.test");
        sam.decide(Decision::add, "north.test");
        nora.tend();
        sam.tend();
    }
    SUBCASE("introduced here, added there after it arrived") {
        nora.decide(Decision::introduce, "south.test");
        nora.tend();
        sam.decide(Decision::add, "north.test");
        sam.tend();
    }
    SUBCASE("introduced and then added here, agreed there") {
        nora.decide(Decision::introduce, "south.test");
        nora.tend();
        nora.decide(Decision::add, "south.test");
        sam.decide(Decision::agree, "north.test");
        sam.tend();
    }
    SUBCASE("both introduce at the same time") {
        nora.decide(Decision::introduce, "south.test");
        sam.decide(Decision::introduce, "north.test");
        nora.tend();
        sam.tend();
        nora.tend();
    }
    SUBCASE("introducing oneself to who introduced itself is agreeing") {
        nora.decide(Decision::introduce, "south.test");
        nora.tend();
        sam.decide(Decision::introduce, "north.test");
        sam.tend();
    }
    SUBCASE("the other school was not there at first") {
        south.up = false;
        nora.decide(Decision::introduce, "south.test");
        nora.tend();
        south.up = true;
        nora.tend();
        CHECK_FALSE(sam.state_of("north.test"));  // it is not tried at every moment
        village.pass(1min);
        nora.tend();
        sam.decide(Decision::agree, "north.test");
        sam.tend();
    }
    SUBCASE("the answer was lost") {
        nora.decide(Decision::introduce, "south.test");
        nora.tend();
        north.up = false;
        sam.decide(Decision::agree, "north.test");
        sam.tend();
        CHECK(nora.state_of("south.test") == PartnerState::asked);
        north.up = true;
        village.pass(1min);
        sam.tend();
    }
    CHECK(nora.state_of("south.test") == PartnerState::agreed);
    CHECK(sam.state_of("north.test") == PartnerState::agreed);
}

TEST_CASE_FIXTURE(AgreementFixture, "who agreed exchanges questions") {
    nora.befriend(sam);
    auto const ada = north.enrol("ada");
    auto const club = south.found("club");
    federation::FetchBudget budget;
    REQUIRE(village.run(federation::resolve_actor(north.node, Iri::parse(club).value(), budget)));
    ada.follow(club);
    village.settle();

    auto const question = ada.ask(club, "Who is there?");
    village.settle();

    CHECK(south.thread(question));
}

TEST_CASE_FIXTURE(AgreementFixture, "a closed node takes no introduction and makes none") {
    south.settings.federation.mode = FederationMode::closed;

    nora.decide(Decision::introduce, "south.test");
    nora.tend();

    CHECK_FALSE(sam.state_of("north.test"));
    CHECK(nora.state_of("south.test") == PartnerState::declined_by_them);
    CHECK(sam.refusal(Decision::introduce, "north.test") == Reason::conflict);

    sam.decide(Decision::add, "north.test");
    nora.decide(Decision::add, "south.test");
    nora.tend();
    CHECK(sam.state_of("north.test") == PartnerState::agreed);
}

TEST_CASE_FIXTURE(AgreementFixture, "in an open network nobody need agree, but who was paused or removed stays out") {
    south.settings.federation.mode = north.settings.federation.mode = FederationMode::open;
    auto const club = south.found("club");
    auto const fetch = [&] {
        federation::FetchBudget budget;
        return village.run(federation::refresh_actor(north.node, Iri::parse(club).value(), budget));
    };
    CHECK(fetch());

    nora.decide(Decision::add, "south.test");
    nora.decide(Decision::pause, "south.test");
    CHECK(fetch().error().reason() == Reason::paused);
    nora.decide(Decision::remove, "south.test");
    CHECK(fetch().error().reason() == Reason::not_partner);
}

namespace {

struct Knocking : AgreementFixture {
    East east{village};

    std::string east_root_follow() const {
        return R"({"id":"https://east.test/activities/follow/1","type":"Follow","actor":"https://east.test/",)"
               R"("object":"https://north.test/"})";
    }

    Reason refusal(Letter const& letter) {
        auto const before = east.fetches;
        auto const outcome = village.run(federation::receive(north.node, east.signed_by_cavage(letter)));
        CHECK_FALSE(outcome);
        CHECK(east.fetches == before);  // it costs us no request
        return outcome ? Reason::duplicate : outcome.error().reason();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Knocking, "CVE-2026-27468: who is not agreed gets nothing, whatever it signs") {
    auto const club = north.found("club");
    SUBCASE("a stranger") {}
    SUBCASE("one that introduced itself") {
        nora.put("east.test", PartnerState::introduced);
    }
    SUBCASE("one that we asked") {
        nora.put("east.test", PartnerState::asked);
    }
    SUBCASE("one that was declined") {
        nora.put("east.test", PartnerState::declined);
    }
    SUBCASE("one that was removed") {
        nora.put("east.test", PartnerState::removed);
    }

    CHECK(refusal(east.letter(east.follow())) == Reason::not_partner);
    auto follow_of_node = east.follow();
    follow_of_node.replace(follow_of_node.find(club), club.size(), "https://north.test/");
    CHECK(refusal(east.letter(follow_of_node)) == Reason::not_partner);      // by a person, not by the node
    CHECK(refusal(east.letter(east_root_follow())) == Reason::not_partner);  // signed by a person
    CHECK(north.entries() == 0);
}

TEST_CASE_FIXTURE(Knocking, "who is paused is told to come back later, and loses nothing") {
    nora.put("east.test", PartnerState::paused);

    CHECK(refusal(east.letter(east.follow())) == Reason::paused);
    CHECK(meaning_of(Reason::paused).status == 503);
}

TEST_CASE_FIXTURE(AgreementFixture, "a stranger may not knock without end") {
    for (int tries = 0; tries < 20; ++tries) {
        nora.put("south.test", PartnerState::declined);
        nora.decide(Decision::introduce, "south.test");
        nora.tend();
    }
    CHECK(south.network.requests <= 2 * federation::Strangers::most_of_one_host);
    CHECK(sam.state_of("north.test") == PartnerState::introduced);
}

TEST_CASE("the limit of all strangers together holds, and ends with its time") {
    federation::Strangers strangers;
    Instant now{1h};
    unsigned let_in = 0;
    for (int host = 0; host < 1000; ++host) {
        auto const place = std::to_string(host % 50);
        for (int tries = 0; tries < 10; ++tries)
            if (strangers.may_knock(std::to_string(host) + ".test", place, now)) ++let_in;
    }

    CHECK(let_in == federation::Strangers::most_in_all);
    CHECK(strangers.may_knock("new.test", "0", now + federation::Strangers::window));
}

TEST_CASE("who knocks in the names of others takes nothing from them") {
    federation::Strangers strangers;
    Instant const now{1h};
    for (int tries = 0; tries < 1000; ++tries) {
        static_cast<void>(strangers.may_knock("school.test", "203.0.113.7", now));
        static_cast<void>(strangers.may_knock(std::to_string(tries) + ".test", "203.0.113.7", now));
    }

    CHECK_FALSE(strangers.may_knock("school.test", "203.0.113.7", now));
    CHECK(strangers.may_knock("school.test", "192.0.2.1", now));
    CHECK(strangers.may_knock("college.test", "192.0.2.1", now));
}

TEST_CASE_FIXTURE(AgreementFixture, "introductions that wait for a decision are bounded: the oldest goes out") {
    for (int number = 0; number < 200; ++number) {
        village.clock.pass(1s);
        nora.put("school" + std::to_string(number) + ".test", PartnerState::introduced);
    }
    sam.decide(Decision::introduce, "north.test");
    sam.tend();

    CHECK(nora.state_of("south.test") == PartnerState::introduced);
    CHECK_FALSE(nora.state_of("school0.test"));
    CHECK(nora.state_of("school1.test") == PartnerState::introduced);
}

TEST_CASE_FIXTURE(AgreementFixture, "agreeing changes no community: a Follow between nodes lets nobody in") {
    auto const club = south.found("club");
    nora.befriend(sam);

    CHECK(south.node.store.read([](auto const& tx, auto const& tables) { return tables.followers.size(tx); }) == 0);
}

TEST_CASE_FIXTURE(AgreementFixture, "what cannot be decided is refused, with what can be done instead") {
    CHECK(nora.refusal(Decision::agree, "south.test") == Reason::conflict);
    CHECK(nora.refusal(Decision::decline, "south.test") == Reason::conflict);
    CHECK(nora.refusal(Decision::pause, "south.test") == Reason::conflict);
    CHECK(nora.refusal(Decision::resume, "south.test") == Reason::conflict);
    CHECK(nora.refusal(Decision::remove, "south.test") == Reason::conflict);
    nora.befriend(sam);
    CHECK(nora.refusal(Decision::introduce, "south.test") == Reason::conflict);
}
