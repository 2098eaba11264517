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

TEST_CASE("strangers' keys do not fill the memory: at 100,000 new ones wait until old ones are over") {
    Throttle throttle{5, 15min};
    FixedClock clock;
    for (int i = 0; i < 100'000; ++i) REQUIRE(throttle.allows(std::to_string(i), clock.now()));

    CHECK_FALSE(throttle.allows("one more", clock.now()));
    clock.pass(15min + 1ms);
    CHECK(throttle.allows("one more", clock.now()));
}
