// Times as peers write them: in documents and in Date.
#include "config/clock.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

void read_times(std::string_view input) {
    if (auto const time = from_rfc3339(input)) {
        auto const written = to_rfc3339_in_millis(*time);
        require(from_rfc3339(written) == *time, "a time that was read and written is the same: " + written);
        require(to_rfc3339(*time).size() == 20, "a year has four digits");
        require(time->time_since_epoch().count() >= 0, "no time is before 1970");
    }
    if (auto const time = from_http_date(input)) {
        auto const written = to_http_date(*time);
        require(from_http_date(written) == *time, "a date that was read and written is the same: " + written);
    }
}

Registered const times_target{{"times", read_times}};

}  // namespace

}  // namespace collegium::fuzz
