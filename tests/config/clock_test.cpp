#include "config/clock.hpp"

#include "tests/printing.hpp"

using namespace collegium;

TEST_CASE("times are written as RFC 3339 and RFC 9110 want them") {
    Instant const when{std::chrono::milliseconds{1'735'689'600'999}};

    CHECK(to_rfc3339(when) == "2025-01-01T00:00:00Z");
    CHECK(to_rfc3339_in_millis(when) == "2025-01-01T00:00:00.999Z");
    CHECK(to_http_date(when) == "Wed, 01 Jan 2025 00:00:00 GMT");
}

TEST_CASE("a time before 1970 is written as well") {
    Instant const when{std::chrono::milliseconds{-1}};

    CHECK(to_rfc3339(when) == "1969-12-31T23:59:59Z");
    CHECK(to_rfc3339_in_millis(when) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("times are read as they are written") {
    Instant const when{std::chrono::milliseconds{1'735'689'600'000}};

    CHECK(from_rfc3339(to_rfc3339(when)) == when);
    CHECK(from_http_date(to_http_date(when)) == when);
}

TEST_CASE("fractions and offsets of RFC 3339 are read") {
    Instant const when{std::chrono::milliseconds{1'735'689'600'123}};

    CHECK(from_rfc3339("2025-01-01T00:00:00.123Z") == when);
    CHECK(from_rfc3339("2025-01-01T00:00:00.123987654Z") == when);
    CHECK(from_rfc3339("2025-01-01T02:30:00.123+02:30") == when);
    CHECK(from_rfc3339("2024-12-31t19:00:00.123-05:00") == when);
}

TEST_CASE("what is not a time is not read as one") {
    for (auto const* text :
         {"",
          "2025",
          "2025-01-01",
          "2025-01-01T00:00:00",
          "2025-13-01T00:00:00Z",
          "2025-02-29T00:00:00Z",
          "2025-01-01T24:00:00Z",
          "2025-01-01T00:60:00Z",
          "2025-01-01T00:00:00Zx",
          "2025-01-01T00:00:00*00:00",
          "-025-01-01T00:00:00Z",
          "1969-01-01T00:00:00Z",
          "2025-01-01T00:00:00+0a:00",
          "2025-01-01T00:00:00+24:00",
          "2025-01-01T00:00:00+00:60",
          "1970-01-01T00:00:00+00:01",
          "9999-12-31T23:59:60Z",
          "99999-01-01T00:00:00Z"}) {
        INFO(text);
        CHECK_FALSE(from_rfc3339(text));
    }
    for (auto const* text :
         {"",
          "Wed, 01 Jan 2025 00:00:00",
          "Wed, 1 Jan 2025 00:00:00 GMT",
          "Wed, 01 Foo 2025 00:00:00 GMT",
          "Wednesday, 01-Jan-25 00:00:00 GMT",
          "Wed, 32 Jan 2025 00:00:00 GMT",
          "Wed, 01 Jan 2025 00:00:00 UTC",
          "Fri, 31 Dec 9999 23:59:60 GMT",
          "Wed, 01 Jan 2025 00:00:00 GMT "}) {
        INFO(text);
        CHECK_FALSE(from_http_date(text));
    }
}
