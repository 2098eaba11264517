// Store: one file on disk, many readers, one writer. Two verbs, read and write, and nothing else.
#pragma once

#include "config/result.hpp"
#include "storage/tables.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace collegium::storage {

class Store {
public:
    // A pure function of the tables: it may be run again before its outcome counts. Returning a Refusal undoes it and
    // nobody else's.
    template <class T>
    using Change = std::function<Result<T>(WriteTx&, Tables&)>;

    // Throws StorageError if the folder cannot hold a store.
    explicit Store(EngineOptions const& options);
    ~Store();  // writes what was asked for, then stops
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;

    // Asks a question of one snapshot: question(ReadTx const&, Tables const&). A question is not a coroutine, so no
    // snapshot outlives a wait.
    template <class Question>
    auto read(Question&& question) const {
        ReadTx const tx{engine_};
        return question(tx, tables_);
    }

    // Which part of the disk a change may fill. The reserve is for the few small ones that a full disk must not stop:
    // what was done outside already, and what tells the operators.
    enum class Room { ordinary, reserve };

    // Makes a change, together with all others that wait: one commit for everybody. When the await returns, it is on
    // disk. Refuses with what the change refused, or unavailable when too many wait or there is no room. Throws what
    // broke if the disk did.
    template <class T>
    boost::asio::awaitable<Result<T>> write(Change<T> change, Room room = Room::ordinary) {
        std::optional<Result<T>> outcome;
        Job const job = [&](WriteTx& tx, Tables& tables) {
            outcome.emplace(change(tx, tables));
            return outcome->has_value();
        };
        auto const accepted = co_await run(job, room);
        if (!accepted) co_return accepted.error();
        co_return *std::move(outcome);
    }

    // The same on the caller's thread, in a transaction of its own: for commands and tests.
    template <class T>
    Result<T> write_now(Change<T> const& change) {
        WriteTx tx{engine_};
        auto outcome = change(tx, tables_);
        if (!outcome) return outcome;
        tx.commit();
        tell_watcher();
        return outcome;
    }

    // Calls the watcher after each commit of this process, on the thread that committed: it must be quick, and it must
    // not write. One watcher; an empty one ends it, and when this returns the old one is not running any more.
    void watch_commits(std::function<void()> watcher);

    // From now on write() refuses (unavailable) while the disk has no room, so that a full disk is never met in the
    // middle of a commit. Before anybody writes; has_room is called from any thread. Commands, which use write_now, are
    // not asked: they are how an operator makes room.
    void ask_for_room(std::function<bool()> has_room);

    // False while write() refuses all but what may fill the reserve. Whoever does something outside, and notes it
    // afterwards, asks first. From any thread.
    bool has_room() const { return !has_room_ || has_room_(); }

    // Engine::copy_to.
    void copy_to(int descriptor) const { engine_.copy_to(descriptor); }

    // How many changes wait for the writer or are being made. From any thread.
    std::size_t waiting() const noexcept;

    // Engine::give_back_pages.
    void give_back_pages() const { engine_.give_back_pages(); }

    // How many commits the writer has made, for metrics and tests.
    std::uint64_t commits() const noexcept;

    // Writes nothing more after this; those who wait are answered first. Call it before the waiting coroutines die.
    void stop();

private:
    using Job = std::function<bool(WriteTx&, Tables&)>;  // false: undo it
    class Writer;                                        // the thread behind write()

    boost::asio::awaitable<Result<void>> run(Job const& job, Room room);
    void tell_watcher();

    Engine engine_;
    Tables tables_;
    std::mutex watcher_mutex_;  // guards watcher_
    std::function<void()> watcher_;
    std::function<bool()> has_room_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace collegium::storage
