#include "server/http/listener.hpp"

#include "config/log.hpp"
#include "tests/http/sockets.hpp"
#include "tests/http/talk.hpp"
#include "tests/printing.hpp"

#include <latch>
#include <mutex>
#include <set>
#include <sys/resource.h>
#include <sys/socket.h>
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
std::string get_last(std::string const& target) {
    return get(target, "Connection: close\r\n");
}

ListenOptions options() {
    ListenOptions made;
    made.port = 0;
    return made;
}

// As long as it lives, the process cannot open another file.
class NoMoreFiles {
public:
    NoMoreFiles() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        int const next = ::dup(0);
        ::close(next);
        rlimit const tight{static_cast<rlim_t>(next), before_.rlim_max};  // the numbers below are all in use
        ::setrlimit(RLIMIT_NOFILE, &tight);
    }
    ~NoMoreFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    NoMoreFiles(NoMoreFiles const&) = delete;
    NoMoreFiles& operator=(NoMoreFiles const&) = delete;

private:
    rlimit before_{};
};

// By a new connection each time, since those that find no place are closed.
std::string ask_until_served(std::uint16_t port) {
    std::string answer;
    for (int attempt = 0; attempt < 1000 && answer.empty(); ++attempt) {
        Socket next{Socket::connect(port)};
        next.send(get_last("/"));
        answer = next.receive_all();
    }
    return answer;
}

struct Fixture {
    SystemClock const clock;
};

}  // namespace

