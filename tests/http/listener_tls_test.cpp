#include "server/http/listener.hpp"
#include "tests/http/authority.hpp"
#include "tests/http/sockets.hpp"
#include "tests/http/talk.hpp"
#include "tests/printing.hpp"

#include <openssl/ssl.h>

#include <atomic>
#include <csignal>
#include <system_error>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

asio::awaitable<Response> echo(Request request) {
    co_return Response{200, "text/plain", std::move(request.target)};
}

std::string const question = "GET /hello HTTP/1.1\r\nHost: north.test\r\nConnection: close\r\n\r\n";

struct Fixture {
    Fixture() {
        options.port = 0;
        options.tls = authority.issue();
        listener.emplace(options, clock);
        listener->start(echo);
    }

    // What ALPN agreed on; "-": nothing; "x": no connection.
    std::string agree(std::string_view offered) {
        TlsSocket client{Socket::connect(listener->port()), context.get()};
        auto const* const bytes = reinterpret_cast<unsigned char const*>(offered.data());
        SSL_set_alpn_protos(client.handle(), bytes, static_cast<unsigned>(offered.size()));
        if (!client.connect()) return "x";
        unsigned char const* chosen = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(client.handle(), &chosen, &size);
        return size == 0 ? "-" : std::string{reinterpret_cast<char const*>(chosen), size};
    }

    SystemClock const clock;
    Authority authority;
    TlsContext context = client_context(authority.certificate());
    ListenOptions options;
    std::optional<Listener> listener;
};

}  // namespace

