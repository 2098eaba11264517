#include "federation/delivery/lane.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;
using namespace std::chrono_literals;
using storage::Handle;
using storage::Seq;

namespace {

Instant const noon{std::chrono::milliseconds{1'788'264'000'000}};

Parcel parcel(std::uint64_t seq, std::uint64_t order) {
    return {Seq{seq}, Handle{order}};
}

Lane lane_with(std::uint64_t parcels, bool one_order = false) {
    Lane lane{LaneTimes{}, {}};
    for (std::uint64_t seq = 1; seq <= parcels; ++seq) lane.add(parcel(seq, one_order ? 1 : seq));
    lane.reached_end();
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

void deliver(Lane& lane, Parcel parcel, Instant now) {
    lane.delivered(now);
    lane.settled(parcel);
}

// The time asked for, and up to an eighth more.
bool is_about(Instant when, Instant wanted, Instant from) {
    return when >= wanted && when <= wanted + (wanted - from) / 8;
}

}  // namespace

TEST_CASE("parcels go out in the order of the log, as many at a time as the window allows") {
    auto lane = lane_with(10);

    for (std::uint64_t seq = 1; seq <= 8; ++seq) CHECK(sent(lane.next(noon)) == seq);
    CHECK(is_idle(lane.next(noon)));
    deliver(lane, parcel(3, 3), noon);
    CHECK(sent(lane.next(noon)) == 9);
}

TEST_CASE("parcels of one order never overtake each other") {
    Lane lane{LaneTimes{}, {}};
    lane.add(parcel(1, 7));
    lane.add(parcel(2, 7));
    lane.add(parcel(3, 8));

    CHECK(sent(lane.next(noon)) == 1);
    CHECK(sent(lane.next(noon)) == 3);
    CHECK(is_idle(lane.next(noon)));
    deliver(lane, parcel(1, 7), noon);
    CHECK(sent(lane.next(noon)) == 2);
}

TEST_CASE("until its receipt is on disk, a parcel is still under way") {
    auto lane = lane_with(2, true);
    static_cast<void>(lane.next(noon));
    lane.delivered(noon);

    CHECK(is_idle(lane.next(noon)));
    lane.look_again();
    lane.add(parcel(1, 1));  // its row is still there
    CHECK(lane.size() == 2);
    lane.settled(parcel(1, 1));
    CHECK(sent(lane.next(noon)) == 2);
}

TEST_CASE("an outage that loses a whole window counts once") {
    auto lane = lane_with(8);
    for (std::uint64_t seq = 1; seq <= 8; ++seq) static_cast<void>(lane.next(noon));

    for (std::uint64_t seq = 8; seq >= 1; --seq) lane.failed(parcel(seq, seq), noon, 0ms, "no answer");

    CHECK(lane.state().failures == 1);
    auto const again = waits_until(lane.next(noon));
    CHECK(is_about(again, noon + 1min, noon));
    CHECK(sent(lane.next(again)) == 1);  // the oldest is the probe
    CHECK(is_idle(lane.next(again)));    // and it goes alone
}

TEST_CASE("the waits grow to two days and then stay, and a host that is away for a week is probed daily") {
    auto lane = lane_with(1);
    auto now = noon;

    for (auto const wait : {1min, 5min, 15min, 60min, 180min, 360min, 720min, 1440min, 2880min, 2880min, 2880min}) {
        CHECK(sent(lane.next(now)) == 1);
        CHECK_FALSE(is_dead(lane.state(), now));
        lane.failed(parcel(1, 1), now, 0ms, "no answer");
        auto const again = waits_until(lane.next(now));
        INFO(wait.count());
        CHECK(is_about(again, now + wait, now));
        now = again;
    }
    CHECK(lane.state().first_failure == noon);
    CHECK(is_dead(lane.state(), now));
    for (unsigned day = 0; day < 30; ++day) {
        CHECK(sent(lane.next(now)) == 1);
        lane.failed(parcel(1, 1), now, 0ms, "no answer");
        auto const again = waits_until(lane.next(now));
        CHECK(is_about(again, now + 24h, now));
        now = again;
    }
    CHECK(lane.size() == 1);  // nothing is dropped for its age
}

TEST_CASE("hosts that were lost at the same moment are not tried at the same moment") {
    std::set<Instant> moments;
    for (std::uint64_t host = 1; host <= 1000; ++host) {
        LaneTimes times;
        times.host = Handle{host};
        Lane lane{times, {}};
        lane.add(parcel(1, 1));
        static_cast<void>(lane.next(noon));
        lane.failed(parcel(1, 1), noon, 0ms, "no answer");
        moments.insert(waits_until(lane.next(noon)));
    }
    CHECK(moments.size() > 500);
    CHECK(*moments.rbegin() - *moments.begin() > 6s);
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
    auto const later = waits_until(lane.next(noon));

    CHECK(sent(lane.next(later)) == 1);
    deliver(lane, parcel(1, 1), later);

    CHECK(lane.state().failures == 0);
    CHECK(lane.state().last_success == later);
    CHECK(sent(lane.next(later)) == 2);
    CHECK(sent(lane.next(later)) == 3);
}

TEST_CASE("a refusal for good is an answer: the outage is over and the parcel is not tried again") {
    auto lane = lane_with(1);
    static_cast<void>(lane.next(noon));
    lane.failed(parcel(1, 1), noon, 0ms, "no answer");
    static_cast<void>(lane.next(waits_until(lane.next(noon))));

    lane.refused();
    lane.settled(parcel(1, 1));

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

TEST_CASE("a lane remembers its outage over a restart, and begins it anew when the host is heard of") {
    storage::LaneRecord state;
    state.failures = 12;
    state.first_failure = noon - std::chrono::hours{24 * 9};
    state.next_try = noon + 15min;
    Lane lane{LaneTimes{}, state};
    lane.add(parcel(1, 1));

    CHECK(is_dead(lane.state(), noon));
    CHECK(waits_until(lane.next(noon)) == noon + 15min);
    lane.revive(noon);
    CHECK_FALSE(is_dead(lane.state(), noon));
    CHECK(sent(lane.next(noon)) == 1);
    lane.failed(parcel(1, 1), noon, 0ms, "no answer");
    CHECK(is_about(waits_until(lane.next(noon)), noon + 5min, noon));
}

TEST_CASE("who is heard of again and again is not tried again and again") {
    auto lane = lane_with(1);
    static_cast<void>(lane.next(noon));
    lane.failed(parcel(1, 1), noon, 0ms, "no answer");

    lane.revive(noon + 10s);

    CHECK(waits_until(lane.next(noon + 10s)) >= noon + 1min);
}

TEST_CASE("a host that speaks to us, but cannot be reached, does not lengthen its own outage") {
    auto lane = lane_with(1);
    static_cast<void>(lane.next(noon));
    lane.failed(parcel(1, 1), noon, 0ms, "no");
    auto now = noon;
    for (unsigned heard = 0; heard < 20; ++heard) {
        now += 2min;
        lane.revive(now);
        if (std::holds_alternative<Lane::Send>(lane.next(now))) lane.failed(parcel(1, 1), now, 0ms, "no");
    }

    CHECK(waits_until(lane.next(now)) <= now + 6min);
}

TEST_CASE("a parcel that is known already is not added twice") {
    auto lane = lane_with(3);
    static_cast<void>(lane.next(noon));
    static_cast<void>(lane.set_aside(parcel(1, 1), noon, "HTTP 401"));
    static_cast<void>(lane.next(noon));

    for (std::uint64_t seq = 1; seq <= 3; ++seq) lane.add(parcel(seq, seq));

    CHECK(lane.size() == 3);
}

TEST_CASE("what a living host cannot take yet holds up what must not overtake it, and nothing else") {
    Lane lane{LaneTimes{}, {}};
    lane.add(parcel(1, 7));  // Create
    lane.add(parcel(2, 7));  // Update
    lane.add(parcel(3, 8));
    CHECK(sent(lane.next(noon)) == 1);

    auto const aside = lane.set_aside(parcel(1, 7), noon, "HTTP 401");

    CHECK(lane.state().failures == 0);
    CHECK(sent(lane.next(noon)) == 3);
    deliver(lane, parcel(3, 8), noon);
    auto const again = waits_until(lane.next(noon));
    CHECK(again == aside.value().until);
    CHECK(is_about(again, noon + 1min, noon));
    CHECK(sent(lane.next(again)) == 1);
    deliver(lane, parcel(1, 7), again);

    CHECK(lane.wants_more());  // the second was left on disk
    CHECK(lane.read_from() <= Seq{2});
    lane.add(parcel(2, 7));
    CHECK(sent(lane.next(again)) == 2);
}

TEST_CASE("a parcel is set aside five times, each longer than the last, and then it is enough") {
    auto lane = lane_with(1);
    auto now = noon;
    for (auto const wait : {1min, 5min, 15min, 60min, 1440min}) {
        CHECK(sent(lane.next(now)) == 1);
        CHECK_FALSE(lane.was_set_aside_enough(parcel(1, 1)));
        auto const aside = lane.set_aside(parcel(1, 1), now, "HTTP 401");
        CHECK(is_about(aside.value().until, now + wait, now));
        now = waits_until(lane.next(now));
    }
    CHECK(lane.was_set_aside_enough(parcel(1, 1)));
}

TEST_CASE("what was set aside is remembered over a restart") {
    Lane lane{LaneTimes{}, {}};
    lane.add(parcel(1, 7), storage::AsideRecord{5, noon + 5min});
    lane.add(parcel(2, 7));
    lane.reached_end();

    CHECK(lane.was_set_aside_enough(parcel(1, 7)));
    CHECK(waits_until(lane.next(noon)) == noon + 5min);
    CHECK(sent(lane.next(noon + 5min)) == 1);
}

TEST_CASE("a thousand parcels that are set aside do not block the next, and more than that is an outage") {
    Lane lane{LaneTimes{}, {}};
    for (std::uint64_t seq = 1; seq <= Lane::most_aside; ++seq) {
        lane.add(parcel(seq, seq));
        REQUIRE(sent(lane.next(noon)) == seq);
        REQUIRE(lane.set_aside(parcel(seq, seq), noon, "HTTP 401"));
    }
    std::uint64_t const last = Lane::most_aside + 1;

    lane.add(parcel(last, last));
    CHECK(sent(lane.next(noon)) == last);
    CHECK_FALSE(lane.set_aside(parcel(last, last), noon, "HTTP 401"));
    CHECK(lane.is_failing());
}

TEST_CASE("an answer ends an outage, even if it is no") {
    auto lane = lane_with(2);
    static_cast<void>(lane.next(noon));
    lane.failed(parcel(1, 1), noon, 0ms, "no answer");
    auto const later = waits_until(lane.next(noon));
    CHECK(sent(lane.next(later)) == 1);

    static_cast<void>(lane.set_aside(parcel(1, 1), later, "HTTP 401"));

    CHECK(sent(lane.next(later)) == 2);
}

TEST_CASE("a lane that looks again takes up what was queued once more, but not what is under way") {
    auto lane = lane_with(2);
    REQUIRE(sent(lane.next(noon)) == 1);

    lane.look_again();
    for (std::uint64_t seq = 1; seq <= 2; ++seq) lane.add(parcel(seq, seq));

    CHECK(lane.size() == 2);
    CHECK(sent(lane.next(noon)) == 2);
    lane.refused();
    lane.settled(parcel(1, 1));
    lane.look_again();
    lane.add(parcel(1, 1));
    CHECK(sent(lane.next(noon)) == 1);
}

TEST_CASE("a host that was paused is not waited for once it is resumed") {
    auto lane = lane_with(1);
    static_cast<void>(lane.next(noon));
    lane.postponed(parcel(1, 1), noon + 1min);
    REQUIRE(waits_until(lane.next(noon)) == noon + 1min);

    lane.revive(noon);

    CHECK(sent(lane.next(noon)) == 1);
}
