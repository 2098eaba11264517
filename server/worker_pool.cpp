#include "server/worker_pool.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/append.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace collegium::server {

namespace asio = boost::asio;

struct WorkerPool::Inside {
    explicit Inside(unsigned threads) : pool{threads} {}
    asio::thread_pool pool;
};

WorkerPool::WorkerPool(unsigned threads) : inside_{std::make_unique<Inside>(threads)} {}
WorkerPool::~WorkerPool() = default;

void WorkerPool::stop() {
    inside_->pool.join();
}

asio::awaitable<void> WorkerPool::run(std::function<void()> work) {
    auto initiate = [this, &work](auto handler) {
        auto home = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        auto job = [home, &work, moved = std::move(handler)]() mutable {
            std::exception_ptr broken;
            try {
                work();
            } catch (...) {
                broken = std::current_exception();
            }
            asio::post(home, asio::append(std::move(moved), broken));
        };
        asio::post(inside_->pool, std::move(job));
    };
    co_await asio::async_initiate<asio::use_awaitable_t<> const, void(std::exception_ptr)>(
        std::move(initiate), asio::use_awaitable
    );
}

}  // namespace collegium::server
