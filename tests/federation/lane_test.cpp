#include "federation/lane.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;
using namespace std::chrono_literals;
using storage::Handle;
using storage::Seq;

namespace {

Instant const noon{std::chrono::milliseconds{1'788'264'000'000}};

Parcel parcel(std::uint64_t seq, std::uint64_t sender) {
    return {Seq{seq}, Handle{sender}};
}

Lane lane_with(std::uint64_t parcels, bool one_sender = false) {
    Lane lane{LaneTimes{}, {}};
    for (std::uint64_t seq = 1; seq <= parcels; ++seq) lane.add(parcel(seq, one_sender ? 1 : seq));
    return lane;
}

std::uint64_t sent(Lane::Step const& step) {
    auto const* const send = std::get_if<Lane::Send>(&step);
    return send == nullptr ? 0 : static_cast<std::uint64_t>(send->parcel.seq);
}

Instant waits_until(Lane::Step const& step) {
    auto const* const wait = std::get_if<Lane::Wait>(&step);
    return wait == nullptr ? Instant{} : wait->until;
}

bool is_idle(Lane::Step const& step) {
    return std::holds_alternative<Lane::Idle>(step);
}

}  // namespace

TEST_CASE("parcels go out in the order of the log, as many at a time as the window allows") {
    auto lane = lane_with(10);

    for (std::uint64_t seq = 1; seq <= 8; ++seq) CHECK(sent(lane.next(noon)) == seq);
    CHECK(is_idle(lane.next(noon)));
    lane.delivered(parcel(3, 3), noon);
    CHECK(sent(lane.next(noon)) == 9);
}

TEST_CASE("one sender's parcels never overtake each other") {
    Lane lane{LaneTimes{}, {}};
    lane.add(parcel(1, 7));
    lane.add(parcel(2, 7));
    lane.add(parcel(3, 8));

    CHECK(sent(lane.next(noon)) == 1);
    CHECK(sent(lane.next(noon)) == 3);
    CHECK(is_idle(lane.next(noon)));
    lane.delivered(parcel(1, 7), noon);
    CHECK(sent(lane.next(noon)) == 2);
}

TEST_CASE("an outage that loses a whole window counts once") {
    auto lane = lane_with(8);
    for (std::uint64_t seq = 1; seq <= 8; ++seq) static_cast<void>(lane.next(noon));

    for (std::uint64_t seq = 8; seq >= 1; --seq) lane.failed(parcel(seq, seq), noon, 0ms, "no answer");

    CHECK(lane.state().failures == 1);
    CHECK(waits_until(lane.next(noon)) == noon + 1min);
    CHECK(sent(lane.next(noon + 1min)) == 1);  // the oldest is the probe
    CHECK(is_idle(lane.next(noon + 1min)));    // and it goes alone
}

TEST_CASE("the waits grow to two days and then stay") {
    auto lane = lane_with(1);
    auto now = noon;

    for (auto const wait : {1min, 5min, 15min, 60min, 180min, 360min, 720min, 1440min, 2880min, 2880min}) {
        CHECK(sent(lane.next(now)) == 1);
        lane.failed(parcel(1, 1), now, 0ms, "no answer");
        CHECK(waits_until(lane.next(now)) == now + wait);
        now += wait;
    }
    CHECK(lane.state().first_failure == noon);
}

TEST_CASE("a host that asks for time gets it, up to six hours") {
    auto lane = lane_with(1);
    static_cast<void>(lane.next(noon));
    SUBCASE("two minutes") {
        lane.failed(parcel(1, 1), noon, 2min, "HTTP 503");
        CHECK(waits_until(lane.next(noon)) == noon + 2min);
    }
    SUBCASE("a year") {
        lane.failed(parcel(1, 1), noon, std::chrono::hours{24 * 365}, "HTTP 503");
        CHECK(waits_until(lane.next(noon)) == noon + 6h);
    }
}

TEST_CASE("one success ends the outage, and everything goes on") {
    auto lane = lane_with(3);
    static_cast<void>(lane.next(noon));
    lane.failed(parcel(1, 1), noon, 0ms, "no answer");

    CHECK(sent(lane.next(noon + 1min)) == 1);
    lane.delivered(parcel(1, 1), noon + 1min);

    CHECK(lane.state().failures == 0);
    CHECK(lane.state().last_success == noon + 1min);
    CHECK(sent(lane.next(noon + 1min)) == 2);
    CHECK(sent(lane.next(noon + 1min)) == 3);
}

