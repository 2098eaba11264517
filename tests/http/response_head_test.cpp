#include "server/http/response_head.hpp"

#include "tests/printing.hpp"

#include <string>

using namespace collegium;
using namespace collegium::server;

namespace {

constexpr std::size_t limit = 1024;

std::string head(std::string const& fields) {
    return "HTTP/1.1 200 OK\r\n" + fields + "\r\n";
}

}  // namespace

TEST_SUITE("response head") {
    TEST_CASE("what a good head says") {
        auto const facts = check_response_head(head("Content-Length: 5\r\n"), limit);
        REQUIRE(facts);
        CHECK(facts->status == 200);
        CHECK(facts->content_length == 5);
        CHECK(facts->keep_alive);
        CHECK_FALSE(facts->chunked);

        CHECK(check_response_head(head("Transfer-Encoding: chunked\r\n"), limit)->chunked);
        CHECK(check_response_head("HTTP/1.1 404 \r\n\r\n", limit)->status == 404);
        CHECK(check_response_head(head("Content-Encoding: br\r\n"), limit)->encoded);
        CHECK_FALSE(check_response_head(head("Connection: close\r\n"), limit)->keep_alive);
        CHECK_FALSE(check_response_head("HTTP/1.0 200 OK\r\n\r\n", limit)->keep_alive);
        CHECK(check_response_head("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n\r\n", limit)->keep_alive);
    }

    TEST_CASE("a status line that is not one is refused") {
        for (std::string const line :
             {"",
              "HTTP/1.1",
              "HTTP/1.1 ",
              "HTTP/1.1 20 OK",
              "HTTP/1.1 2000 OK",
              "HTTP/1.1 099 No",
              "HTTP/1.1 600 No",
              "HTTP/1.1 2x0 OK",
              "HTTP/1.1  200 OK",
              "HTTP/2.0 200 OK",
              "http/1.1 200 OK",
              "HTTP/1.1 +20 OK",
              "ICY 200 OK",
              "HTTP/1.1 200 O\rK",
              "HTTP/1.1 200\tOK"}) {
            CAPTURE(line);
            CHECK_FALSE(check_response_head(line + "\r\n\r\n", limit));
        }
    }

    TEST_CASE("ambiguous framing is refused") {
        for (std::string const fields :
             {"Content-Length: 5\r\nContent-Length: 5\r\n",
              "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
              "Transfer-Encoding: xchunked\r\n",
              "Content-Length: -1\r\n",
              "X: a\r\n b\r\n",
              "X : a\r\n",
              "X: \x01\r\n",
              "X: a\nY: b\r\n"}) {
            CAPTURE(fields);
            CHECK_FALSE(check_response_head(head(fields), limit));
        }
        CHECK_FALSE(check_response_head("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", limit));
        CHECK_FALSE(check_response_head("HTTP/1.1 200 OK\nX: y\n\n", limit));
    }

    TEST_CASE("the limit holds") {
        auto const start = head("X: \r\n").size();
        CHECK(check_response_head(head("X: " + std::string(limit - start, 'y') + "\r\n"), limit));
        auto const refused = check_response_head(head("X: " + std::string(limit - start + 1, 'y') + "\r\n"), limit);
        CHECK(refused.error().reason() == Reason::too_large);
    }
}
