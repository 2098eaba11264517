#include "server/http/response_reader.hpp"

#include "tests/http/support.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
using federation::IncomingResponse;

namespace {

constexpr std::size_t steps[] = {1, 7, 0};

struct Heard {
    Result<IncomingResponse> response;
    bool nothing;
    bool can_go_on;
};

Heard hear(std::string const& bytes, std::size_t step = 0, bool to_head = false) {
    ScriptedWire wire{bytes, step};
    ResponseReader reader{wire, ResponseLimits{1024, 1000}, to_head};
    auto response = run(reader.read());
    return {std::move(response), reader.heard_nothing(), reader.can_go_on()};
}

std::string ok(std::string const& fields, std::string const& body) {
    return "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body;
}

Reason refusal(std::string const& bytes, std::size_t step = 0) {
    auto const heard = hear(bytes, step);
    REQUIRE_FALSE(heard.response);
    CHECK_FALSE(heard.can_go_on);
    return heard.response.error().reason();
}

}  // namespace

TEST_SUITE("response reader") {
    TEST_CASE("a response of each framing, however its bytes arrive") {
        for (auto const step : steps) {
            auto const with_length = hear(ok("Content-Length: 5\r\nX-A: b\r\n", "hello"), step);
            REQUIRE(with_length.response);
            CHECK(with_length.response->status == 200);
            CHECK(with_length.response->body == "hello");
            REQUIRE(with_length.response->fields.size() == 2);
            CHECK(with_length.response->fields[1].name == "X-A");
            CHECK(with_length.response->fields[1].value == "b");
            CHECK(with_length.can_go_on);

            auto const chunked = hear(ok("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), step);
            REQUIRE(chunked.response);
            CHECK(chunked.response->body == "hello");
            CHECK(chunked.can_go_on);

            auto const until_end = hear(ok("", "hello"), step);
            REQUIRE(until_end.response);
            CHECK(until_end.response->body == "hello");
            CHECK_FALSE(until_end.can_go_on);

            auto const empty = hear("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n", step);
            REQUIRE(empty.response);
            CHECK(empty.can_go_on);
        }
    }

    TEST_CASE("a response without a body ends with its head") {
        CHECK(hear("HTTP/1.1 204 No Content\r\n\r\n").can_go_on);
        CHECK(hear("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n").can_go_on);
        auto const to_head = hear(ok("Content-Length: 5\r\n", ""), 0, true);
        REQUIRE(to_head.response);
        CHECK(to_head.response->body.empty());
        CHECK(to_head.can_go_on);
    }

    TEST_CASE("a connection that says more than it was asked is not used again") {
        auto const heard = hear(ok("Content-Length: 5\r\n", "helloHTTP/1.1 200 OK\r\n"));
        REQUIRE(heard.response);
        CHECK(heard.response->body == "hello");
        CHECK_FALSE(heard.can_go_on);
        CHECK_FALSE(hear(ok("Content-Length: 5\r\nConnection: close\r\n", "hello")).can_go_on);
    }

    TEST_CASE("interim responses are skipped, five of them") {
        std::string const interim = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
        std::string bytes;
        for (int i = 0; i < 5; ++i) bytes += interim;
        auto const last = ok("Content-Length: 5\r\n", "hello");

        for (auto const step : steps) CHECK(hear(bytes + last, step).response->body == "hello");
        CHECK(refusal(bytes + interim + last) == Reason::unreachable);
        CHECK(refusal("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n") == Reason::unreachable);
    }

    TEST_CASE("what is not one clear response is refused") {
        for (auto const step : steps) {
            CHECK(refusal("SSH-2.0-OpenSSH_9.2\r\n\r\n", step) == Reason::unreachable);
            CHECK(refusal(ok("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), step) == Reason::unreachable);
            CHECK(
                refusal(ok("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "hello"), step) == Reason::unreachable
            );
            CHECK(refusal(ok("Transfer-Encoding: gzip, chunked\r\n", ""), step) == Reason::unreachable);
            CHECK(refusal(ok("Content-Encoding: gzip\r\nContent-Length: 5\r\n", "hello"), step) == Reason::unreachable);
            CHECK(
                refusal(ok("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\nX: y\r\n\r\n"), step) ==
                Reason::unreachable
            );
            CHECK(
                refusal(ok("Transfer-Encoding: chunked\r\n", "5\r\nhello!\r\n0\r\n\r\n"), step) == Reason::unreachable
            );
            CHECK(refusal(ok("X: y\n", "hello"), step) == Reason::unreachable);
        }
    }

    TEST_CASE("a response that breaks off is refused") {
        std::string const whole = ok("Content-Length: 5\r\n", "hello");
        for (std::size_t size = 1; size < whole.size(); ++size)
            CHECK(refusal(whole.substr(0, size)) == Reason::unreachable);
        CHECK(refusal(ok("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n")) == Reason::unreachable);
    }

    TEST_CASE("silence is told from a broken answer") {
        CHECK(hear("").nothing);
        CHECK_FALSE(hear("H").nothing);
        CHECK_FALSE(hear("HTTP/1.1 100 Continue\r\n\r\n").nothing);
    }

    TEST_CASE("the limits hold, in every framing") {
        std::string const most(1000, 'x');
        CHECK(hear(ok("Content-Length: 1000\r\n", most)).response);
        CHECK(hear(ok("Transfer-Encoding: chunked\r\n", "3e8\r\n" + most + "\r\n0\r\n\r\n")).response);
        CHECK(hear(ok("", most)).response);
        for (auto const step : steps) {
            CHECK(refusal(ok("Content-Length: 1001\r\n", most + "x"), step) == Reason::too_large);
            CHECK(
                refusal(ok("Transfer-Encoding: chunked\r\n", "3e9\r\n" + most + "x\r\n0\r\n\r\n"), step) ==
                Reason::too_large
            );
            CHECK(refusal(ok("", most + "x"), step) == Reason::too_large);
            CHECK(refusal("HTTP/1.1 200 OK\r\nX: " + std::string(2000, 'y'), step) == Reason::unreachable);
        }
    }
}
