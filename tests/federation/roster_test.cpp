#include "federation/delivery/roster.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;
using namespace std::chrono_literals;
using storage::Handle;

namespace {

using Sleep = Roster::Sleep;

Instant const noon{std::chrono::milliseconds{1'788'264'000'000}};

std::uint64_t served(Roster& roster, Instant now) {
    auto const turn = roster.next(now);
    return turn ? static_cast<std::uint64_t>(turn->host) : 0;
}

}  // namespace

TEST_CASE("hosts are served in the order in which they were called, as many at a time as there are places") {
    Roster roster{2};
    for (std::uint64_t host : {5u, 6u, 7u, 5u}) roster.call(Handle{host}, noon);

    CHECK(served(roster, noon) == 5);
    CHECK(served(roster, noon) == 6);
    CHECK(served(roster, noon) == 0);
    roster.leave(Handle{5});
    CHECK(served(roster, noon) == 7);
    roster.leave(Handle{6});
    CHECK(served(roster, noon) == 0);
}

TEST_CASE("who sleeps deeply is woken by its time only, who sleeps lightly by a call too") {
    Roster roster{4};
    for (std::uint64_t host : {1u, 2u}) {
        roster.call(Handle{host}, noon);
        REQUIRE(served(roster, noon) == host);
    }
    roster.sleep(Handle{1}, noon + 1min, Sleep::deep);
    roster.sleep(Handle{2}, noon + 2min, Sleep::light);

    CHECK(roster.alarm() == noon + 1min);
    for (std::uint64_t host : {1u, 2u}) roster.call(Handle{host}, noon);
    CHECK(served(roster, noon) == 2);
    CHECK(served(roster, noon) == 0);
    CHECK(served(roster, noon + 1min) == 1);
    CHECK_FALSE(roster.alarm());
}

TEST_CASE("a host that failed is woken when it is heard of, and only then") {
    Roster roster{4};
    for (std::uint64_t host : {1u, 2u}) {
        roster.call(Handle{host}, noon);
        REQUIRE(served(roster, noon) == host);
    }
    roster.sleep(Handle{1}, noon + 24h, Sleep::failing);
    roster.sleep(Handle{2}, noon + 24h, Sleep::deep);

    for (std::uint64_t host : {1u, 2u, 3u}) roster.heard_from(Handle{host}, noon, 1min);

    auto const turn = roster.next(noon);
    REQUIRE(turn);
    CHECK(turn->host == Handle{1});
    CHECK(turn->revived);
    CHECK(served(roster, noon) == 0);
}

TEST_CASE("however many hosts are down, they have a quarter of the places, and never none") {
    Roster roster{8};
    for (std::uint64_t host = 1; host <= 100; ++host) roster.sleep(Handle{host}, noon, Sleep::failing);
    for (std::uint64_t host = 101; host <= 200; ++host) roster.call(Handle{host}, noon);

    unsigned doubtful = 0, sound = 0;
    while (auto const host = served(roster, noon)) ++(host <= 100 ? doubtful : sound);
    CHECK(doubtful == 2);
    CHECK(sound == 6);
    roster.sleep(Handle{1}, noon + 1h, Sleep::failing);
    CHECK(served(roster, noon) == 3);  // while many of the living wait
}

TEST_CASE("who has much to send stands back for the others") {
    Roster roster{1};
    for (std::uint64_t host : {1u, 2u}) roster.call(Handle{host}, noon);
    REQUIRE(served(roster, noon) == 1);

    CHECK(roster.is_anyone_in_line());
    roster.stand_back(Handle{1}, false);

    CHECK(served(roster, noon) == 2);
    roster.leave(Handle{2});
    CHECK(served(roster, noon) == 1);
}
