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

asio::awaitable<Response> answer_nothing(Request) {
    co_return Response{204};
}
asio::awaitable<Response> answer_broken_head(Request) {
    co_return Response{200}.with("X", "a\r\nSet-Cookie: evil=1");
}
asio::awaitable<Response> answer_at_length(Request) {
    co_return Response{200, "text/plain", std::string(1'000'000, 'x')};
}
asio::awaitable<Response> fail(Request) {
    throw std::runtime_error{"the disk is on fire"};
    co_return Response{200};
}
asio::awaitable<Response> fail_oddly(Request) {
    throw 7;
    co_return Response{200};
}

}  // namespace

TEST_SUITE("session") {
    TEST_CASE("a request reaches the handler as it came") {
        Talk talk;
        talk.run(
            "POST /inbox?page=1?x HTTP/1.1\r\nHost: a.example\r\nX-Thing:  spaced \t\r\nContent-Length: 5\r\n\r\nhello"
        );

        REQUIRE(talk.seen.size() == 1);
        auto const& request = talk.seen.front();
        CHECK(request.method == Method::post);
        CHECK(request.target == "/inbox?page=1?x");
        CHECK(request.path == "/inbox");
        CHECK(request.query == "page=1?x");
        CHECK(request.field("x-thing") == "spaced");
        CHECK(request.field("Host") == "a.example");
        CHECK(request.fields.size() == 3);
        CHECK(request.body == "hello");
        CHECK(request.peer == "192.0.2.7");
    }

    TEST_CASE("a request says for how long it had been there when it was read") {
        Talk talk;
        talk.late = std::chrono::milliseconds{700};
        talk.run(get("/1") + get("/2"));

        REQUIRE(talk.seen.size() == 2);
        CHECK(talk.seen.front().late_by == std::chrono::milliseconds{700});
        CHECK(talk.seen.back().late_by == std::chrono::milliseconds{0});  // it waited for its predecessor only
    }

    TEST_CASE("an answer says when it was given") {
        Talk talk;
        talk.run(get("/"));

        CHECK(talk.answers().front().head.find("Date: Tue, 01 Sep 2026 10:00:00 GMT\r\n") != std::string::npos);
        CHECK(talk.answers().front().head.find("Server:") == std::string::npos);
    }

    TEST_CASE("a thousand requests at once are answered in order") {
        std::string all;
        for (int i = 0; i < 1000; ++i) all += get("/" + std::to_string(i));
        for (auto const step : steps) {
            Talk talk;
            talk.run(all, step);

            auto const answers = talk.answers();
            REQUIRE(answers.size() == 1000);
            for (std::size_t i = 0; i < 1000; ++i) CHECK(answers[i].body == "GET /" + std::to_string(i));
        }
    }

    TEST_CASE("HEAD goes out without the body, and says how long that is") {
        Talk talk;
        talk.run("HEAD /page HTTP/1.1\r\nHost: a.example\r\n\r\n");

        auto const answers = split_answers(talk.wire->received, true);
        REQUIRE(answers.size() == 1);
        CHECK(talk.seen.front().method == Method::head);
        CHECK(answers.front().head.find("Content-Length: 10\r\n") != std::string::npos);
        CHECK(talk.wire->received.ends_with("\r\n\r\n"));
    }

    TEST_CASE("204 has no body and no length") {
        Talk talk;
        talk.handler = answer_nothing;
        talk.run(get("/") + get("/"));

        CHECK(talk.answers().size() == 2);
        CHECK(talk.wire->received.find("Content-Length") == std::string::npos);
    }

    TEST_CASE("a handler that throws costs a 500 and the connection") {
        for (Handler const& broken :
             {Handler{fail}, Handler{fail_oddly}, Handler{[](Request) -> asio::awaitable<Response> {
                  throw std::logic_error{"before the first await"};
              }}}) {
            Talk talk;
            talk.handler = broken;
            talk.run(get("/u/ada") + get("/next"));

            REQUIRE(talk.answers().size() == 1);
            CHECK(talk.first_status() == 500);
            CHECK(talk.seen.size() == 1);
            CHECK(talk.wire->received.find("fire") == std::string::npos);
            CHECK(talk.wire->received.find("Connection: close\r\n") != std::string::npos);
        }
    }

    TEST_CASE("an answer that would break its head is not sent") {
        Talk talk;
        talk.handler = answer_broken_head;
        talk.run(get("/"));

        CHECK(talk.first_status() == 500);
        CHECK(talk.wire->received.find("evil") == std::string::npos);
    }

    TEST_CASE("a long answer is written in slices, each with its own time") {
        Talk talk;
        talk.handler = answer_at_length;
        talk.run(get("/", "Connection: close\r\n"));

        CHECK(talk.answers().front().body.size() == 1'000'000);
        CHECK(talk.wire->writes == 4);
        CHECK(std::ranges::count(talk.wire->events, "deadline 30") == 4);
    }

    TEST_CASE("a client that stops reading ends the connection") {
        Talk talk;
        talk.handler = answer_at_length;
        std::string all;
        for (int i = 0; i < 10; ++i) all += get("/");
        talk.wire.emplace(all);
        talk.wire->writes_that_work = 1;
        StandingClock const clock;
        Handler const handler = answer_at_length;
        run(converse(*talk.wire, handler, talk.limits, clock, talk.draining));

        CHECK(talk.wire->writes == 2);
    }

    TEST_CASE("close, by the client, by the limit of requests, or because we stop") {
        Talk talk;
        SUBCASE("by the client") {
            talk.run(get("/1", "Connection: close\r\n") + get("/2"));
        }
        SUBCASE("by the limit") {
            talk.limits.requests = 1;
            talk.run(get("/1") + get("/2"));
        }
        SUBCASE("because we stop") {
            talk.draining = true;
            talk.run(get("/1") + get("/2"));
        }
        SUBCASE("by HTTP/1.0") {
            talk.run("GET /1 HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n" + get("/2"));
        }

        REQUIRE(talk.answers().size() == 1);
        CHECK(talk.answers().front().body == "GET /1");
        CHECK(talk.answers().front().head.find("Connection: close\r\n") != std::string::npos);
    }

    TEST_CASE("time is given for each step, and no more") {
        std::string const first = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
        Talk talk;
        talk.run(first + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n", first.size());

        std::vector<std::string> times;
        for (auto const& event : talk.wire->events) {
            if (event != "read") times.push_back(event);
        }
        CHECK(
            times ==
            std::vector<std::string>{
                "rest",
                "deadline 10",
                "wake",
                "deadline 30",
                "deadline 86400",
                "deadline 30",
                "write",  // POST
                "rest",
                "deadline 60",
                "wake",
                "deadline 10",
                "deadline 86400",
                "deadline 30",
                "write",  // GET
                "rest",
                "deadline 60",
                "wake",
            }
        );
    }
}