TEST_SUITE("listener over TLS") {
    TEST_CASE_FIXTURE(Fixture, "a request is answered, and the end of the connection is announced") {
        TlsSocket client{Socket::connect(listener->port()), context.get()};
        REQUIRE(client.connect());
        REQUIRE(client.send(question));

        auto const answers = split_answers(client.receive_message());
        CHECK(answers.front().body == "/hello");
        CHECK(client.receive().empty());
        CHECK(SSL_get_shutdown(client.handle()) == SSL_RECEIVED_SHUTDOWN);  // close_notify, not a torn cable
    }

    TEST_CASE_FIXTURE(Fixture, "only HTTP/1.1 is spoken") {
        CHECK(agree("\x08http/1.1") == "http/1.1");
        CHECK(agree("\x02h2\x08http/1.1") == "http/1.1");
        CHECK(agree("") == "-");
        CHECK(agree("\x02h2") == "x");
    }

    TEST_CASE_FIXTURE(Fixture, "old versions and suites without authentication of the data are refused") {
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), 0);
        SUBCASE("TLS 1.1") {
            SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
        }
        SUBCASE("CBC") {
            SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
            SSL_CTX_set_cipher_list(context.get(), "ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA");
        }
        TlsSocket client{Socket::connect(listener->port()), context.get()};
        CHECK_FALSE(client.connect());
    }

    TEST_CASE_FIXTURE(Fixture, "TLS 1.2 and 1.3 work, and a session is resumed on any shard") {
        options.shards = 2;
        listener.emplace(options, clock);
        listener->start(echo);
        for (int const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
            auto const fresh = client_context(authority.certificate());
            SSL_CTX_set_max_proto_version(fresh.get(), version);
            SSL_SESSION* session = nullptr;
            for (int i = 0; i < 8; ++i) {
                TlsSocket client{Socket::connect(listener->port()), fresh.get()};
                if (session) SSL_set_session(client.handle(), session);
                REQUIRE(client.connect());
                CHECK(SSL_version(client.handle()) == version);
                CHECK(SSL_session_reused(client.handle()) == (session ? 1 : 0));
                REQUIRE(client.send(question));
                CHECK_FALSE(client.receive_message().empty());
                SSL_SESSION_free(session);
                session = SSL_get1_session(client.handle());
            }
            SSL_SESSION_free(session);
        }
    }

    TEST_CASE_FIXTURE(
        Fixture, "a certificate that is written anew is served to who comes then, and a broken one is not"
    ) {
        auto const first = listener->certificate_end();
        CHECK_FALSE(listener->renew_certificate());
        TlsSocket before{Socket::connect(listener->port()), context.get()};
        REQUIRE(before.connect());

        Wish longer;
        longer.ends = 2 * 86'400;
        auto const fresh = authority.issue(longer);
        std::filesystem::copy_file(
            fresh.certificate, options.tls->certificate, std::filesystem::copy_options::overwrite_existing
        );
        // Between the two files they do not fit together: the old ones go on.
        CHECK_THROWS_AS(listener->renew_certificate(), std::system_error);
        CHECK_THROWS_AS(listener->renew_certificate(), std::system_error);  // not forgotten, though no file changed
        CHECK(listener->certificate_end() == first);
        CHECK_FALSE(agree("").empty());
        std::filesystem::copy_file(fresh.key, options.tls->key, std::filesystem::copy_options::overwrite_existing);

        CHECK(listener->renew_certificate());
        CHECK(*listener->certificate_end() - *first > 12h);
        TlsSocket after{Socket::connect(listener->port()), context.get()};
        REQUIRE(after.connect());
        REQUIRE(after.send(question));
        CHECK(split_answers(after.receive_message()).front().body == "/hello");
        REQUIRE(before.send(question));  // a connection keeps the certificate that it began with
        CHECK(split_answers(before.receive_message()).front().body == "/hello");
    }

    TEST_CASE_FIXTURE(Fixture, "who speaks no TLS gets nothing") {
        Socket client{Socket::connect(listener->port())};
        client.send(question);
        CHECK(client.receive_all().find("HTTP/") == std::string::npos);
    }

    TEST_CASE_FIXTURE(Fixture, "stop does not wait for a handshake that never comes") {
        Socket silent{Socket::connect(listener->port())};
        TlsSocket resting{Socket::connect(listener->port()), context.get()};
        REQUIRE(resting.connect());
        auto const start = std::chrono::steady_clock::now();

        listener->stop(20s);

        CHECK(std::chrono::steady_clock::now() - start < 5s);
        CHECK(silent.wait_for_close());
    }

    TEST_CASE_FIXTURE(Fixture, "a client that leaves in the middle of its answer raises no signal") {
        static std::atomic<int> raised;
        raised = 0;
        auto* const before = std::signal(SIGPIPE, [](int) { ++raised; });
        auto const answer_at_length = [](Request) -> asio::awaitable<Response> {
            co_return Response{200, "text/plain", std::string(20'000'000, 'x')};
        };
        listener.emplace(options, clock);
        listener->start(answer_at_length);
        {
            TlsSocket client{Socket::connect(listener->port()), context.get()};
            REQUIRE(client.connect());
            REQUIRE(client.send(question));
            CHECK_FALSE(client.receive().empty());
        }
        listener->stop(20s);
        std::signal(SIGPIPE, before);

        CHECK(raised == 0);
    }

    TEST_CASE_FIXTURE(Fixture, "long bodies go both ways in many records") {
        listener.emplace(options, clock);
        listener->start([](Request request) -> asio::awaitable<Response> {
            return [](std::string body) -> asio::awaitable<Response> {
                co_return Response{200, "text/plain", std::move(body)};
            }(std::move(request.body));
        });
        std::string const body(1'000'000, 'z');
        TlsSocket client{Socket::connect(listener->port()), context.get()};
        REQUIRE(client.connect());
        REQUIRE(client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + body));

        CHECK(split_answers(client.receive_message()).front().body == body);
    }

    TEST_CASE_FIXTURE(Fixture, "a bad certificate stops the start, and its file is named") {
        auto const other = authority.issue();
        auto bad = options;
        std::string named;
        SUBCASE("no such file") {
            bad.tls->certificate = "/nonexistent.pem";
            named = "/nonexistent.pem";
        }
        SUBCASE("not a certificate") {
            bad.tls->certificate = other.key;
            named = other.key;
        }
        SUBCASE("the key of another") {
            bad.tls->key = other.key;
            named = other.key;
        }
        SUBCASE("no key") {
            bad.tls->key = other.certificate;
            named = other.certificate;
        }
        try {
            Listener{bad, clock};
            FAIL("started");
        } catch (std::system_error const& problem) {
            CHECK(std::string{problem.what()}.find(named) != std::string::npos);
        }
    }
}
