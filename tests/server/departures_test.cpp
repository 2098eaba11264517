// What leaves the node, and what holds it back: counts of departures, a full disk, a pause of all exchange.
#include "federation/delivery/departures.hpp"

#include "federation/delivery/receipts.hpp"
#include "federation/partners/partner_care.hpp"
#include "server/health/checks.hpp"
#include "storage/names.hpp"
#include "tests/federation/operators.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Departing : Front {
    Operator nora{village, north}, sam{village, south};
    Person ada = add_person("ada");
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    Browser olga = Browser::of(*this, "olga");
    Person sid = south.enrol("sid");
    std::string club = south.found("club", "sid");

    Departing() {
        meet(village, north, club);
        ada.follow(club);
        settle();
    }

    void put(std::function<void(storage::WriteTx&, storage::Tables&)> const& what) {
        storage::Store::Change<int> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            what(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(whole).value());
    }

    // Of the deliveries that ended with this status, how many count as refused there.
    std::uint64_t refused_after(unsigned status) {
        put([&](auto& tx, auto& tables) {
            federation::Settlement settlement;
            settlement.key = {storage::intern(tx, tables, "https://south.test/"), storage::Seq{1}};
            settlement.at = village.clock.now();
            settlement.fate = federation::Fate::refused;
            settlement.status = status;
            federation::record(tx, tables, settlement);
        });
        std::uint64_t sum = 0;
        for (auto const& each : departures(0, 1000, storage::no_one)) sum += each.count.refused;
        return sum;
    }

    std::vector<federation::Departure> departures(std::uint64_t day, std::size_t most, storage::Handle host) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::departures_since(tx, tables, day, most, host);
        });
    }

    Instant card_fetched() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return tables.cards.get(tx, "south.test").value_or(storage::CardRecord{}).fetched;
        });
    }

    void refresh_card() {
        auto const refresh = [&]() -> boost::asio::awaitable<int> {
            co_await federation::refresh_oldest_card(north.node);
            co_return 0;
        };
        CHECK(village.run(refresh()) == 0);
    }

    server::health::State state_of_queue() {
        auto const all = server::health::run_checks({north.settings, north.node.store, village.clock.now()});
        auto const found = std::ranges::find(all, "queue", &server::health::Check::name);
        REQUIRE(found != all.end());
        return found->state;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Departing, "what was dropped here never left, and is not counted as refused there") {
    CHECK(refused_after(0) == 0);
    CHECK(refused_after(403) == 1);
}

TEST_CASE_FIXTURE(Departing, "what left for one partner is found, however much left for others since") {
    constexpr std::uint64_t first_day = 30'000;
    storage::Handle host{};
    put([&](auto& tx, auto& tables) {
        host = storage::intern(tx, tables, "https://south.test/");
        storage::Handle const other{static_cast<std::uint64_t>(host) + 1};
        for (std::uint64_t day = first_day; day < first_day + 3; ++day)
            for (std::uint64_t verb = 0; verb < 2; ++verb) tables.departures.put(tx, {day, host, verb, 0}, {1, 0});
        for (std::uint64_t verb = 0; verb < 51'000; ++verb)
            tables.departures.put(tx, {first_day + 2, other, verb, 0}, {1, 0});
    });
    auto const found = departures(first_day + 1, 100, host);
    CHECK(found.size() == 4);
    CHECK(std::ranges::all_of(found, [&](auto const& each) { return each.key.host == host; }));
    CHECK(departures(first_day, 5, host).size() == 5);
}

TEST_CASE_FIXTURE(Departing, "while the disk has no room nothing is sent whose receipt could not be written") {
    south.up = false;
    auto const question = ada.ask(club, "Sent again and again?");
    settle();
    south.up = true;
    north.node.store.ask_for_room([] { return false; });
    auto const requests = north.network.requests;
    village.pass(24h);
    settle();
    CHECK(north.network.requests == requests);
    CHECK(north.waiting() > 0);
    north.node.store.ask_for_room({});
    village.pass(24h);
    village.settle_until([&] { return north.waiting() == 0; });
    CHECK(north.waiting() == 0);
    CHECK(south.thread(question));
}

TEST_CASE_FIXTURE(Departing, "a pause of all exchange is no late queue, and cards wait for its end unread") {
    auto const before = card_fetched();
    REQUIRE(olga.submit("/operator/exchange", {{"decision", "pause"}}).status() == 303);
    static_cast<void>(ada.ask(club, "Late?"));
    settle();
    village.pass(8 * 24h);
    settle();
    CHECK(north.waiting() > 0);
    CHECK(state_of_queue() == server::health::State::good);
    refresh_card();
    CHECK(card_fetched() == before);
}
