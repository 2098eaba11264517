#include "server/http/resolver.hpp"

#include "server/http/addresses.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>

namespace collegium::server {

namespace asio = boost::asio;
using Addresses = std::vector<asio::ip::address>;

namespace {

constexpr std::size_t threads = 4;
constexpr std::size_t most_addresses = 4;
constexpr auto outcome = asio::as_tuple(asio::use_awaitable);

bool is_within(Reach reach, asio::ip::address const& address) {
    return reach == Reach::everywhere || is_global(address) ||
           (reach == Reach::global_or_private && is_private(address));
}

// One question, shared by the coroutine that waits and the thread that asks: either may be done first.
struct Question {
    Question(asio::any_io_executor const& executor, std::string the_name, std::chrono::steady_clock::time_point until)
        : name{std::move(the_name)}, answered{executor, until} {}

    std::string name;
    std::atomic<bool> abandoned = false;
    bool done = false;            // this and the rest: only on the executor
    asio::steady_timer answered;  // cancelled when it is
    Addresses addresses;
};

}  // namespace

Addresses look_up(std::string const& name) {
    asio::io_context context;  // only for the types: resolve() without a token blocks this thread
    asio::ip::tcp::resolver resolver{context};
    boost::system::error_code unknown;
    Addresses addresses;
    for (auto const& entry : resolver.resolve(name, "443", unknown)) addresses.push_back(entry.endpoint().address());
    return addresses;
}

struct Resolver::Inside {
    Inside(asio::any_io_executor the_executor, LookUp the_look_up)
        : executor{std::move(the_executor)}, look_up{std::move(the_look_up)} {}

    asio::any_io_executor executor;
    LookUp look_up;
    asio::thread_pool pool{threads};
};

Resolver::Resolver(asio::any_io_executor executor, LookUp look_up)
    : inside_{std::make_unique<Inside>(std::move(executor), std::move(look_up))} {}

Resolver::~Resolver() {
    inside_->pool.stop();
    inside_->pool.join();
}

asio::awaitable<Result<Addresses>> Resolver::resolve(
    std::string name, std::chrono::steady_clock::time_point until, Reach reach
) {
    auto const question = std::make_shared<Question>(inside_->executor, std::move(name), until);
    asio::post(inside_->pool, [question, &inside = *inside_] {
        if (question->abandoned) return;
        auto addresses = inside.look_up(question->name);
        asio::post(inside.executor, [question, found = std::move(addresses)]() mutable {
            question->done = true;
            question->addresses = std::move(found);
            question->answered.cancel();
        });
    });
    co_await question->answered.async_wait(outcome);
    question->abandoned = true;
    if (!question->done || question->addresses.empty()) co_return Refusal{Reason::unreachable, "name not resolved"};

    Addresses within;
    for (auto const& address : question->addresses)
        if (is_within(reach, address) && within.size() < most_addresses) within.push_back(address);
    if (within.empty()) co_return Refusal{Reason::forbidden_place, "no address that may be dialled"};
    co_return within;
}

}  // namespace collegium::server