TEST_CASE("a refusal for good is an answer: the outage is over and the parcel is not tried again") {
    auto lane = lane_with(1);
    static_cast<void>(lane.next(noon));
    lane.failed(parcel(1, 1), noon, 0ms, "no answer");
    static_cast<void>(lane.next(noon + 1min));

    lane.refused(parcel(1, 1));

    CHECK(lane.state().failures == 0);
    CHECK(lane.size() == 0);
}

TEST_CASE("a paused host costs no failure, only time") {
    auto lane = lane_with(1);
    static_cast<void>(lane.next(noon));

    lane.postponed(parcel(1, 1), noon + 1min);

    CHECK(lane.state().failures == 0);
    CHECK(waits_until(lane.next(noon)) == noon + 1min);
    CHECK(sent(lane.next(noon + 1min)) == 1);
}

TEST_CASE("a lane remembers its outage over a restart") {
    storage::LaneRecord state;
    state.failures = 3;
    state.next_try = noon + 15min;
    Lane lane{LaneTimes{}, state};
    lane.add(parcel(1, 1));

    CHECK(waits_until(lane.next(noon)) == noon + 15min);
    lane.revive();
    CHECK(sent(lane.next(noon)) == 1);
}

TEST_CASE("a host that speaks to us, but cannot be reached, does not lengthen its own outage") {
    auto lane = lane_with(1);
    lane.next(noon);
    lane.failed(parcel(1, 1), noon, 0ms, "no");
    for (unsigned heard = 0; heard < 20; ++heard) {
        lane.revive();
        CHECK(sent(lane.next(noon + 1s)) == 1);
        lane.failed(parcel(1, 1), noon + 1s, 0ms, "no");
    }

    CHECK(lane.state().failures == 1);
    CHECK(waits_until(lane.next(noon + 1s)) == noon + 1min);
}

TEST_CASE("a parcel that is known already is not added twice") {
    auto lane = lane_with(2);
    lane.add(parcel(2, 2));
    lane.add(parcel(1, 1));

    CHECK(lane.size() == 2);
}

TEST_CASE("what a living host cannot take yet waits by itself and holds up nothing") {
    auto lane = lane_with(2, true);
    CHECK(sent(lane.next(noon)) == 1);

    lane.set_aside(parcel(1, 1), noon, "HTTP 401");

    CHECK(lane.state().failures == 0);
    CHECK(sent(lane.next(noon)) == 2);
    lane.delivered(parcel(2, 1), noon);
    CHECK(waits_until(lane.next(noon)) == noon + 1min);
    CHECK(sent(lane.next(noon + 1min)) == 1);
    lane.set_aside(parcel(1, 1), noon + 1min, "HTTP 401");
    CHECK(waits_until(lane.next(noon + 1min)) == noon + 6min);
    CHECK(lane.size() == 1);
}

TEST_CASE("an answer ends an outage, even if it is no") {
    auto lane = lane_with(2);
    static_cast<void>(lane.next(noon));
    lane.failed(parcel(1, 1), noon, 0ms, "no answer");
    CHECK(sent(lane.next(noon + 1min)) == 1);

    lane.set_aside(parcel(1, 1), noon + 1min, "HTTP 401");

    CHECK(sent(lane.next(noon + 1min)) == 2);
}

TEST_CASE("a lane that begins anew takes everything up once more, but not what is under way") {
    auto lane = lane_with(2);
    REQUIRE(sent(lane.next(noon)) == 1);

    lane.begin_anew();
    for (std::uint64_t seq = 1; seq <= 2; ++seq) lane.add(parcel(seq, seq));

    CHECK(lane.size() == 2);
    CHECK(sent(lane.next(noon)) == 2);
    CHECK(is_idle(lane.next(noon)));
    lane.refused(parcel(1, 1));
    lane.postponed(parcel(2, 2), noon + 1min);
    REQUIRE(waits_until(lane.next(noon)) == noon + 1min);

    lane.begin_anew();
    for (std::uint64_t seq = 1; seq <= 2; ++seq) lane.add(parcel(seq, seq));

    CHECK(sent(lane.next(noon)) == 1);  // queued once more
    CHECK(sent(lane.next(noon)) == 2);  // the wait is over
}
