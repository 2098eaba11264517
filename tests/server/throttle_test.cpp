// Throttle: how often something may be tried.
#include "server/throttle.hpp"

#include "tests/fixed_clock.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

unsigned allowed_of(Throttle& throttle, std::string const& key, Instant now, unsigned tries) {
    unsigned allowed = 0;
    for (unsigned i = 0; i < tries; ++i)
        if (throttle.allows(key, now)) ++allowed;
    return allowed;
}

}  // namespace

TEST_CASE("five tries are allowed and the sixth is not") {
    Throttle throttle{5, 15min};
    FixedClock const clock;

    CHECK(allowed_of(throttle, "ada", clock.now(), 9) == 5);
    CHECK_FALSE(throttle.allows("ada", clock.now()));
}

TEST_CASE("each key has its own measure") {
    Throttle throttle{5, 15min};
    FixedClock const clock;
    CHECK(allowed_of(throttle, "ada", clock.now(), 9) == 5);

    CHECK(allowed_of(throttle, "ben", clock.now(), 9) == 5);
    CHECK(allowed_of(throttle, "", clock.now(), 9) == 5);
    CHECK(allowed_of(throttle, "Ada", clock.now(), 9) == 5);
}

TEST_CASE("after the window tries begin anew, and not before") {
    Throttle throttle{5, 15min};
    FixedClock clock;
    CHECK(allowed_of(throttle, "ada", clock.now(), 9) == 5);

    clock.pass(15min);
    CHECK_FALSE(throttle.allows("ada", clock.now()));
    clock.pass(1ms);
    CHECK(allowed_of(throttle, "ada", clock.now(), 9) == 5);
}

TEST_CASE("trying on while it is refused does not prolong the wait") {
    Throttle throttle{5, 15min};
    FixedClock clock;
    for (int minute = 0; minute < 15; ++minute) {
        static_cast<void>(allowed_of(throttle, "ada", clock.now(), 9));
        clock.pass(1min);
    }

    clock.pass(1ms);

    CHECK(throttle.allows("ada", clock.now()));
}

TEST_CASE("who was right in the end begins anew") {
    Throttle throttle{5, 15min};
    FixedClock const clock;
    CHECK(allowed_of(throttle, "ada", clock.now(), 9) == 5);
    CHECK(allowed_of(throttle, "ben", clock.now(), 9) == 5);

    throttle.clear("ada");
    throttle.clear("nobody");

    CHECK(throttle.allows("ada", clock.now()));
    CHECK_FALSE(throttle.allows("ben", clock.now()));
}

TEST_CASE("a try that was right is given back, and no other") {
    Throttle throttle{5, 15min};
    FixedClock const clock;
    CHECK(allowed_of(throttle, "north", clock.now(), 4) == 4);

    for (int i = 0; i < 30; ++i) {
        CHECK(throttle.allows("north", clock.now()));
        throttle.give_back("north");
    }
    CHECK(allowed_of(throttle, "north", clock.now(), 9) == 1);
    throttle.give_back("nobody");
    CHECK(allowed_of(throttle, "nobody", clock.now(), 9) == 5);
}

TEST_CASE("what is given back is never more than was taken") {
    Throttle throttle{5, 15min};
    FixedClock const clock;
    static_cast<void>(throttle.allows("north", clock.now()));
    for (int i = 0; i < 9; ++i) throttle.give_back("north");

    CHECK(allowed_of(throttle, "north", clock.now(), 9) == 5);
}

TEST_CASE("strangers' keys do not fill the memory and shut nobody out: beyond 100,000 the oldest make way") {
    Throttle throttle{1, 15min};
    FixedClock clock;
    for (int i = 0; i < 100'000; ++i) REQUIRE(throttle.allows(std::to_string(i), clock.now()));

    CHECK(throttle.allows("one more", clock.now()));
    CHECK_FALSE(throttle.allows("one more", clock.now()));
    CHECK_FALSE(throttle.allows("1", clock.now()));
    CHECK_FALSE(throttle.allows("99999", clock.now()));
    CHECK(throttle.allows("0", clock.now()));  // made way
    CHECK(throttle.allows("1", clock.now()));  // for which this one did
    clock.pass(15min + 1ms);
    CHECK(throttle.allows("99999", clock.now()));
}

TEST_CASE("a clock that is set back and right again makes nobody wait longer") {
    Throttle throttle{1, 15min};
    FixedClock clock;
    clock.pass(60min);
    static_cast<void>(throttle.allows("young", clock.now()));
    static_cast<void>(throttle.allows("old", clock.now() - 60min));

    CHECK_FALSE(throttle.allows("old", clock.now() - 60min));
    CHECK(throttle.allows("old", clock.now()));
    CHECK_FALSE(throttle.allows("young", clock.now()));
}
