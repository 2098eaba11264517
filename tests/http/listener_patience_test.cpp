#include "server/http/listener.hpp"
#include "tests/http/sockets.hpp"
#include "tests/http/talk.hpp"
#include "tests/printing.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <future>
#include <sys/resource.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

asio::awaitable<Response> echo(Request request) {
    co_return Response{200, "text/plain", std::move(request.target)};
}

std::string get(std::string const& target, std::string const& fields = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n";
}
ListenOptions options() {
    ListenOptions made;
    made.port = 0;
    return made;
}

// A handler that says when it began, and waits until it may end.
struct Gate {
    asio::awaitable<Response> pass(Request request) {
        auto const executor = co_await asio::this_coro::executor;
        asio::steady_timer timer{executor};
        began.set_value();
        while (!open) {
            timer.expires_after(1ms);
            co_await timer.async_wait(asio::use_awaitable);
        }
        co_return Response{200, "text/plain", std::move(request.target)};
    }
    Handler handler() {
        return [this](Request request) { return pass(std::move(request)); };
    }

    std::promise<void> began;
    std::atomic<bool> open = false;
};

struct Fixture {
    SystemClock const clock;
};

}  // namespace

TEST_SUITE("listener: patience") {
    TEST_CASE_FIXTURE(Fixture, "stop closes what rests at once and lets an answer under way be finished") {
        Listener listener{options(), clock};
        Gate gate;
        listener.start(gate.handler());
        Socket resting{Socket::connect(listener.port())};
        Socket busy{Socket::connect(listener.port())};
        busy.send(get("/busy"));
        gate.began.get_future().wait();

        std::thread stopping{[&] { listener.stop(20s); }};
        CHECK(resting.wait_for_close());
        gate.open = true;
        auto const answers = split_answers(busy.receive_all());
        auto const start = std::chrono::steady_clock::now();
        stopping.join();

        REQUIRE(answers.size() == 1);
        CHECK(answers.front().body == "/busy");
        CHECK(answers.front().head.find("Connection: close\r\n") != std::string::npos);
        CHECK(std::chrono::steady_clock::now() - start < 10s);
        CHECK_THROWS(Socket::connect(listener.port()));
    }

    TEST_CASE_FIXTURE(Fixture, "stop does not wait longer than its grace") {
        Listener listener{options(), clock};
        Gate gate;
        listener.start(gate.handler());
        Socket busy{Socket::connect(listener.port())};
        busy.send(get("/busy"));
        gate.began.get_future().wait();

        auto const start = std::chrono::steady_clock::now();
        listener.stop(0s);

        CHECK(std::chrono::steady_clock::now() - start < 5s);
        CHECK(busy.receive_all().empty());
        listener.stop(1s);  // again, and nothing happens
    }

    TEST_CASE_FIXTURE(Fixture, "a listener that never started stops, too") {
        Listener listener{options(), clock};
        CHECK(listener.port() != 0);
        listener.stop(1s);
        CHECK(listener.port() != 0);
    }

    TEST_CASE_FIXTURE(Fixture, "a taken port stops the start, and is named") {
        Listener first{options(), clock};
        for (unsigned const shards : {1U, 2U}) {
            auto same = options();
            same.port = first.port();
            same.shards = shards;
            try {
                Listener second{same, clock};
                FAIL("bound twice");
            } catch (std::system_error const& problem) {
                CHECK(problem.code() == std::errc::address_in_use);
                CHECK(std::string{problem.what()}.find("127.0.0.1:" + std::to_string(same.port)) != std::string::npos);
            }
        }
    }

    TEST_CASE_FIXTURE(Fixture, "two nodes with two shards each do not share a port") {
        auto two = options();
        two.shards = 2;
        Listener first{two, clock};
        two.port = first.port();
        CHECK_THROWS_AS((Listener{two, clock}), std::system_error);
    }

    TEST_CASE_FIXTURE(Fixture, "other work can live on a shard") {
        auto with_shards = options();
        with_shards.shards = 2;
        Listener listener{with_shards, clock};
        listener.start(echo);
        std::promise<std::thread::id> first, second, third;

        asio::post(listener.executor(0), [&] { first.set_value(std::this_thread::get_id()); });
        asio::post(listener.executor(1), [&] { second.set_value(std::this_thread::get_id()); });
        asio::post(listener.executor(2), [&] { third.set_value(std::this_thread::get_id()); });

        auto const zero = first.get_future().get();
        CHECK(zero != second.get_future().get());
        CHECK(zero == third.get_future().get());
    }

    TEST_CASE_FIXTURE(Fixture, "a handler may take longer than a head") {
        auto impatient = options();
        impatient.limits.head_time = 1s;
        Listener listener{impatient, clock};
        Gate gate;
        listener.start(gate.handler());
        Socket busy{Socket::connect(listener.port())};
        busy.send(get("/busy"));
        gate.began.get_future().wait();

        Socket silent{Socket::connect(listener.port())};
        CHECK(silent.wait_for_close());  // its time is over, and it began after that of the other one
        gate.open = true;

        CHECK(busy.receive(1).starts_with("HTTP/1.1 200 "));
    }
}
