#include "server/http/resolver.hpp"

#include "tests/http/support.hpp"
#include "tests/printing.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace collegium;
using namespace collegium::server;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using Addresses = std::vector<asio::ip::address>;

namespace {

Addresses addresses(std::initializer_list<char const*> texts) {
    Addresses all;
    for (auto const* text : texts) all.push_back(asio::ip::make_address(text));
    return all;
}

Result<Addresses> resolve(Resolver::LookUp look_up, std::chrono::milliseconds patience = 10s) {
    asio::io_context context{1};
    Resolver resolver{context.get_executor(), std::move(look_up)};
    Result<Addresses> result = Refusal{};
    auto question = resolver.resolve("node.example", std::chrono::steady_clock::now() + patience);
    asio::co_spawn(context, std::move(question), [&](std::exception_ptr, Result<Addresses> found) { result = found; });
    context.run();
    return result;
}

// Closed until it is opened, for good.
class Gate {
public:
    void open() {
        std::lock_guard const lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }
    void pass() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return open_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
};

}  // namespace

TEST_SUITE("resolver") {
    TEST_CASE("what is dialled is the address that was checked, global ones only (CVE-2024-39687, CVE-2026-33693)") {
        auto const found = resolve([](auto const&) {
            return addresses({"10.0.0.1", "8.8.8.8", "::1", "2606:4700::1111"});
        });
        REQUIRE(found);
        CHECK(*found == addresses({"8.8.8.8", "2606:4700::1111"}));
    }

    TEST_CASE("a name that leads inside only is a forbidden place") {
        auto const found = resolve([](auto const&) {
            return addresses({"127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1"});
        });
        CHECK(found.error().reason() == Reason::forbidden_place);
    }

    TEST_CASE("a house's name may lead to private addresses, and to none of this computer and its links") {
        asio::io_context context{1};
        Resolver resolver{
            context.get_executor(), [](auto const&) {
                return addresses({"127.0.0.1", "169.254.169.254", "10.0.0.7", "::1", "fe80::1", "fd00::7", "0.0.0.0"});
            }};
        Result<Addresses> inside = Refusal{}, outside = Refusal{};
        auto const until = std::chrono::steady_clock::now() + 10s;
        asio::co_spawn(
            context,
            resolver.resolve("login.example", until, Reach::global_or_private),
            [&](std::exception_ptr, auto found) { inside = found; }
        );
        asio::co_spawn(context, resolver.resolve("login.example", until), [&](std::exception_ptr, auto found) {
            outside = found;
        });
        context.run();
        REQUIRE(inside);
        CHECK(*inside == addresses({"10.0.0.7", "fd00::7"}));
        CHECK(outside.error().reason() == Reason::forbidden_place);
    }

    TEST_CASE("a name that leads nowhere is unreachable") {
        CHECK(resolve([](auto const&) { return Addresses{}; }).error().reason() == Reason::unreachable);
    }

    TEST_CASE("at most four addresses are tried") {
        auto const found = resolve([](auto const&) { return Addresses(100, asio::ip::make_address("8.8.8.8")); });
        CHECK(found->size() == 4);
    }

    TEST_CASE("the name is asked as it was given") {
        std::string asked;
        resolve([&](auto const& name) {
            asked = name;
            return Addresses{};
        }).has_value();
        CHECK(asked == "node.example");
    }

    TEST_CASE("a silent name server costs the deadline and keeps nobody else waiting") {
        Gate gate;
        asio::io_context context{1};
        std::optional<Resolver> resolver;
        resolver.emplace(context.get_executor(), [&](std::string const& name) {
            if (name == "slow.example") gate.pass();
            return addresses({"8.8.8.8"});
        });
        std::optional<Result<Addresses>> slow, fast;
        auto const now = std::chrono::steady_clock::now();
        asio::co_spawn(context, resolver->resolve("slow.example", now + 500ms), [&](std::exception_ptr, auto found) {
            slow = found;
        });
        asio::co_spawn(context, resolver->resolve("fast.example", now + 10s), [&](std::exception_ptr, auto found) {
            fast = found;
        });
        while (!fast) context.run_one();

        CHECK_FALSE(slow);
        CHECK(fast->has_value());
        context.run();
        CHECK(slow->error().reason() == Reason::unreachable);
        gate.open();
        resolver.reset();
    }
}
