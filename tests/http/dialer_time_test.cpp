#include "server/http/listener.hpp"
#include "tests/http/dialling.hpp"

#include <atomic>
#include <thread>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
using namespace std::chrono_literals;
using federation::OutgoingRequest;
namespace asio = boost::asio;

TEST_SUITE("dialer: time and threads") {
    TEST_CASE_FIXTURE(Dialling, "a server that drips is left at the end of the total time, wherever it drips") {
        std::string slow;
        SUBCASE("in the head") {
            slow = "HTTP/1.1 200 OK\r\nX: ";
        }
        SUBCASE("in a body of a length") {
            slow = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
        }
        SUBCASE("in chunks") {
            slow = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n";
        }
        SUBCASE("in a body that ends with the connection") {
            slow = "HTTP/1.1 200 OK\r\n\r\n";
        }
        std::atomic<bool> over = false;
        ScriptedServer const server{authority.issue(), [&](TlsSocket& socket, int) {
                                        socket.receive_message();
                                        socket.send(slow);
                                        while (!over && socket.send("x")) std::this_thread::sleep_for(10ms);
                                    }};
        auto limits = quick_limits();
        limits.total = 1s;
        dial_to(server.port(), limits);
        auto const start = std::chrono::steady_clock::now();

        CHECK(refusal() == Reason::unreachable);
        auto const waited = std::chrono::steady_clock::now() - start;
        over = true;
        CHECK(waited > 900ms);
        CHECK(waited < 3s);
        CHECK(server.connections() == 1);
    }

    TEST_CASE_FIXTURE(Dialling, "a handshake that never comes is left at the end of the connection time") {
        Socket const listening{Socket::listen()};  // the kernel accepts; nobody ever speaks
        auto limits = quick_limits();
        limits.connect = 1s;
        limits.total = 10s;
        dial_to(listening.port(), limits);
        auto const start = std::chrono::steady_clock::now();

        CHECK(refusal() == Reason::unreachable);
        CHECK(std::chrono::steady_clock::now() - start < 5s);
    }

    TEST_CASE_FIXTURE(Dialling, "nobody there is unreachable") {
        std::uint16_t port = 0;
        {
            port = ScriptedServer{authority.issue(), [](TlsSocket&, int) {}}.port();
        }
        dial_to(port, quick_limits());

        CHECK(refusal() == Reason::unreachable);
    }

    TEST_CASE_FIXTURE(Dialling, "the caller goes on where it was, many at a time") {
        ScriptedServer const server{
            authority.issue(), [](TlsSocket& socket, int) {
                socket.receive_message();
                socket.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            }};
        dial_to(server.port());
        auto const ask = [](Dialer& the_dialer) -> asio::awaitable<bool> {
            auto const before = std::this_thread::get_id();
            OutgoingRequest request{"GET", "north.test", "/"};
            auto const response = co_await the_dialer.exchange(std::move(request));
            co_return response.has_value() && std::this_thread::get_id() == before;
        };

        std::vector<std::future<bool>> all;
        for (int i = 0; i < 20; ++i) all.push_back(asio::co_spawn(caller.executor(), ask(*dialer), asio::use_future));
        for (auto& one : all) CHECK(one.get());
        CHECK(server.connections() == 20);
    }

    TEST_CASE_FIXTURE(Dialling, "a dialer can go while exchanges wait") {
        std::promise<void> asked, over;
        auto const hold = over.get_future().share();
        ScriptedServer const server{authority.issue(), [&](TlsSocket& socket, int) {
                                        socket.receive_message();
                                        asked.set_value();
                                        hold.wait();
                                    }};
        dial_to(server.port());
        auto pending = dialer->exchange(OutgoingRequest{"GET", "north.test", "/"});
        asio::co_spawn(caller.executor(), std::move(pending), [](std::exception_ptr, auto) {});
        asked.get_future().wait();

        io.stop();
        caller.stop();
        dialer.reset();
        over.set_value();
    }

    TEST_CASE_FIXTURE(Dialling, "shards stop while their requests wait for another shard's dialer") {
        std::promise<void> over;
        auto const hold = over.get_future().share();
        ScriptedServer const silent{authority.issue(), [&](TlsSocket&, int) { hold.wait(); }};
        auto const file = authority.folder() / "network.toml";
        std::ofstream{file} << "authority = \"ca.pem\"\n[hosts]\n\"north.test\" = \"127.0.0.1:" << silent.port()
                            << "\"\n";
        SystemClock const clock;
        ListenOptions options;
        options.port = 0;
        options.shards = 2;
        std::optional<Listener> listener;
        listener.emplace(options, clock);
        dialer.emplace(listener->executor(0), DialerLimits{}, TestNetwork::read(file));
        std::atomic<int> waiting = 0;
        auto const relay = [](Dialer& the_dialer) -> asio::awaitable<Response> {
            OutgoingRequest request{"GET", "north.test", "/"};
            auto const response = co_await the_dialer.exchange(std::move(request));
            co_return Response{response ? 200U : 502U};
        };
        listener->start([&](Request) {
            ++waiting;
            return relay(*dialer);
        });
        std::vector<std::unique_ptr<Socket>> clients;
        for (int i = 0; i < 16; ++i) {
            clients.push_back(std::make_unique<Socket>(Socket::connect(listener->port())));
            clients.back()->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        while (waiting < 16) std::this_thread::yield();

        listener->stop(0s);
        dialer.reset();
        listener.reset();
        over.set_value();

        CHECK(clients.front()->receive_all().empty());
    }
}
