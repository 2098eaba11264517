#include "tests/http/dialling.hpp"

#include <atomic>
#include <vector>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
using namespace std::chrono_literals;
using federation::OutgoingRequest;
namespace asio = boost::asio;

TEST_SUITE("dialer: whom it talks to") {
    TEST_CASE_FIXTURE(Dialling, "a certificate that proves nothing is refused") {
        Wish wish;
        SUBCASE("of another name") {
            wish.names = "DNS:south.test";
        }
        SUBCASE("of a longer name") {
            wish.names = "DNS:x.north.test";
        }
        SUBCASE("of a name that begins alike") {
            wish.names = "DNS:north.test.evil.example";
        }
        SUBCASE("with the name where nobody looks any more") {
            wish.names.clear();
            wish.common_name = "north.test";
        }
        SUBCASE("of the address only") {
            wish.names = "IP:127.0.0.1";
        }
        SUBCASE("of everything") {
            wish.names = "DNS:*";
        }
        SUBCASE("of a whole top level") {
            wish.names = "DNS:*.test";
        }
        SUBCASE("of part of the name") {
            wish.names = "DNS:nor*.test";
        }
        SUBCASE("signed by itself") {
            wish.issuer = Wish::Issuer::itself;
        }
        SUBCASE("signed by a stranger") {
            wish.issuer = Wish::Issuer::stranger;
        }
        SUBCASE("signed by a certificate that may not sign") {
            wish.issuer = Wish::Issuer::another_leaf;
        }
        SUBCASE("expired") {
            wish.starts = -7200;
            wish.ends = -3600;
        }
        SUBCASE("not yet valid") {
            wish.starts = 3600;
        }
        SUBCASE("for clients only") {
            wish.purpose = "clientAuth";
        }
        SUBCASE("with a weak key") {
            wish.key = "1024";
        }
        SUBCASE("signed with SHA-1") {
            wish.sha1 = true;
        }
        SUBCASE("with a critical extension that nobody knows") {
            wish.unknown_critical = true;
        }
        std::atomic<bool> asked = false;
        ScriptedServer const server{authority.issue(wish), [&](TlsSocket& socket, int) {
                                        if (!socket.receive_message().empty()) asked = true;
                                    }};
        dial_to(server.port());

        CHECK(refusal() == Reason::unreachable);
        CHECK(server.connections() == 1);
        CHECK_FALSE(asked);
    }

    TEST_CASE_FIXTURE(Dialling, "the same certificates are fine when nothing is wrong with them") {
        Wish wish;
        SUBCASE("one name of several") {
            wish.names = "DNS:south.test,DNS:north.test";
        }
        SUBCASE("RSA") {
            wish.key = "2048";
        }
        SUBCASE("for servers") {
            wish.purpose = "serverAuth";
        }
        ScriptedServer const server{authority.issue(wish), [](TlsSocket& socket, int) { serve(socket, fine); }};
        dial_to(server.port());

        CHECK(body() == "hello");
    }

    TEST_CASE_FIXTURE(Dialling, "hosts outside the test network are not dialled at all") {
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        dial_to(server.port());
        auto const port = std::to_string(server.port());

        std::vector<std::string> const elsewhere{
            "south.test",
            "north.test.evil.example",
            "localhost",
            "localhost:" + port,
            "127.0.0.1:" + port,
            "example.com",
            "north.test:1",
            "north.test.",
            "NORTH.test",
            "[::1]:" + port,
        };
        for (auto const& host : elsewhere) {
            CAPTURE(host);
            CHECK(refusal(host) == Reason::forbidden_place);
        }
        CHECK(server.connections() == 0);
        CHECK(get("north.test:" + port)->status == 200);
    }

    TEST_CASE_FIXTURE(
        Dialling,
        "a node without a test network dials names on port 443 only, never addresses, by no method "
        "(GHSA-c482-7gjx-pp36)"
    ) {
        dialer.emplace(io.executor(), DialerLimits{}, std::nullopt);

        for (auto const* host :
             {"127.0.0.1",
              "127.0.0.1:443",
              "[::1]",
              "10.0.0.1",
              "2130706433",
              "0x7f.1",
              "localhost",
              "localhost:443",
              "school.example.org:8443",
              "school.example.org:80",
              "school.example.org:22"}) {
            CAPTURE(host);
            CHECK(refusal(host) == Reason::forbidden_place);
            for (auto const* method : {"HEAD", "POST"}) {
                OutgoingRequest const request{method, host, "/"};
                CHECK(exchange(request).error().reason() == Reason::forbidden_place);
            }
        }
    }

    TEST_CASE_FIXTURE(Dialling, "a house has its own port, and nobody else has it") {
        Origin house;
        house.name = "login.invalid";  // which nobody resolves
        house.port = 8443;
        dialer.emplace(io.executor(), quick_limits(), std::nullopt, house);
        CHECK(refusal("login.invalid:8443") == Reason::unreachable);
        for (auto const* const host :
             {"login.invalid:8444", "other.invalid:8443", "x.login.invalid:8443", "127.0.0.1:8443", "10.0.0.1:8443"}) {
            CAPTURE(host);
            CHECK(refusal(host) == Reason::forbidden_place);
        }
    }

    TEST_CASE_FIXTURE(Dialling, "what cannot be a request is refused before anybody is dialled (CVE-2023-42450)") {
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        dial_to(server.port());
        std::vector<OutgoingRequest> requests;
        requests.emplace_back("GET", "north.test", "/\r\nX: y");
        requests.emplace_back("GET", "north.test", "/ HTTP/1.1");
        requests.emplace_back("GET", "north.test", "");
        requests.emplace_back("G T", "north.test", "/");
        requests.emplace_back("GET", "north.test\r\n", "/");
        requests.emplace_back("GET", "north.test", "/").fields = {{"X", "y\r\nZ: evil"}};
        requests.emplace_back("GET", "north.test", "/").fields = {{"X\n", "y"}};
        requests.emplace_back("GET", "north.test", "/").fields = {{"Content-Length", "5"}};

        for (auto const& request : requests) {
            CAPTURE(request.target);
            auto const response = exchange(request);
            REQUIRE_FALSE(response);
            CHECK(response.error().reason() == Reason::malformed);
        }
        CHECK(server.connections() == 0);
    }
}
