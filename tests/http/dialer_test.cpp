#include "server/http/listener.hpp"
#include "tests/http/dialling.hpp"

#include <atomic>
#include <vector>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
using namespace std::chrono_literals;
using federation::OutgoingRequest;
namespace asio = boost::asio;

TEST_SUITE("dialer") {
    TEST_CASE_FIXTURE(Dialling, "dialer and listener understand each other, over one connection") {
        SystemClock const clock;
        ListenOptions options;
        options.port = 0;
        options.tls = authority.issue();
        Listener listener{options, clock};
        std::vector<Request> seen;
        listener.start([&](Request request) -> asio::awaitable<Response> {
            seen.push_back(request);
            return [](std::string body) -> asio::awaitable<Response> {
                co_return Response{202, "text/plain", std::move(body)}.with("X-Answer", "42");
            }(std::move(request.body));
        });
        dial_to(listener.port());

        OutgoingRequest letter{"POST", "north.test", "/inbox?x=1"};
        letter.fields = {{"Content-Type", "application/activity+json"}, {"Signature", "abc"}};
        letter.body = std::string(1'000'000, 'z');
        auto const response = exchange(letter);
        listener.stop(1s);

        REQUIRE(response);
        CHECK(response->status == 202);
        CHECK(response->body == letter.body);
        REQUIRE(seen.size() == 1);
        CHECK(seen.front().target == "/inbox?x=1");
        CHECK(seen.front().field("Host") == "north.test");
        CHECK(seen.front().field("Signature") == "abc");
        CHECK_FALSE(seen.front().has_field("Accept-Encoding"));
    }

    TEST_CASE_FIXTURE(Dialling, "a connection is used again") {
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        dial_to(server.port());

        for (int i = 0; i < 100; ++i) CHECK(body() == "hello");

        CHECK(server.connections() == 1);
    }

    TEST_CASE_FIXTURE(Dialling, "an answer with a last word closes its connection") {
        std::string answer;
        SUBCASE("close") {
            answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello";
        }
        SUBCASE("HTTP/1.0") {
            answer = "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        }
        SUBCASE("more than was asked for") {
            answer = fine + "HTTP/1.1 200 OK\r\n";
        }
        ScriptedServer const server{authority.issue(), [&](TlsSocket& socket, int) {
                                        socket.receive_message();
                                        socket.send(answer);
                                        socket.receive();
                                    }};
        dial_to(server.port());

        CHECK(body() == "hello");
        CHECK(body() == "hello");
        CHECK(server.connections() == 2);
    }

    TEST_CASE_FIXTURE(Dialling, "a kept connection that died is replaced once, without the caller noticing") {
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) {
                                        socket.receive_message();
                                        socket.send(fine);
                                        socket.receive_message();  // the second request is read, and not answered
                                    }};
        dial_to(server.port());

        CHECK(body() == "hello");
        CHECK(body() == "hello");
        CHECK(server.connections() == 2);
    }

    TEST_CASE_FIXTURE(Dialling, "a kept connection that the server closed meanwhile is not used") {
        std::promise<void> closed;
        std::atomic<bool> asked_again = false;
        auto const script = [&](TlsSocket& socket, int number) {
            socket.receive_message();
            socket.send(fine);
            if (number != 1) return serve(socket, fine);
            socket.say_goodbye();
            closed.set_value();
            asked_again = !socket.receive().empty();
        };
        ScriptedServer const server{authority.issue(), script};
        dial_to(server.port());

        CHECK(body() == "hello");
        closed.get_future().wait();
        CHECK(body() == "hello");
        CHECK(server.connections() == 2);
        CHECK_FALSE(asked_again);
    }

    TEST_CASE_FIXTURE(Dialling, "a request is sent again neither after a byte of an answer nor on a fresh connection") {
        std::string broken;
        int expected = 2;
        SUBCASE("after one byte") {
            broken = "H";
        }
        SUBCASE("on a fresh connection") {
            expected = 1;
        }
        ScriptedServer const server{authority.issue(), [&](TlsSocket& socket, int) {
                                        if (expected == 2) {
                                            socket.receive_message();
                                            socket.send(fine);
                                        }
                                        socket.receive_message();
                                        socket.send(broken);
                                    }};
        dial_to(server.port());

        if (expected == 2) CHECK(body() == "hello");
        CHECK(refusal() == Reason::unreachable);
        CHECK(server.connections() == 1);
    }

    TEST_CASE_FIXTURE(Dialling, "redirects are answers like others, and nobody is dialled for them (CVE-2026-77632)") {
        std::string const answer = "HTTP/1.1 302 Found\r\nLocation: https://south.test/\r\nContent-Length: 0\r\n\r\n";
        ScriptedServer const server{authority.issue(), [&](TlsSocket& socket, int) { serve(socket, answer); }};
        dial_to(server.port());

        CHECK(get()->status == 302);
        CHECK(server.connections() == 1);
    }

    TEST_CASE_FIXTURE(Dialling, "a response over the limit is refused, and its connection is not used again") {
        auto limits = quick_limits();
        limits.body = 1000;
        std::string const answer = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x');
        ScriptedServer const server{authority.issue(), [&](TlsSocket& socket, int) {
                                        socket.receive_message();
                                        socket.send(answer);
                                    }};
        dial_to(server.port(), limits);

        CHECK(refusal() == Reason::too_large);
        CHECK(refusal() == Reason::too_large);
        CHECK(server.connections() == 2);
    }

    TEST_CASE_FIXTURE(Dialling, "an early refusal of a long body is heard") {
        std::string const answer = "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        ScriptedServer const server{authority.issue(), [&](TlsSocket& socket, int) {
                                        socket.receive();
                                        socket.send(answer);
                                        while (!socket.receive().empty()) {
                                        }
                                    }};
        dial_to(server.port());
        OutgoingRequest letter{"POST", "north.test", "/inbox"};
        letter.body = std::string(1'000'000, 'z');

        CHECK(exchange(letter)->status == 413);
    }
}
