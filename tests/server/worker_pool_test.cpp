// WorkerPool: slow work elsewhere, its outcome here.
#include "server/worker_pool.hpp"

#include "tests/printing.hpp"
#include "tests/run_coroutine.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace collegium;
using namespace collegium::server;
using namespace collegium::tests;

namespace {

namespace asio = boost::asio;

// Where the work ran, and where its coroutine went on.
struct Threads {
    std::thread::id worked;
    std::thread::id resumed;
};

asio::awaitable<Threads> where_it_runs(WorkerPool& pool) {
    Threads threads;
    std::function<void()> work = [&] { threads.worked = std::this_thread::get_id(); };
    co_await pool.run(std::move(work));
    threads.resumed = std::this_thread::get_id();
    co_return threads;
}

asio::awaitable<std::string> message_of_broken_work(WorkerPool& pool) {
    std::function<void()> work = [] { throw std::runtime_error{"out of memory"}; };
    std::string message;
    try {
        co_await pool.run(std::move(work));
    } catch (std::runtime_error const& error) {
        message = error.what();
    }
    co_return message;
}

// The pool's threads let go of a coroutine's context a little after it has gone on: the context must outlive the pool.
struct Pool {
    asio::io_context io{1};
    WorkerPool pool{2};
};

asio::awaitable<void> work_once(WorkerPool& pool, std::atomic<int>& done) {
    std::function<void()> work = [&] { ++done; };
    co_await pool.run(std::move(work));
    ++done;
}

}  // namespace

TEST_CASE_FIXTURE(Pool, "work runs on another thread and its coroutine goes on at home") {
    auto const threads = run_on(io, where_it_runs(pool));

    CHECK(threads.worked != std::this_thread::get_id());
    CHECK(threads.worked != std::thread::id{});
    CHECK(threads.resumed == std::this_thread::get_id());
    pool.stop();
}

TEST_CASE_FIXTURE(Pool, "what breaks in the work breaks in the coroutine that waits for it, and the pool goes on") {
    CHECK(run_on(io, message_of_broken_work(pool)) == "out of memory");
    CHECK(run_on(io, where_it_runs(pool)).resumed == std::this_thread::get_id());
    pool.stop();
}

TEST_CASE_FIXTURE(Pool, "more work than threads is all done") {
    constexpr int jobs = 100;
    std::atomic<int> done{0};
    std::exception_ptr broken;

    for (int i = 0; i < jobs; ++i)
        asio::co_spawn(io, work_once(pool, done), [&](std::exception_ptr error) { broken = error; });
    io.run();

    CHECK(done == 2 * jobs);
    CHECK(broken == nullptr);
    pool.stop();
}
