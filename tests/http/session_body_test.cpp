#include "tests/http/raw_requests.hpp"
#include "tests/http/talk.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;

namespace {

constexpr std::size_t steps[] = {1, 7, 0};
std::string const chunked = "POST /in HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n";
std::string const next = "GET /next HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";

std::string with_length(std::size_t length, std::string const& fields = {}) {
    return "POST /in HTTP/1.1\r\nHost: a.example\r\n" + fields + "Content-Length: " + std::to_string(length) +
           "\r\n\r\n";
}

// Chunks of one byte, each with an extension that makes it long.
std::string padded_chunks(std::size_t count) {
    std::string body;
    for (std::size_t i = 0; i < count; ++i) body += "1;" + std::string(1000, 'x') + "\r\nz\r\n";
    return body + "0\r\n\r\n";
}

}  // namespace

TEST_SUITE("session body") {
    TEST_CASE("every raw body gets its status, however its bytes arrive, and hides no second request") {
        for (auto const& [name, text, status] : raw_bodies()) {
            for (auto const step : steps) {
                CAPTURE(name);
                CAPTURE(step);
                Talk talk;
                talk.run(std::string{text} + next, step);

                CHECK(talk.first_status() == status);
                if (status == 200) {
                    REQUIRE(talk.seen.size() == 2);
                    CHECK(talk.seen.back().target == "/next");
                } else {
                    CHECK(talk.answers().size() == 1);
                    CHECK(talk.seen.empty());
                }
            }
        }
        CHECK(raw_heads().size() + raw_bodies().size() > 150);
    }

    TEST_CASE("chunks become one body") {
        for (auto const step : steps) {
            Talk talk;
            talk.run(chunked + "5\r\nhello\r\n1;x\r\n,\r\n6\r\n world\r\n0\r\n\r\n" + next, step);

            REQUIRE(talk.seen.size() == 2);
            CHECK(talk.seen.front().body == "hello, world");
            CHECK(talk.seen.back().body.empty());
        }
    }

    TEST_CASE("a body of the limit is taken, of one byte more is not, and that is told before it is read") {
        Talk talk;
        talk.limits.body = 10'000;
        SUBCASE("the limit") {
            talk.run(with_length(10'000) + std::string(10'000, 'x') + next);
            CHECK(talk.first_status() == 200);
            CHECK(talk.seen.front().body.size() == 10'000);
        }
        SUBCASE("one more") {
            talk.run(with_length(10'001) + std::string(10'001, 'x') + next, 7);
            CHECK(talk.first_status() == 413);
            CHECK(talk.seen.empty());
            auto const& events = talk.wire->events;
            auto const write = std::ranges::find(events, "write") - events.begin();
            CHECK(std::ranges::count(events.begin(), events.begin() + write, "read") < 20);
        }
        SUBCASE("the limit in chunks") {
            talk.run(
                chunked + "1388\r\n" + std::string(5000, 'x') + "\r\n1388\r\n" + std::string(5000, 'x') +
                "\r\n0\r\n\r\n" + next
            );
            CHECK(talk.first_status() == 200);
        }
        SUBCASE("one more in chunks") {
            talk.run(
                chunked + "1388\r\n" + std::string(5000, 'x') + "\r\n1389\r\n" + std::string(5001, 'x') +
                "\r\n0\r\n\r\n" + next
            );
            CHECK(talk.first_status() == 413);
        }
    }

    TEST_CASE("the padding of chunks is bounded") {
        for (auto const step : {std::size_t{7}, std::size_t{0}}) {
            Talk fine;
            fine.limits.body = 1000;
            fine.run(chunked + padded_chunks(60) + next, step);
            CHECK(fine.first_status() == 200);
            CHECK(fine.seen.front().body.size() == 60);

            Talk flood;
            flood.limits.body = 1000;
            flood.run(chunked + padded_chunks(100) + next, step);
            CHECK(flood.first_status() == 413);
            CHECK(flood.seen.empty());
        }
    }

    TEST_CASE("ten megabytes of trailers, or of one extension, are not kept") {
        Talk talk;
        SUBCASE("trailers") {
            std::string trailers;
            for (int i = 0; i < 1'000'000; ++i) trailers += "X: yyyyy\r\n";
            talk.limits.body = 1000;
            talk.run(chunked + "0\r\n" + trailers + "\r\n");
        }
        SUBCASE("an extension") {
            talk.limits.body = 1000;
            talk.run(chunked + "5;" + std::string(10'000'000, 'x') + "\r\nhello\r\n0\r\n\r\n");
        }
        CHECK(talk.first_status() == 413);
        CHECK(talk.wire->unread() > 5'000'000);  // all but what a refused client may finish
    }

    TEST_CASE("all bodies share one room: what finds none is turned away, small ones pass, and it is given back") {
        Talk talk;
        auto& room = *talk.limits.room;
        auto const large = with_length(100'000) + std::string(100'000, 'x');
        SUBCASE("while there is room") {
            std::size_t held = 0;
            talk.handler = [&](Request) -> boost::asio::awaitable<Response> {
                held = std::max(held, room.taken());
                co_return Response{200, "text/plain", "taken"};
            };
            talk.run(large + next);
            CHECK(talk.first_status() == 200);
            CHECK(talk.seen.front().body.size() == 100'000);
            CHECK(held >= 80'000);
            CHECK(held <= 110'000);
            CHECK(room.taken() == 0);
        }
        SUBCASE("given back by who breaks off") {
            talk.run(with_length(100'001) + std::string(100'000, 'x'));
            CHECK(talk.seen.empty());
            CHECK(room.taken() == 0);
        }
        SUBCASE("while there is none") {
            REQUIRE(room.take(BodyRoom::least, BodyRoom::least));
            std::string sent;
            unsigned status = 503;
            SUBCASE("for a large body") {
                sent = large;
            }
            SUBCASE("for one in chunks") {
                sent = chunked + "186a0\r\n" + std::string(100'000, 'x') + "\r\n0\r\n\r\n";
            }
            SUBCASE("for a small one") {
                sent = with_length(10'000) + std::string(10'000, 'x');
                status = 200;
            }
            talk.run(sent + next);
            CHECK(talk.first_status() == status);
            bool const is_told_when = talk.wire->received.find("Retry-After: 30\r\n") != std::string::npos;
            CHECK(is_told_when == (status == 503));
            CHECK(talk.seen.empty() == (status == 503));
            CHECK(room.taken() == BodyRoom::least);
        }
    }

    TEST_CASE("who waits for leave to send a body gets it, once") {
        Talk talk;
        SUBCASE("and sends it") {
            talk.run(with_length(5, "Expect: 100-continue\r\n") + "hello" + next, 1);
            CHECK(talk.wire->received.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
            CHECK(talk.seen.front().body == "hello");
            CHECK(talk.seen.size() == 2);
        }
        SUBCASE("unless it was sent already") {
            talk.run(with_length(5, "Expect: 100-continue\r\n") + "hello" + next);
            CHECK(talk.wire->received.starts_with("HTTP/1.1 200 OK\r\n"));
        }
        SUBCASE("unless it is too large") {
            talk.run(with_length(9'999'999, "Expect: 100-continue\r\n"));
            CHECK(talk.wire->received.starts_with("HTTP/1.1 413 "));
        }
    }

    TEST_CASE("a body that ends early is no request") {
        Talk talk;
        SUBCASE("short of its length") {
            talk.run(with_length(6) + "hello");
        }
        SUBCASE("in a chunk") {
            talk.run(chunked + "5\r\nhel");
        }
        SUBCASE("before the last chunk") {
            talk.run(chunked + "5\r\nhello\r\n");
        }
        SUBCASE("before the last line") {
            talk.run(chunked + "5\r\nhello\r\n0\r\n");
        }

        CHECK(talk.wire->received.empty());
        CHECK(talk.seen.empty());
    }

    TEST_CASE("every byte of a chunked body may be any other, and never is a request skipped or invented") {
        std::string const body = "5\r\nhello\r\n0\r\n\r\n";
        for (std::size_t at = 0; at < body.size(); ++at) {
            for (unsigned byte = 0; byte < 256; ++byte) {
                auto changed = body;
                changed[at] = static_cast<char>(byte);
                Talk talk;
                talk.run(chunked + changed + next);

                for (auto const& request : talk.seen) {
                    bool const known = request.target == "/in" || request.target == "/next";
                    CHECK(known);
                }
                if (talk.seen.size() == 2) CHECK(talk.seen.front().body.size() == 5);
            }
        }
    }

    TEST_CASE("a larger body is for those requests alone whose head may ask for it") {
        for (std::string const target : {"/pictures", "/in"}) {
            for (std::size_t const size : {1000U, 1001U, 3000U, 3001U}) {
                CAPTURE(target);
                CAPTURE(size);
                unsigned asked = 0;
                Talk talk;
                talk.limits.body = 1000;
                talk.limits.larger_body = [&](Request const& head) -> Result<Leave> {
                    ++asked;
                    CHECK(head.body.empty());
                    return Leave{head.target == "/pictures" ? 3000U : 0U};
                };
                auto const head = "POST " + target + " HTTP/1.1\r\nHost: a.example\r\nContent-Length: ";
                talk.run(head + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x') + next);

                std::size_t const most = target == "/pictures" ? 3000 : 1000;
                CHECK(talk.first_status() == (size <= most ? 200 : 413));
                CHECK(asked == (size > 1000 ? 1 : 0));
            }
        }
    }

    TEST_CASE("the place of a larger body is held until its answer, and given back then") {
        auto const place = std::make_shared<int>(7);
        Talk talk;
        talk.limits.body = 1000;
        talk.limits.larger_body = [&](Request const&) -> Result<Leave> { return Leave{3000, place}; };
        long held = 0;
        talk.handler = [&](Request) -> boost::asio::awaitable<Response> {
            held = place.use_count();
            co_return Response{204};
        };
        talk.run("POST /in HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2000\r\n\r\n" + std::string(2000, 'x'));

        CHECK(talk.first_status() == 204);
        CHECK(held == 2);
        CHECK(place.use_count() == 1);
    }

    TEST_CASE("a larger body for which there is no place is turned away unread") {
        Talk talk;
        talk.limits.body = 1000;
        talk.limits.larger_body = [](Request const&) -> Result<Leave> { return Refusal{Reason::unavailable, "full"}; };
        talk.run("POST /in HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2000\r\n\r\n" + std::string(2000, 'x'));

        CHECK(talk.first_status() == 503);
        CHECK(talk.seen.empty());
    }

    TEST_CASE("chunks are measured against the larger limit, too") {
        Talk talk;
        talk.limits.body = 1000;
        talk.limits.larger_body = [](Request const& head) -> Result<Leave> {
            return Leave{head.target == "/in" ? 3000U : 0U};
        };
        talk.run(chunked + "7d0\r\n" + std::string(2000, 'x') + "\r\n0\r\n\r\n" + next);
        CHECK(talk.first_status() == 200);

        talk.run(chunked + "fa0\r\n" + std::string(4000, 'x') + "\r\n0\r\n\r\n" + next);
        CHECK(talk.first_status() == 413);
    }
}
