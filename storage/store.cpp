#include "storage/store.hpp"

#include "storage/store_file.hpp"
#include "storage/upgrade.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/append.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace collegium::storage {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_waiting = 8192;  // beyond this a sender is told to come back: memory stays bounded
constexpr std::size_t most_in_one_commit = 1024;

}  // namespace

class Store::Writer {
public:
    Writer(Store& store)
        : store_{store}, engine_{store.engine_}, tables_{store.tables_}, thread_{[this](std::stop_token stop) {
              work_until(stop);
          }} {}

    void stop() {
        thread_.request_stop();
        if (thread_.joinable()) thread_.join();
    }

    // False if too many wait already.
    template <class Handler>
    bool enqueue(Job const& job, Handler& handler) {
        std::lock_guard const lock{mutex_};
        if (waiting_.size() >= most_waiting) return false;
        // Keeps the caller's io_context alive, and answers there, not on this thread.
        auto home = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        waiting_.push_back({&job, [home, moved = std::move(handler)](std::exception_ptr broken) mutable {
                                asio::post(home, asio::append(std::move(moved), std::move(broken)));
                            }});
        ++left_;
        arrived_.notify_one();
        return true;
    }

    std::uint64_t commits() const noexcept { return commits_; }
    std::size_t left() const noexcept { return left_; }

private:
    struct Waiting {
        Job const* job;
        asio::any_completion_handler<void(std::exception_ptr)> done;
        bool refused = false;
    };

    static std::vector<Waiting> room_for_all() {
        std::vector<Waiting> empty;
        empty.reserve(most_waiting);
        return empty;
    }

    void work_until(std::stop_token stop) {
        for (;;) {
            take_all(stop);
            if (taken_.empty()) return;
            for (std::span<Waiting> rest{taken_}; !rest.empty();) {
                auto const batch = rest.first(std::min(rest.size(), most_in_one_commit));
                serve(batch);
                rest = rest.subspan(batch.size());
            }
        }
    }

    void serve(std::span<Waiting> batch) {
        std::exception_ptr broken;
        bool changed = false;
        try {
            changed = commit(batch);
        } catch (...) {
            broken = std::current_exception();  // disk full, map full, a bug: everybody who waits learns of it
        }
        left_ -= batch.size();
        // The last takes the exception along: whoever reads it lets it go, and not this thread while they read.
        for (auto& waiting : batch.first(batch.size() - 1)) std::move(waiting.done)(broken);
        std::move(batch.back().done)(std::move(broken));
        if (changed) store_.tell_watcher();
    }

    void take_all(std::stop_token stop) {
        taken_.clear();
        std::unique_lock lock{mutex_};
        arrived_.wait(lock, stop, [this] { return !waiting_.empty(); });
        taken_.swap(waiting_);
    }

    // One commit for everybody. Most refusals come before a change touched anything; the rare one that came later is
    // left out and the others run again, which is cheaper than a nested transaction around each. False if nothing was
    // changed: that is no commit.
    bool commit(std::span<Waiting> batch) {
        for (bool complete = false; !complete;) {
            WriteTx tx{engine_};
            complete = run_all(tx, batch);
            if (!complete) continue;
            if (tx.changes() == 0) return false;
            tx.commit();
        }
        ++commits_;
        return true;
    }

    bool run_all(WriteTx& tx, std::span<Waiting> batch) {
        for (auto& waiting : batch) {
            if (waiting.refused) continue;
            auto const before = tx.changes();
            waiting.refused = !(*waiting.job)(tx, tables_);
            if (waiting.refused && tx.changes() != before) return false;
        }
        return true;
    }

    Store& store_;
    Engine& engine_;
    Tables& tables_;
    std::mutex mutex_;  // guards waiting_
    std::condition_variable_any arrived_;
    // Both have room for all that may wait: whoever waits, and this thread, must not end because memory runs out.
    std::vector<Waiting> waiting_ = room_for_all();
    std::vector<Waiting> taken_ = room_for_all();  // of the writing thread
    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<std::size_t> left_ = 0;  // that are not answered yet
    std::jthread thread_;
};

namespace {

EngineOptions const& openable(EngineOptions const& options) {
    require_openable(options);
    return options;
}

}  // namespace

Store::Store(EngineOptions const& options)
    : engine_{openable(options)},
      tables_{open_tables(engine_, options.folder, all_steps())},
      writer_{std::make_unique<Writer>(*this)} {}

Store::~Store() = default;

std::size_t Store::waiting() const noexcept {
    return writer_->left();
}

std::uint64_t Store::commits() const noexcept {
    return writer_->commits();
}

void Store::watch_commits(std::function<void()> watcher) {
    std::lock_guard const lock{watcher_mutex_};
    watcher_ = std::move(watcher);
}

void Store::ask_for_room(std::function<bool()> has_room) {
    has_room_ = std::move(has_room);
}

void Store::tell_watcher() {
    std::lock_guard const lock{watcher_mutex_};
    if (watcher_) watcher_();
}

void Store::stop() {
    writer_->stop();
}

asio::awaitable<Result<void>> Store::run(Job const& job, Room room) {
    if (room == Room::ordinary && !has_room())
        co_return Refusal{Reason::unavailable, "the disk is full but for its reserve"};
    bool full = false;
    auto initiate = [this, &job, &full](auto handler) {
        if (writer_->enqueue(job, handler)) return;
        full = true;
        auto const home = asio::get_associated_executor(handler);
        asio::post(home, asio::append(std::move(handler), std::exception_ptr{}));
    };
    co_await asio::async_initiate<asio::use_awaitable_t<> const, void(std::exception_ptr)>(
        std::move(initiate), asio::use_awaitable
    );
    if (full) co_return Refusal{Reason::unavailable, "too many changes wait for the disk"};
    co_return Result<void>{};
}

}  // namespace collegium::storage
