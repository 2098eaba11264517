#include "server/http/admission.hpp"

#include <doctest/doctest.h>

namespace collegium::server {

namespace {

using Answer = Admission::Answer;

boost::asio::ip::address at(char const* words) {
    return boost::asio::ip::make_address(words);
}

}  // namespace

TEST_SUITE("admission") {
    TEST_CASE("one address has its part of all places and no more, and the others are free for others") {
        Admission admission{4, 2};

        CHECK(admission.enter(at("203.0.113.5")) == Answer::admitted);
        CHECK(admission.enter(at("203.0.113.5")) == Answer::admitted);
        CHECK(admission.enter(at("203.0.113.5")) == Answer::too_many_from_there);
        CHECK(admission.enter(at("203.0.113.6")) == Answer::admitted);
        CHECK(admission.enter(at("203.0.113.7")) == Answer::admitted);
        CHECK(admission.enter(at("203.0.113.8")) == Answer::all_are_taken);
    }

    TEST_CASE("a place that was left is free again, for the same address and for another") {
        Admission admission{2, 1};
        REQUIRE(admission.enter(at("203.0.113.5")) == Answer::admitted);
        REQUIRE(admission.enter(at("203.0.113.6")) == Answer::admitted);

        admission.leave(at("203.0.113.5"));
        CHECK(admission.enter(at("203.0.113.6")) == Answer::too_many_from_there);
        CHECK(admission.enter(at("203.0.113.5")) == Answer::admitted);
        admission.leave(at("203.0.113.6"));
        CHECK(admission.enter(at("203.0.113.7")) == Answer::admitted);
    }

    TEST_CASE("all addresses of one network of IPv6 are one, and one of IPv4 is itself however it is written") {
        Admission admission{8, 1};

        CHECK(admission.enter(at("2001:db8:1:2::1")) == Answer::admitted);
        CHECK(admission.enter(at("2001:db8:1:2:ffff::9")) == Answer::too_many_from_there);
        CHECK(admission.enter(at("2001:db8:1:3::1")) == Answer::admitted);
        CHECK(admission.enter(at("::ffff:203.0.113.5")) == Answer::admitted);
        CHECK(admission.enter(at("203.0.113.5")) == Answer::too_many_from_there);
        CHECK(admission.enter(at("::ffff:203.0.113.6")) == Answer::admitted);
    }
}

}  // namespace collegium::server