TEST_SUITE("listener") {
    TEST_CASE_FIXTURE(Fixture, "a request over a real socket is answered, and who asked is known") {
        Listener listener{options(), clock};
        std::string peer;
        listener.start([&](Request request) {
            peer = request.peer;
            return echo(std::move(request));
        });
        Socket client{Socket::connect(listener.port())};

        client.send(get_last("/hello"));
        auto const answers = split_answers(client.receive_all());
        listener.stop(1s);

        REQUIRE(answers.size() == 1);
        CHECK(answers.front().body == "/hello");
        CHECK(peer == "127.0.0.1");
    }

    TEST_CASE_FIXTURE(Fixture, "of a request that nobody came to read it is known for how long it lay there") {
        constexpr auto busy = 100ms, least = 80ms;  // the kernel counts by some four
        Listener listener{options(), clock};
        std::latch begun{1}, sent{1};
        std::chrono::milliseconds late{};
        listener.start([&](Request request) {
            if (request.target == "/slow") {
                begun.count_down();
                sent.wait();
                std::this_thread::sleep_for(busy);  // as long as the work of a full shard
            }
            if (request.target == "/late") late = request.late_by;
            return echo(std::move(request));
        });
        Socket one{Socket::connect(listener.port())}, other{Socket::connect(listener.port())};
        other.send(get("/first"));
        for (std::string said; said.find("\r\n\r\n/first") == std::string::npos;) said += other.receive(1);

        one.send(get_last("/slow"));
        begun.wait();
        other.send(get_last("/late"));
        sent.count_down();
        REQUIRE(split_answers(other.receive_all()).size() == 1);
        listener.stop(1s);

        CHECK(late >= least);
    }

    TEST_CASE_FIXTURE(Fixture, "a thousand pipelined requests are answered in order on every shard") {
        auto with_shards = options();
        with_shards.shards = 2;
        Listener listener{with_shards, clock};
        std::mutex mutex;
        std::set<std::thread::id> threads;
        listener.start([&](Request request) {
            {
                std::lock_guard const lock{mutex};
                threads.insert(std::this_thread::get_id());
            }
            return echo(std::move(request));
        });
        std::string all;
        for (int i = 0; i < 999; ++i) all += get("/" + std::to_string(i));
        all += get_last("/999");

        // The kernel spreads connections by their ports: sixteen of them all on one shard would be a rare accident.
        for (int connection = 0; connection < 16; ++connection) {
            Socket client{Socket::connect(listener.port())};
            std::thread sender{[&] { client.send(all); }};
            auto const answers = split_answers(client.receive_all());
            sender.join();
            REQUIRE(answers.size() == 1000);
            for (std::size_t i = 0; i < 1000; ++i) CHECK(answers[i].body == "/" + std::to_string(i));
        }
        CHECK(threads.size() == 2);
    }

    TEST_CASE_FIXTURE(Fixture, "a head that drips is cut at its time, and others are served meanwhile") {
        auto impatient = options();
        impatient.limits.head_time = 1s;
        Listener listener{impatient, clock};
        listener.start(echo);
        Socket slow{Socket::connect(listener.port())};
        slow.send("GET / HTTP/1.1\r\nHost: ");
        Socket silent{Socket::connect(listener.port())};
        auto const start = std::chrono::steady_clock::now();

        Socket quick{Socket::connect(listener.port())};
        quick.send(get_last("/quick"));
        CHECK(split_answers(quick.receive_all()).front().body == "/quick");
        CHECK(std::chrono::steady_clock::now() - start < 900ms);

        CHECK(slow.receive_all().empty());
        CHECK(silent.receive_all().empty());
        auto const waited = std::chrono::steady_clock::now() - start;
        CHECK(waited > 700ms);
        CHECK(waited < 5s);
    }

    TEST_CASE_FIXTURE(Fixture, "a body that drips and a connection at rest are cut at their times") {
        auto impatient = options();
        impatient.limits.body_time = 1s;
        impatient.limits.idle_time = 1s;
        Listener listener{impatient, clock};
        listener.start(echo);
        Socket body{Socket::connect(listener.port())};
        body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
        Socket rest{Socket::connect(listener.port())};
        rest.send(get("/"));

        CHECK(body.receive_all().empty());
        CHECK(split_answers(rest.receive_all()).size() == 1);
    }

    TEST_CASE_FIXTURE(Fixture, "a client that does not read is cut at its time") {
        auto impatient = options();
        impatient.limits.write_time = 1s;
        Listener listener{impatient, clock};
        std::atomic<int> answered = 0;
        listener.start([&](Request) -> asio::awaitable<Response> {
            ++answered;
            return [](std::string body) -> asio::awaitable<Response> {
                co_return Response{200, "text/plain", std::move(body)};
            }(std::string(64'000'000, 'x'));
        });
        Socket client{Socket::connect(listener.port())};
        client.send(get("/"));
        auto const start = std::chrono::steady_clock::now();
        CHECK(client.receive(1).size() > 0);

        // The others show that the shard is free.
        while (std::chrono::steady_clock::now() - start < 1500ms) {
            Socket other{Socket::connect(listener.port())};
            other.send("BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
            CHECK(split_answers(other.receive(1)).front().status == 405);
        }
        CHECK(client.receive_all().size() < 64'000'000);
        CHECK(answered == 1);
    }

    TEST_CASE_FIXTURE(Fixture, "a body over the limit is answered with 413, even while it is sent") {
        Listener listener{options(), clock};
        listener.start(echo);
        Socket client{Socket::connect(listener.port())};

        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n" + std::string(50'000, 'x'));
        client.finish_sending();

        CHECK(split_answers(client.receive_all()).front().status == 413);
    }

    TEST_CASE_FIXTURE(Fixture, "more connections than allowed are closed at once, until others have left") {
        auto few = options();
        few.connections = 2;
        few.shards = 2;
        Listener listener{few, clock};
        listener.start(echo);
        auto first = std::make_unique<Socket>(Socket::connect(listener.port()));
        Socket second{Socket::connect(listener.port())};
        first->send(get("/"));
        second.send(get("/"));
        CHECK(first->receive(1).size() > 0);
        CHECK(second.receive(1).size() > 0);

        Socket third{Socket::connect(listener.port())};
        CHECK(third.wait_for_close());

        first.reset();
        CHECK(ask_until_served(listener.port()).starts_with("HTTP/1.1 200 "));
    }

    TEST_CASE_FIXTURE(Fixture, "one address does not take the places of others, and has its own again when it left") {
        auto shared = options();
        shared.connections = 4;
        shared.connections_from_one_address = 1;
        Listener listener{shared, clock};
        listener.start(echo);
        auto first = std::make_unique<Socket>(Socket::connect(listener.port()));
        first->send(get("/"));
        CHECK(first->receive(1).size() > 0);

        Socket second{Socket::connect(listener.port())};
        CHECK(second.wait_for_close());
        Socket neighbour{Socket::connect_as_neighbour(listener.port())};
        neighbour.send(get("/"));
        CHECK(neighbour.receive(1).size() > 0);

        first.reset();
        CHECK(ask_until_served(listener.port()).starts_with("HTTP/1.1 200 "));
    }

    TEST_CASE_FIXTURE(Fixture, "out of file descriptors, a listener waits for better times") {
        Listener listener{options(), clock};
        listener.start(echo);
        Socket known{Socket::connect(listener.port())};
        known.send(get("/"));
        CHECK(known.receive(1).size() > 0);
        Socket starved{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};

        // Said before, because UBSan opens a pipe when it first sees the logger.
        log::warning("ran out of files on purpose");
        std::string answer;
        {
            NoMoreFiles const scarcity;
            starved.connect_to(listener.port());  // into the kernel's queue
            starved.send(get_last("/patient"));
            // The same thread serves the other connection, after it has tried to accept this one.
            for (int i = 0; i < 2; ++i) {
                known.send(get("/known"));
                CHECK(split_answers(known.receive(1)).front().body == "/known");
            }
        }
        answer = starved.receive_all();
        CHECK(answer.starts_with("HTTP/1.1 200 "));
    }
}
