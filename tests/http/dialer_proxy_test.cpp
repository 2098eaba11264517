// The dialer behind a proxy of the school's network, and with an authority that only this network knows.
#include "tests/http/dialling.hpp"

#include <array>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;

namespace {

// Takes one connection, answers its CONNECT as told, and passes everything on to a port of this computer.
class Proxy {
public:
    Proxy(std::uint16_t to, std::string answer)
        : listening_{Socket::listen()}, thread_{[this, to, said = std::move(answer)] { serve_one(to, said); }} {}
    ~Proxy() {
        shutdown(listening_.fd(), SHUT_RDWR);
        thread_.join();
    }

    Road road() const {
        Settings::Outgoing outgoing;
        outgoing.proxy = "http://127.0.0.1:" + std::to_string(listening_.port());
        return Road{outgoing};
    }

    std::string asked() const {
        std::lock_guard const lock{mutex_};
        return asked_;
    }

private:
    void serve_one(std::uint16_t to, std::string const& said) {
        auto const fd = accept(listening_.fd(), nullptr, nullptr);
        if (fd < 0) return;
        Socket near{fd};
        std::string head;
        while (!head.ends_with("\r\n\r\n")) {
            auto const part = near.receive(1);
            if (part.empty()) return;
            head += part;
        }
        {
            std::lock_guard const lock{mutex_};
            asked_ = head;
        }
        near.send(said);
        if (said.find(" 200 ") == std::string::npos) return;
        Socket far{Socket::connect(to)};
        while (pass_on(near, far)) {
        }
    }

    // False: one of them has closed.
    static bool pass_on(Socket const& near, Socket const& far) {
        std::array<pollfd, 2> ends{pollfd{near.fd(), POLLIN, 0}, pollfd{far.fd(), POLLIN, 0}};
        if (poll(ends.data(), ends.size(), 10'000) <= 0) return false;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i].revents == 0) continue;
            std::array<char, 4096> bytes{};
            auto const size = ::read(ends[i].fd, bytes.data(), bytes.size());
            if (size <= 0) return false;
            auto const sent = ::send(ends[1 - i].fd, bytes.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL);
            if (sent != size) return false;
        }
        return true;
    }

    mutable std::mutex mutex_;  // guards asked_
    std::string asked_;
    Socket listening_;
    std::thread thread_;
};

constexpr char const* let_through = "HTTP/1.1 200 Connection established\r\nProxy-Agent: test\r\n\r\n";

}  // namespace

TEST_SUITE("dialer behind a proxy") {
    TEST_CASE_FIXTURE(Dialling, "a request goes through the proxy, and the certificate is that of the host") {
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        Proxy const proxy{server.port(), let_through};
        dial_to(server.port(), quick_limits(), proxy.road());

        CHECK(body() == "hello");

        auto const target = "north.test:" + std::to_string(server.port());
        CHECK(proxy.asked() == "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
    }

    TEST_CASE_FIXTURE(Dialling, "a proxy that refuses, or says no end of it, is no way out") {
        std::string answer = "HTTP/1.1 403 Forbidden\r\n\r\n";
        SUBCASE("it refuses") {}
        SUBCASE("it talks without end") {
            answer = "HTTP/1.1 200 " + std::string(9000, 'x');
        }
        SUBCASE("it speaks something else") {
            answer = "SSH-2.0-OpenSSH 200 \r\n\r\n";
        }
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        Proxy const proxy{server.port(), answer};
        dial_to(server.port(), quick_limits(), proxy.road());

        CHECK(refusal() == Reason::unreachable);
        CHECK(server.connections() <= 1);
    }

    TEST_CASE_FIXTURE(Dialling, "a probe tells the proxy from the host behind it") {
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        Proxy const proxy{server.port(), "HTTP/1.1 403 Forbidden\r\n\r\n"};
        dial_to(server.port(), quick_limits(), proxy.road());
        auto const probe =
            boost::asio::co_spawn(caller.executor(), dialer->probe("north.test"), boost::asio::use_future).get();
        CHECK(probe.named.has_value());
        CHECK(probe.by_proxy);
        CHECK_FALSE(probe.connected);
        CHECK(probe.addresses == std::vector<std::string>{"127.0.0.1"});
    }

    TEST_CASE_FIXTURE(Dialling, "a host that may not be dialled is not asked of the proxy either") {
        ScriptedServer const server{authority.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        Proxy const proxy{server.port(), let_through};
        dial_to(server.port(), quick_limits(), proxy.road());

        for (auto const* const host : {"south.test", "127.0.0.1", "north.test:1", "localhost"})
            CHECK(refusal(host) == Reason::forbidden_place);
        CHECK(proxy.asked().empty());
    }

    TEST_CASE_FIXTURE(Dialling, "a proxy that opens HTTPS is believed only with its own authority in the settings") {
        Authority inspecting;  // signs for every name that it is asked for
        ScriptedServer const server{inspecting.issue(), [](TlsSocket& socket, int) { serve(socket, fine); }};
        Road road;
        SUBCASE("without it") {
            dial_to(server.port(), quick_limits(), road);
            CHECK(refusal() == Reason::unreachable);
        }
        SUBCASE("with it") {
            road.authority = inspecting.certificate();
            dial_to(server.port(), quick_limits(), road);
            CHECK(body() == "hello");
        }
        SUBCASE("a file that is none stops the start and is named") {
            road.authority = "/does/not/exist.pem";
            CHECK_THROWS_WITH_AS(
                dial_to(server.port(), quick_limits(), road),
                doctest::Contains("/does/not/exist.pem"),
                std::system_error
            );
        }
    }
}
