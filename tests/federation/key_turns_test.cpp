#include "federation/signing/key_turns.hpp"

#include "tests/federation/east.hpp"
#include "tests/printing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace asio = boost::asio;

namespace {

// East takes its time: it answers what was asked when the test says so.
struct SlowEast : NorthAndEast {
    Village::Script answer = village.scripted.at("east.test");
    asio::steady_timer gate{village.io, asio::steady_timer::time_point::max()};
    std::vector<Reason> refusals;
    unsigned received = 0;
    unsigned asked = 0;
    unsigned sent = 0;

    SlowEast() {
        village.scripted.clear();
        village.served["east.test"] = [this](federation::OutgoingRequest request) {
            return in_time(std::move(request));
        };
    }

    asio::awaitable<federation::IncomingResponse> in_time(federation::OutgoingRequest request) {
        if (request.method == "GET") ++asked;
        boost::system::error_code opened;
        co_await gate.async_wait(asio::redirect_error(asio::use_awaitable, opened));
        co_return answer(request);
    }

    asio::awaitable<void> take(federation::SignedPost post) {
        auto const outcome = co_await federation::receive(north.node, std::move(post));
        if (outcome)
            ++received;
        else
            refusals.push_back(outcome.error().reason());
    }

    // It goes on by itself, as far as it can.
    void send(federation::SignedPost post) {
        ++sent;
        asio::co_spawn(village.io, take(std::move(post)), asio::detached);
        village.io.restart();
        village.io.poll();
    }

    void send_follows(unsigned first, unsigned last) {
        for (auto i = first; i <= last; ++i)
            send(east.signed_by_cavage(east.letter(east.follow("https://east.test/activities/" + std::to_string(i)))));
    }

    // Until all that was sent is answered.
    void open() {
        gate.expires_at(asio::steady_timer::time_point::min());
        while (received + refusals.size() < sent) {
            village.io.restart();
            village.io.run_one();
        }
    }
};

}  // namespace

TEST_CASE_FIXTURE(SlowEast, "a burst from somebody new asks for the key once, and all of it is taken") {
    send_follows(1, 20);
    CHECK(asked == 1);
    CHECK(received == 0);

    open();

    CHECK(received == 20);
    CHECK(refusals.empty());
    CHECK(east.fetches == 1);
}

TEST_CASE_FIXTURE(SlowEast, "a burst that is signed by a changed key asks for it once, and all of it is taken") {
    send_follows(1, 1);
    open();
    gate.expires_at(asio::steady_timer::time_point::max());
    village.clock.pass(6min);
    east.keys = east.published = spare_keys(2);
    asked = 0;

    send_follows(2, 11);
    CHECK(asked == 1);
    CHECK(received == 1);
    open();

    CHECK(received == 11);
    CHECK(refusals.empty());
}

TEST_CASE_FIXTURE(
    SlowEast, "while the key's node is out, all that waits is refused, and is taken a second after it is back"
) {
    auto const right = std::exchange(answer, [](federation::OutgoingRequest const&) { return status(502); });
    send_follows(1, 5);
    open();
    CHECK(refusals == std::vector(5, Reason::unknown_key));
    CHECK(asked == 1);

    answer = right;
    village.clock.pass(1s);
    send_follows(1, 1);
    open();

    CHECK(received == 1);
}

TEST_CASE_FIXTURE(SlowEast, "64 wait for one key, and what is more is told to come again at once") {
    send_follows(1, 65);
    CHECK(refusals.empty());

    send_follows(66, 66);
    CHECK(refusals == std::vector{Reason::unavailable});
    CHECK(asked == 1);

    open();
    CHECK(received == 65);
}

TEST_CASE("whoever gives up holds up nobody: its turn ends, and its place in the line is free") {
    asio::io_context io{1};
    federation::KeyTurns turns;
    bool went_on = false;
    {
        auto const turn = turns.take("a");
        REQUIRE(turn);
        CHECK_FALSE(turns.take("a"));
        CHECK(turns.take("b"));
        {
            asio::io_context given_up{1};
            for (std::size_t i = 0; i < federation::KeyTurns::most_waiting; ++i)
                asio::co_spawn(given_up, turns.wait("a"), [](std::exception_ptr, bool) {});
            given_up.poll();
        }
        asio::co_spawn(io, turns.wait("a"), [&](std::exception_ptr, bool in_line) { went_on = in_line; });
        io.poll();
        CHECK_FALSE(went_on);
    }
    io.restart();
    io.run();
    CHECK(went_on);
    CHECK(turns.take("a"));
}
