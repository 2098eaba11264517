#include "federation/signing/claim.hpp"

#include "tests/printing.hpp"

#include <doctest/doctest.h>

using namespace collegium;
using namespace collegium::federation;
using namespace std::chrono_literals;

namespace {

constexpr Instant noon{std::chrono::hours{12 * 1000}};
constexpr std::chrono::minutes window{60};

Claim claim(std::optional<Instant> expires, bool expires_is_signed) {
    return {"https://a.test/#key", false, noon, expires, expires_is_signed, {}};
}

bool counts(Claim const& made, Instant now) {
    return check_time(made, now, window).has_value();
}

}  // namespace

TEST_SUITE("claim: time") {
    TEST_CASE("a signature counts for five minutes and the window either side, to the second") {
        for (bool const is_signed : {false, true}) {
            auto const plain = claim({}, is_signed);
            CHECK(counts(plain, noon - window));
            CHECK_FALSE(counts(plain, noon - window - 1s));
            CHECK(counts(plain, noon + 5min + window));
            CHECK_FALSE(counts(plain, noon + 5min + window + 1s));
        }
    }

    TEST_CASE("a signed end may be twelve hours away and no more, one that is not signed changes nothing for longer") {
        CHECK(counts(claim(noon + 10h, true), noon + 10h + window));
        CHECK_FALSE(counts(claim(noon + 10h, true), noon + 10h + window + 1s));
        CHECK(counts(claim(noon + 100h, true), noon + 12h + window));
        CHECK_FALSE(counts(claim(noon + 100h, true), noon + 12h + window + 1s));
        CHECK(counts(claim(noon + 10h, false), noon + 5min + window));
        CHECK_FALSE(counts(claim(noon + 10h, false), noon + 5min + window + 1s));
    }

    TEST_CASE("an end before five minutes have passed counts, signed or not") {
        for (bool const is_signed : {false, true}) {
            CHECK(counts(claim(noon + 1min, is_signed), noon + 1min + window));
            CHECK_FALSE(counts(claim(noon + 1min, is_signed), noon + 1min + window + 1s));
        }
    }
}
