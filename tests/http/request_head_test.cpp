#include "server/http/request_head.hpp"

#include "tests/http/raw_requests.hpp"
#include "tests/printing.hpp"

#include <string>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;

namespace {

constexpr HeadLimits limits{};

std::string with_fields(std::size_t count) {
    std::string head = "GET / HTTP/1.1\r\nHost: a.example\r\n";
    for (std::size_t i = 1; i < count; ++i) head += "X: y\r\n";
    return head + "\r\n";
}

std::string of_size(std::size_t size) {
    std::string head = "GET / HTTP/1.1\r\nHost: a.example\r\nX: ";
    head.append(size - head.size() - 4, 'y');
    return head + "\r\n\r\n";
}

std::string with_target(std::size_t size) {
    return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: a.example\r\n\r\n";
}

HeadFacts facts_of(std::string_view head) {
    auto const facts = check_request_head(head, limits);
    REQUIRE(facts);
    return *facts;
}

}  // namespace

TEST_SUITE("request head") {
    TEST_CASE("every raw head is taken or refused as the table says") {
        for (auto const& [name, head, status] : raw_heads()) {
            CAPTURE(name);
            auto const facts = check_request_head(head, limits);

            if (status == 200 || status == 413) {
                CHECK(facts);
            } else {
                REQUIRE_FALSE(facts);
                CHECK(meaning_of(facts.error().reason()).status == status);
            }
        }
        CHECK(raw_heads().size() > 100);
    }

    TEST_CASE("any byte of a good head turned into any other is taken or refused, and never reads as two requests") {
        std::string const good = "POST /x HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n\r\n";
        for (std::size_t at = 0; at < good.size(); ++at) {
            for (unsigned byte = 0; byte < 256; ++byte) {
                auto head = good;
                head[at] = static_cast<char>(byte);

                auto const facts = check_request_head(head, limits);

                if (facts && facts->framing == Framing::length) CHECK(facts->content_length < 100);
                bool const control = (byte < 0x20 && byte != '\t') || byte == 0x7f;
                if (control && head != good) CHECK_FALSE(facts);
            }
        }
    }

    TEST_CASE("a head that is cut off anywhere is not complete") {
        std::string const head = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
        for (std::size_t size = 0; size < head.size(); ++size) {
            CHECK_FALSE(head_size(std::string_view{head}.substr(0, size)));
            CHECK_FALSE(check_request_head(std::string_view{head}.substr(0, size), limits));
        }
        CHECK(head_size(head) == head.size());
        CHECK(head_size(head + "GET /next HTTP/1.1\r\n\r\n") == head.size());
    }

    TEST_CASE("an empty line ends a head even where line ends are bare, so that nobody waits for more of it") {
        for (std::string const head :
             {"GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\r\n\n", "GET / HTTP/1.1\nHost: a\n\r\n"}) {
            CHECK(head_size(head) == head.size());
            CHECK(head_size(head + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n") == head.size());
            CHECK_FALSE(check_request_head(head, limits));
        }
    }

    TEST_CASE("limits hold to the byte") {
        CHECK(check_request_head(with_fields(100), limits));
        CHECK(check_request_head(with_fields(101), limits).error().reason() == Reason::too_large);
        CHECK(check_request_head(of_size(16 * 1024), limits));
        CHECK(check_request_head(of_size(16 * 1024 + 1), limits).error().reason() == Reason::too_large);
        CHECK(check_request_head(with_target(4096), limits));
        CHECK(check_request_head(with_target(4097), limits).error().reason() == Reason::too_large);
    }

    TEST_CASE("what the head says about the body and the connection") {
        CHECK(facts_of("GET / HTTP/1.1\r\nHost: a\r\n\r\n").framing == Framing::no_body);
        CHECK(facts_of("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n").content_length == 5);
        CHECK(facts_of("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n").framing == Framing::length);
        CHECK(facts_of("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n").framing == Framing::chunked);

        CHECK(facts_of("GET / HTTP/1.1\r\nHost: a\r\n\r\n").keep_alive);
        CHECK_FALSE(facts_of("GET / HTTP/1.1\r\nHost: a\r\nConnection: foo, CLOSE\r\n\r\n").keep_alive);
        CHECK_FALSE(facts_of("GET / HTTP/1.1\r\nHost: a\r\nConnection: x\r\nConnection: close\r\n\r\n").keep_alive);
        CHECK_FALSE(facts_of("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n").keep_alive);

        auto const expecting = [](std::string const& version, std::string const& length) {
            return "POST / HTTP/" + version + "\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: " + length +
                   "\r\n\r\n";
        };
        CHECK(facts_of(expecting("1.1", "5")).expects_continue);
        CHECK_FALSE(facts_of(expecting("1.1", "0")).expects_continue);
        CHECK_FALSE(facts_of(expecting("1.0", "5")).expects_continue);
    }
}
