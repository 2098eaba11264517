// What becomes of an exchange while a partner is paused, and after it is removed.
#include "federation/partners/decisions.hpp"
#include "federation/partners/partner_view.hpp"
#include "federation/partners/removal.hpp"
#include "federation/partners/rest.hpp"
#include "storage/names.hpp"
#include "tests/federation/in_log.hpp"
#include "tests/federation/three_schools.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::Decision;
using storage::PartnerState;

namespace {

// Wes is in the club, as Ada is.
struct RestFixture : ThreeSchools {
    RestFixture() { let_wes_follow(club); }

    // As the serving node does when it notices the decision.
    void resume(School& school, Operator& by, std::string const& host) {
        by.decide(Decision::resume, host);
        school.node.bell.resumed(host);
        by.tend();
        village.settle_until([&] { return north.waiting() == 0 && south.waiting() == 0; });
    }
};

}  // namespace

TEST_CASE_FIXTURE(RestFixture, "what is written during a pause arrives after it, on both sides and in order") {
    nora.decide(Decision::pause, "south.test", "exams");
    auto const there = sid.ask(club, "Asked at south during the pause?");
    auto const here = ada.ask(circle, "Asked at north during the pause?");
    village.settle();
    village.pass(48h);
    village.settle();
    CHECK_FALSE(north.thread(there));
    CHECK_FALSE(south.thread(here));
    CHECK(west.thread(there));  // others go on
    CHECK(south.waiting() > 0);
    CHECK(north.waiting() > 0);

    resume(north, nora, "south.test");

    CHECK(north.thread(there));
    CHECK(south.thread(here));
    CHECK(south.waiting() == 0);
    CHECK(north.waiting() == 0);
    CHECK(nora.state_of("south.test") == PartnerState::agreed);
}

TEST_CASE_FIXTURE(RestFixture, "each decision about partners is counted, so that a serving node looks at them again") {
    auto const count = [&] {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return federation::count_of_decisions(tx, tables);
        });
    };
    auto last = count();
    auto const is_new = [&] { return std::exchange(last, count()) != count(); };
    CHECK_FALSE(is_new());

    nora.decide(Decision::pause, "south.test", "exams");
    CHECK(is_new());
    nora.decide(Decision::resume, "south.test");
    CHECK(is_new());
    static_cast<void>(north.node.store.write_now(federation::pausing_everything(north.node)).value());
    CHECK(is_new());
    static_cast<void>(north.node.store.write_now(federation::resuming_everything(north.node)).value());
    CHECK(is_new());
    nora.tend();  // telling them is no decision
    CHECK_FALSE(is_new());
    nora.decide(Decision::remove, "south.test");
    CHECK(is_new());
}

TEST_CASE_FIXTURE(RestFixture, "a pause keeps every follow") {
    auto const follows = [](auto const& tx, auto const& tables) {
        return tables.following.size(tx) + tables.followers.size(tx);
    };
    auto const before = north.node.store.read(follows);

    nora.decide(Decision::pause, "south.test");
    village.settle();
    resume(north, nora, "south.test");

    CHECK(north.node.store.read(follows) == before);
    auto const question = ada.ask(club, "Still here?");
    village.settle();
    CHECK(south.thread(question));
}

TEST_CASE_FIXTURE(RestFixture, "an operator reads whom a removal concerns before it happens") {
    static_cast<void>(sid.ask(club, "From south?"));
    static_cast<void>(ada.ask(club, "From north?"));
    village.settle();

    auto const affected = north.node.store.read([](auto const& tx, auto const& tables) {
        return federation::affected_by_removal(tx, tables, "south.test");
    });

    CHECK(affected.members_following == 1);
    CHECK(affected.communities == 1);
    CHECK(affected.followers_there == 1);
    CHECK(affected.members_writing == 1);
    CHECK(affected.things == 1);
}

namespace {

struct Removed : RestFixture {
    std::string theirs = sid.ask(club, "A question of a person at south?");
    std::string west_one = wes.ask(club, "A question from west in south's club?");
    std::string ours = ada.ask(circle, "A question that stays?");
    std::string their_answer;

