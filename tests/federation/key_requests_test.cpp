#include "federation/signing/key_requests.hpp"

#include "tests/printing.hpp"

#include <string>

using namespace collegium;
using namespace std::chrono_literals;

using federation::KeyRequests;

namespace {

constexpr Instant noon{std::chrono::hours{12}};

unsigned asked(KeyRequests& requests, std::string const& host, Instant now, unsigned tries) {
    unsigned count = 0;
    for (unsigned n = 0; n < tries; ++n) count += requests.may_ask(host, now) ? 1U : 0U;
    return count;
}

}  // namespace

TEST_CASE("L7: a host is asked for keys in vain ten times in a second, all hosts a hundred times") {
    KeyRequests requests;
    CHECK(asked(requests, "a.test", noon, 50) == KeyRequests::most_of_host);
    CHECK(asked(requests, "a.test", noon + 500ms, 50) == KeyRequests::most_of_host / 2);
    CHECK(asked(requests, "b.test", noon + 500ms, 50) == KeyRequests::most_of_host);

    unsigned in_all = 0;
    for (unsigned n = 0; n < 1000; ++n) in_all += asked(requests, "host-" + std::to_string(n), noon + 10s, 5);
    CHECK(in_all == KeyRequests::most_in_all);
    CHECK(asked(requests, "late.test", noon + 10s, 1) == 0);
    CHECK(asked(requests, "late.test", noon + 11s, 50) == KeyRequests::most_of_host);
}

TEST_CASE("what was right in the end does not count") {
    KeyRequests requests;
    for (unsigned n = 0; n < 1000; ++n) {
        REQUIRE(requests.may_ask("a.test", noon));
        requests.was_right("a.test", 1);
    }
    requests.was_right("a.test", 1000);  // nobody gets more than the whole
    CHECK(asked(requests, "a.test", noon, 50) == KeyRequests::most_of_host);
}

TEST_CASE("a clock that is set back opens nothing and shuts nothing for long") {
    KeyRequests requests;
    CHECK(asked(requests, "a.test", noon, 50) == KeyRequests::most_of_host);
    CHECK(asked(requests, "a.test", noon - 1h, 50) == 0);
    CHECK(asked(requests, "a.test", noon - 1h + 1s, 50) == KeyRequests::most_of_host);
}

TEST_CASE("when room is made, whoever was asked within the second stays known") {
    KeyRequests requests;
    for (unsigned n = 0; n < 4094; ++n) {
        auto const host = "host-" + std::to_string(n);
        static_cast<void>(requests.may_ask(host, noon));
        requests.was_right(host, 1);
    }
    CHECK(asked(requests, "busy.test", noon + 500ms, 50) == KeyRequests::most_of_host);
    CHECK(asked(requests, "quiet.test", noon + 500ms, 1) == 1);

    CHECK(asked(requests, "new.test", noon + 1s, 1) == 1);  // for which there is no room
    CHECK(asked(requests, "busy.test", noon + 1s, 50) == KeyRequests::most_of_host / 2);
}

TEST_CASE("however many hosts are named, what is remembered has a bound and the limit of all holds") {
    KeyRequests requests;
    unsigned count = 0;
    for (unsigned n = 0; n < 20'000; ++n) count += asked(requests, "host-" + std::to_string(n), noon, 1);
    CHECK(count == KeyRequests::most_in_all);
}
