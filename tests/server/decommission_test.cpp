// The farewell of a node: whoever has something of it hears of its end, and what was broken off goes on.
#include "federation/community/visibility.hpp"
#include "federation/partners/rest.hpp"
#include "server/decommission/farewell.hpp"
#include "server/export/reach.hpp"
#include "tests/federation/in_log.hpp"
#include "tests/federation/three_schools.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::Decision;
using server::decommission::State;
using server::decommission::Told;
using server::decommission::Words;
using storage::PartnerState;

namespace {

// Wes is in the circle, as Sid is; of Pip, a pupil, nothing leaves.
struct LastDay : ThreeSchools {
    Person pip = north.enrol("pip");
    std::string question;

    LastDay() {
        let_wes_follow(circle);
        give_account(ada, "ada", false);
        give_account(pip, "pip", true);
        question = ada.ask(circle, "What is left?");
        village.settle();
        REQUIRE(is_shown(south));
        REQUIRE(is_shown(west));
    }

    bool is_shown(School const& school) const {
        auto const post = post_at(school, question);
        return post && post->state == storage::ObjectState::visible;
    }

    static std::uint64_t follows_at(School const& school) {
        return school.node.store.read([](auto const& tx, auto const& tables) { return tables.following.size(tx); });
    }

    Result<server::decommission::Plan> say(Words words) {
        auto plan = server::decommission::say_farewell(north.node, words, "console");
        village.settle();
        return plan;
    }

    void take_leave() {
        REQUIRE(server::decommission::part(north.node));
        nora.tend();
        village.settle();
    }

    Told told(std::string const& host) const {
        auto const all = server::decommission::standings(north.node);
        auto const found = std::ranges::find(all, host, &Told::host);
        REQUIRE(found != all.end());
        return *found;
    }
};

}  // namespace

TEST_CASE_FIXTURE(LastDay, "a farewell reaches every partner, waits for who is away, and goes on where it was") {
    auto const before = north.entries();
    auto const planned = server::decommission::plan_of(north.node);
    REQUIRE(planned);
    CHECK(planned->people == std::vector{ada.handle});  // of the pupil nothing ever left
    CHECK(planned->communities.size() == 1);
    CHECK(planned->partners == std::vector<std::string>{"south.test", "west.test"});
    CHECK(north.entries() == before);
    CHECK(server::decommission::part(north.node).error().reason() == Reason::conflict);

    west.up = false;
    REQUIRE(say(Words::end));
    take_leave();

    CHECK_FALSE(is_shown(south));
    CHECK(follows_at(south) == 0);
    CHECK(told("south.test").state == State::told);
    CHECK(sam.state_of("north.test") == PartnerState::declined_by_them);
    CHECK(is_shown(west));
    CHECK(told("west.test").state == State::waiting);
    CHECK(told("west.test").waiting > 0);
    CHECK(nora.state_of("west.test") == PartnerState::agreed);  // it is owed more than the last word

    auto const said = north.entries();
    auto const again = say(Words::end);
    REQUIRE(again);
    CHECK(north.entries() == said);
    CHECK(again->people.empty());
    CHECK(again->communities.empty());

    west.up = true;
    village.pass(48h);
    village.settle_until([&] { return north.waiting() == 0 && west.waiting() == 0; });
    take_leave();

    CHECK_FALSE(is_shown(west));
    CHECK(told("west.test").state == State::told);
    CHECK(wanda.state_of("north.test") == PartnerState::declined_by_them);
    CHECK(north.waiting() == 0);
    CHECK(is_in_log(north, "What is left?"));  // here it stays, for the export
}

TEST_CASE_FIXTURE(LastDay, "members' words can stay where they are, while everything else ends") {
    REQUIRE(say(Words::stay));
    take_leave();

    CHECK(is_shown(south));
    CHECK(is_shown(north));
    CHECK(follows_at(south) == 0);
    CHECK(follows_at(west) == 0);
    CHECK(sam.state_of("north.test") == PartnerState::declined_by_them);
    CHECK(wanda.state_of("north.test") == PartnerState::declined_by_them);
}

TEST_CASE_FIXTURE(LastDay, "no farewell is said while somebody would not hear it") {
    auto const before = north.entries();
    nora.decide(Decision::pause, "west.test", "exams");
    CHECK(say(Words::end).error().reason() == Reason::conflict);
    nora.decide(Decision::resume, "west.test");
    REQUIRE(north.node.store.write_now(federation::pausing_everything(north.node)));
    CHECK(say(Words::end).error().reason() == Reason::paused);
    CHECK(north.entries() == before);
    CHECK(server::decommission::standings(north.node).empty());
    CHECK(is_shown(south));
}

TEST_CASE_FIXTURE(LastDay, "who got what of whom is read once, and what is said later is read on from there") {
    auto const nils = north.enrol("nils");
    give_account(nils, "nils", false);
    server::exporting::Reach reach{{ada.handle, nils.handle, pip.handle}};
    auto const read_on = [&] {
        north.node.store.read([&](auto const& tx, auto const& tables) {
            reach.read_on(tx, tables);
            return 0;
        });
    };
    auto const by_itself = [&](Person const& person) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::exporting::hosts_reached_by(tx, tables, person.handle);
        });
    };
    read_on();
    CHECK(reach.of(ada.handle).size() == 2);
    CHECK(reach.of(nils.handle).empty());

    west.up = false;
    nils.follow(circle);
    auto const late = nils.ask(circle, "Who turns off the light?");
    village.settle();
    read_on();
    CHECK(reach.of(nils.handle).size() == 2);  // at one it is, for the other it waits
    CHECK(reach.of(ada.handle) == by_itself(ada));
    CHECK(reach.of(nils.handle) == by_itself(nils));
    CHECK(reach.of(pip.handle).empty());

    REQUIRE(say(Words::end));
    auto const post = post_at(south, late);
    CHECK_FALSE((post && post->state == storage::ObjectState::visible));
}
