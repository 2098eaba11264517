#include "server/http/session.hpp"
#include "tests/http/raw_requests.hpp"
#include "tests/http/talk.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
namespace asio = boost::asio;

namespace {

constexpr std::size_t steps[] = {1, 7, 0};

std::string get(std::string const& target, std::string const& fields = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n";
}

}  // namespace

TEST_SUITE("session: heads") {
    TEST_CASE("every raw head gets its status, however its bytes arrive, and hides no second request") {
        for (auto const& [name, head, status] : raw_heads()) {
            for (auto const step : steps) {
                CAPTURE(name);
                CAPTURE(step);
                Talk talk;
                talk.run(std::string{head} + get("/next", "Connection: close\r\n"), step);

                auto const to_head = head.starts_with("HEAD");
                auto const answers = split_answers(talk.wire->received, to_head);
                REQUIRE_FALSE(answers.empty());
                CHECK(answers.front().status == status);
                if (status != 200) {
                    CHECK(answers.size() == 1);
                    CHECK(talk.seen.empty());
                    CHECK(answers.front().head.find("Connection: close\r\n") != std::string::npos);
                    CHECK(answers.front().body.starts_with(R"({"error":")"));
                } else if (head.find("HTTP/1.1") != head.npos) {
                    REQUIRE(talk.seen.size() == 2);
                    CHECK(talk.seen.back().target == "/next");
                } else {
                    CHECK(talk.seen.size() == 1);
                }
            }
        }
    }

    TEST_CASE("a method that no address takes is told which ones are") {
        Talk talk;
        talk.run("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n");

        CHECK(
            talk.answers().front().head.find("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n") !=
            std::string::npos
        );
    }

    TEST_CASE("a head without end is cut at its limit") {
        for (auto const step : steps) {
            Talk talk;
            unsigned status = 431;
            SUBCASE("in the fields") {
                talk.run("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(1'000'000, 'x'), step);
            }
            SUBCASE("in many fields") {
                std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
                for (int i = 0; i < 101; ++i) many += "X: y\r\n";
                talk.run(many + "\r\n", step);
            }
            SUBCASE("in the target") {
                talk.run("GET /" + std::string(1'000'000, 'x'), step);
                status = 414;
            }
            SUBCASE("in a target that ends") {
                talk.run(get("/" + std::string(4096, 'x')), step);
                status = 414;
            }
            CHECK(talk.first_status() == status);
        }
    }

    TEST_CASE("a refused client may finish speaking, for 4 MiB") {
        Talk talk;
        talk.run("BREW / HTTP/1.1\r\nHost: a\r\n\r\n" + std::string(5'000'000, 'x'));

        CHECK(talk.first_status() == 405);
        CHECK(talk.wire->unread() > 700'000);
        CHECK(talk.wire->unread() < 900'000);
        CHECK(std::ranges::count(talk.wire->events, "deadline 2") == 1);
    }

    TEST_CASE("a head with bare line ends is refused when it ends, not when the client gives up") {
        Talk talk;
        talk.run("GET / HTTP/1.1\nHost: a.example\n\n");

        CHECK(talk.first_status() == 400);
    }

    TEST_CASE("a client that leaves early gets nothing") {
        std::string const whole = "POST / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n\r\nhello";
        for (std::size_t size = 0; size < whole.size(); ++size) {
            Talk talk;
            talk.run(whole.substr(0, size));

            CHECK(talk.wire->received.empty());
            CHECK(talk.seen.empty());
        }
    }
}
