// Acts inside of acts: what we do not walk, however deep it goes (security 1.9).
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Chains : Groups {
    Chains() { follow_math(); }

    std::string shown_by(std::string const& person, std::string const& thing) {
        return act("Announce", person, "\"" + thing + "\"");
    }

    bool is_shown_by(std::string const& person, std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const what = storage::find_handle(tx, tables, thing), who = storage::find_handle(tx, tables, person);
            return what && who && tables.boosters.contains(tx, storage::Edge{*what, *who});
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Chains, "NodeBB a1d3c49219: an Announce in an Announce in an Announce is not walked") {
    auto const first = ada.ask(club, "Shown by itself"), second = ada.ask(club, "Shown from inside");
    REQUIRE(send(lem, shown_by(lem, first)));
    REQUIRE(is_shown_by(lem, first));

    village.settle();
    auto body = shown_by(lem, second);
    auto const before = north.network.requests;
    static_cast<void>(send(math, announce(body)));
    CHECK_FALSE(is_shown_by(lem, second));
    for (int depth = 0; depth < 20; ++depth) body = announce(body);
    static_cast<void>(send(math, body));
    CHECK_FALSE(is_shown_by(lem, second));

    std::string many;
    for (int i = 0; i < 1000; ++i) many += (i == 0 ? "" : ",") + shown_by(lem, second);
    static_cast<void>(send(math, announce("[" + many + "]")));
    CHECK_FALSE(is_shown_by(lem, second));
    CHECK(north.network.requests - before <= 3);
}