    Removed() {
        village.settle();
        their_answer = sid.answer(ours, "An answer of a person at south");
        village.settle();
        REQUIRE(north.thread(theirs));
        REQUIRE(north.thread(ours)->answers.size() == 1);
    }

    void remove(bool with_data) {
        south.up = false;
        federation::end_follows(north.node, "south.test");
        nora.decide(Decision::remove, "south.test");
        village.settle();
        south.up = true;
        nora.tend();
        CHECK(sam.state_of("north.test") == PartnerState::agreed);  // the farewell goes last
        storage::Store::Change<federation::Erased> const erase = [&](storage::WriteTx& tx, storage::Tables& tables) {
            return federation::erase_data_of(tx, tables, "https://north.test", "south.test");
        };
        if (with_data) erased = north.node.store.write_now(erase).value();
        north.node.bell.resumed("south.test");
        village.settle_until([&] { return north.waiting() == 0; });
        nora.tend();
        village.settle();
    }

    federation::Erased erased;
};

}  // namespace

TEST_CASE_FIXTURE(Removed, "removing ends the follows of both sides and tells them, and then nothing passes") {
    remove(false);

    auto const none = [](auto const& tx, auto const& tables) { return tables.following.size(tx); };
    CHECK(north.node.store.read(none) == 0);
    auto const left = south.node.store.read([&](auto const& tx, auto const& tables) {
        std::uint64_t of_north = 0;
        tables.following.each(tx, [&](storage::Edge const& edge, auto const&) {
            auto const by = storage::iri_of(tx, tables, edge.by), of = storage::iri_of(tx, tables, edge.of);
            if (by.starts_with("https://north.test/") || of.starts_with("https://north.test/")) ++of_north;
            return true;
        });
        return of_north;
    });
    CHECK(left == 0);
    CHECK(nora.state_of("south.test") == PartnerState::removed);
    CHECK(sam.state_of("north.test") == PartnerState::declined_by_them);
    CHECK(sam.reason_of("north.test") == "Their operator ended it.");
    CHECK(north.thread(theirs));  // without the data flag, words stay

    auto const sent = south.network.requests;
    static_cast<void>(sid.ask(club, "Does anybody hear?"));
    village.settle();
    CHECK(north.waiting() == 0);
    CHECK(south.network.requests > sent);  // to west
    CHECK_FALSE(is_in_log(north, "Does anybody hear?"));
}

TEST_CASE_FIXTURE(Removed, "removing with data erases their words and people here, and keeps the skeleton of the log") {
    auto const entries = north.entries();
    auto const entries_of_farewell = 2u;  // an Undo and a Reject
    REQUIRE(is_in_log(north, "A question of a person at south?"));

    remove(true);

    CHECK(erased.entries > 0);
    CHECK(north.entries() == entries + entries_of_farewell);
    CHECK_FALSE(is_in_log(north, "A question of a person at south?"));
    CHECK_FALSE(is_in_log(north, "An answer of a person at south"));
    CHECK_FALSE(north.thread(theirs));
    REQUIRE(north.thread(ours));
    CHECK(north.thread(ours)->answers.empty());
    auto const person = north.node.store.read([](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, "https://south.test/u/sid");
        return tables.actors.get(tx, handle.value()).value();
    });
    CHECK(person.username.empty());
    CHECK(person.display_name.empty());
    CHECK(person.rsa_modulus.empty());
    CHECK(south.thread(theirs));  // there it stays
}

TEST_CASE_FIXTURE(RestFixture, "what they refused can be sent again") {
    village.scripted["south.test"] = [](auto const&) { return status(403); };
    auto const question = ada.ask(circle, "Refused at first?");
    village.settle();
    REQUIRE(federation::find_partner(north.node, "south.test")->refused.size() > 0);
    village.scripted.clear();

    storage::Store::Change<std::size_t> const again = [](storage::WriteTx& tx, storage::Tables& tables) {
        return Result<std::size_t>{federation::queue_refused_again(tx, tables, "south.test")};
    };
    CHECK(north.node.store.write_now(again).value() > 0);
    north.node.bell.resumed("south.test");
    village.settle_until([&] { return north.waiting() == 0; });

    CHECK(south.thread(question));
    CHECK(federation::find_partner(north.node, "south.test")->refused.empty());
    CHECK(north.waiting() == 0);
}
