// Statement 52: what an inbox answers.
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;

TEST_CASE_FIXTURE(Front, "wire_52: an inbox tells apart what is too large, broken, unknown and forged") {
    auto const club = "https://north.test" + found("club");
    north.partner_with("east.test");
    Peer east{village, "east.test"};
    auto const eve = east.actor("eve");
    auto const status_of = [&](std::string const& body) {
        auto const post = east.signed_by(eve, body);
        auto request = request_for(server::Method::post, "/inbox");
        request.fields = post.fields;
        request.body = post.body;
        return answer(std::move(request)).status();
    };
    auto const follow = [&](std::string const& id, std::string const& extra) {
        return R"({"id":")" + id + R"(","type":"Follow","actor":")" + eve + R"(","object":")" + club + "\"" + extra +
               "}";
    };
    auto const nested = [](unsigned depth) { return ",\"x\":" + std::string(depth, '[') + std::string(depth, ']'); };
    auto const id = "https://east.test/activities/1";
    auto const entries = north.entries();

    CHECK(status_of(follow(id, ",\"x\":\"" + std::string(std::size_t{1} << 20, 'x') + "\"")) == 413);
    CHECK(status_of("{") == 400);
    CHECK(status_of("hello") == 400);
    CHECK(status_of(follow(id, ",\"type\":\"Follow\"")) == 400);
    CHECK(status_of(follow(id, nested(64))) == 400);  // the object itself is the first of 65
    CHECK(status_of(follow("https://west.test/activities/1", "")) == 400);
    CHECK(
        status_of(R"({"id":")" + std::string{id} + R"(","type":"Dance","actor":")" + eve + R"(","object":"x"})") == 202
    );
    CHECK(north.entries() == entries);

    CHECK(status_of(follow(id, nested(63))) == 202);
    CHECK(north.entries() == entries + 2);  // and the Accept, which wraps it

    auto const almost = follow("https://east.test/activities/2", ",\"x\":\"\"");
    auto const large = std::string((std::size_t{1} << 20) - almost.size(), 'x');
    CHECK(status_of(follow("https://east.test/activities/2", ",\"x\":\"" + large + "\"")) == 202);
    CHECK(north.entries() == entries + 4);
}
