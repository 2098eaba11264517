#include "server/http/connection_pool.hpp"

#include "tests/printing.hpp"

using namespace collegium::server;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

class Idle final : public Transport {
public:
    std::chrono::milliseconds late_by() override { return {}; }
    explicit Idle(int number, bool quiet = true) : number_{number}, quiet_{quiet} { ++alive; }
    ~Idle() override { --alive; }
    Idle(Idle const&) = delete;
    Idle& operator=(Idle const&) = delete;

    int number() const { return number_; }

    asio::awaitable<std::size_t> read(asio::mutable_buffer) override { co_return 0; }
    asio::awaitable<bool> write(asio::const_buffer) override { co_return false; }
    void deadline(std::chrono::steady_clock::duration) override {}
    void close() override {}
    std::string peer() const override { return {}; }
    asio::awaitable<bool> connect(asio::ip::tcp::endpoint) override { co_return false; }
    asio::awaitable<bool> shake_hands() override { co_return false; }
    asio::awaitable<void> say_goodbye() override { co_return; }
    bool is_quiet() override { return quiet_; }

    static inline int alive = 0;

private:
    int number_;
    bool quiet_;
};

int taken(ConnectionPool& pool, std::string const& host) {
    auto const wire = pool.take(host);
    return wire ? static_cast<Idle&>(*wire).number() : 0;
}

}  // namespace

TEST_SUITE("connection pool") {
    TEST_CASE("the last to rest is the first to work, and only for its own host") {
        ConnectionPool pool{PoolLimits{}};
        pool.put("a.example", std::make_unique<Idle>(1));
        pool.put("a.example", std::make_unique<Idle>(2));
        pool.put("b.example", std::make_unique<Idle>(3));

        CHECK(taken(pool, "a.example") == 2);
        CHECK(taken(pool, "a.example") == 1);
        CHECK(taken(pool, "a.example") == 0);
        CHECK(taken(pool, "b.example") == 3);
        CHECK(Idle::alive == 0);
    }

    TEST_CASE("a connection that is not quiet is thrown away") {
        ConnectionPool pool{PoolLimits{}};
        pool.put("a.example", std::make_unique<Idle>(1));
        pool.put("a.example", std::make_unique<Idle>(2, false));

        CHECK(taken(pool, "a.example") == 1);
        CHECK(pool.size() == 0);
    }

    TEST_CASE("over a limit, the one that rested longest goes") {
        ConnectionPool pool{PoolLimits{50s, 2, 3}};
        for (int i = 1; i <= 3; ++i) pool.put("a.example", std::make_unique<Idle>(i));
        CHECK(pool.size() == 2);
        pool.put("b.example", std::make_unique<Idle>(4));
        pool.put("c.example", std::make_unique<Idle>(5));

        CHECK(pool.size() == 3);
        CHECK(taken(pool, "a.example") == 3);
        CHECK(taken(pool, "a.example") == 0);
        CHECK(taken(pool, "b.example") == 4);
        CHECK(taken(pool, "c.example") == 5);
    }

    TEST_CASE("rest has an end") {
        ConnectionPool pool{PoolLimits{0s, 2, 3}};
        pool.put("a.example", std::make_unique<Idle>(1));

        CHECK(taken(pool, "a.example") == 0);
        CHECK(Idle::alive == 0);
    }
}
