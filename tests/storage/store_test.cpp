#include "storage/store.hpp"

#include "tests/dice.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"
#include "tests/run_coroutine.hpp"

#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>

#include <latch>

using namespace collegium;
using namespace collegium::storage;
namespace asio = boost::asio;

namespace {

struct Fixture {
    tests::TempDir folder;
    Store store{{folder.path(), std::size_t{256} << 20}};

    std::uint64_t count() const {
        return store.read([](ReadTx const& tx, Tables const& tables) { return tables.log.size(tx); });
    }
};

Store::Change<Seq> appending() {
    return [](WriteTx& tx, Tables& tables) -> Result<Seq> {
        Seq const seq{static_cast<std::uint64_t>(tables.log.last_key(tx).value_or(Seq{0})) + 1};
        tables.log.put(tx, seq, {});
        return seq;
    };
}

asio::awaitable<void> append_many(Store& store, int times, std::latch& done) {
    for (int i = 0; i < times; ++i) {
        auto const seq = co_await store.write(appending());
        if (!seq) throw std::runtime_error{"refused"};
    }
    done.count_down();
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "what was written is there when the await returns") {
    auto const seq = tests::run(store.write(appending()));

    CHECK(seq.value() == Seq{1});
    CHECK(count() == 1);
}

TEST_CASE_FIXTURE(Fixture, "a change that is refused after it wrote leaves nothing behind") {
    Store::Change<Seq> const change = [](WriteTx& tx, Tables& tables) -> Result<Seq> {
        tables.log.put(tx, Seq{77}, {});
        return Refusal{Reason::not_allowed, "second thoughts"};
    };

    auto const outcome = tests::run(store.write(change));

    CHECK(outcome.error().reason() == Reason::not_allowed);
    CHECK(count() == 0);
    CHECK(store.write_now(change).error().reason() == Reason::not_allowed);
    CHECK(count() == 0);
}

TEST_CASE_FIXTURE(Fixture, "a refused change undoes itself and nobody else's of its group") {
    asio::thread_pool pool{2};
    std::latch done{3};
    auto const refuse_many = [](Store& into, std::latch& finished) -> asio::awaitable<void> {
        Store::Change<Seq> const change = [](WriteTx& tx, Tables& tables) -> Result<Seq> {
            tables.log.put(tx, Seq{~0ull}, {});
            return Refusal{Reason::not_allowed};
        };
        for (int i = 0; i < 100; ++i) {
            auto const outcome = co_await into.write(change);
            if (outcome) throw std::runtime_error{"accepted"};
        }
        finished.count_down();
    };
    std::exception_ptr broken;
    auto const note = [&](std::exception_ptr error) {
        if (error) broken = error;
    };

    asio::co_spawn(asio::make_strand(pool), append_many(store, 100, done), note);
    asio::co_spawn(asio::make_strand(pool), append_many(store, 100, done), note);
    asio::co_spawn(asio::make_strand(pool), refuse_many(store, done), note);
    pool.join();

    CHECK(done.try_wait());
    CHECK(broken == nullptr);
    CHECK(count() == 200);
}

TEST_CASE_FIXTURE(Fixture, "many writers share commits") {
    asio::thread_pool pool{2};
    std::latch done{64};
    auto const commits_before = store.commits();

    for (int writer = 0; writer < 64; ++writer)
        asio::co_spawn(asio::make_strand(pool), append_many(store, 20, done), [](std::exception_ptr) {});
    pool.join();

    CHECK(done.try_wait());
    CHECK(count() == 64 * 20);
    CHECK(store.commits() - commits_before < 64 * 20 / 4);
}

TEST_CASE_FIXTURE(Fixture, "the line before the writer is counted, and is empty after whatever happened") {
    std::size_t in_line = 0;
    Store::Change<Seq> const looking = [&](WriteTx& tx, Tables& tables) {
        in_line = store.waiting();
        return appending()(tx, tables);
    };
    Store::Change<Seq> const refused = [](WriteTx&, Tables&) -> Result<Seq> { return Refusal{Reason::not_allowed}; };
    Store::Change<Seq> const broken = [](WriteTx&, Tables&) -> Result<Seq> { throw std::runtime_error{"broken"}; };

    CHECK(store.waiting() == 0);
    CHECK(tests::run(store.write(looking)));
    CHECK(in_line == 1);
    CHECK_FALSE(tests::run(store.write(refused)));
    CHECK_THROWS(static_cast<void>(tests::run(store.write(broken))));
    CHECK(store.waiting() == 0);
}

TEST_CASE_FIXTURE(Fixture, "who watches commits hears of each, of both kinds, and of nothing that was refused") {
    std::atomic<int> heard = 0;
    store.watch_commits([&] { ++heard; });
    static_cast<void>(store.write_now(appending()).value());
    CHECK(heard == 1);
    Store::Change<Seq> const refused = [](WriteTx&, Tables&) -> Result<Seq> { return Refusal{Reason::not_allowed}; };
    CHECK_FALSE(store.write_now(refused));
    CHECK(heard == 1);

    static_cast<void>(tests::run(store.write(appending())).value());
    store.stop();  // the writer tells after it has answered
    CHECK(heard == 2);
    store.watch_commits({});
    static_cast<void>(store.write_now(appending()).value());
    CHECK(heard == 2);
}

TEST_CASE_FIXTURE(Fixture, "an exception reaches the one who waits, and the next change is made") {
    Store::Change<Seq> const broken = [](WriteTx&, Tables&) -> Result<Seq> { throw std::runtime_error{"a bug"}; };

    CHECK_THROWS_WITH(static_cast<void>(tests::run(store.write(broken))), "a bug");
    CHECK(tests::run(store.write(appending())).value() == Seq{1});
}

TEST_CASE("a store that is full says so, keeps what it has, and goes on reading") {
    tests::TempDir const folder;
    Store store{{folder.path(), std::size_t{1} << 20}};
    Store::Change<Seq> const large = [](WriteTx& tx, Tables& tables) -> Result<Seq> {
        Seq const seq{tables.flesh.size(tx) + 1};
        tables.flesh.put(tx, seq, tests::Dice{1}.noise(20'000));
        return seq;
    };

    std::uint64_t written = 0;
    bool full = false;
    while (!full && written < 1000) {
        try {
            static_cast<void>(tests::run(store.write(large)).value());
            ++written;
        } catch (StorageError const& error) {
            full = error.is_full();
        }
    }

    CHECK(full);
    CHECK(written > 5);
    CHECK(store.read([](ReadTx const& tx, Tables const& tables) { return tables.flesh.size(tx); }) == written);
}

TEST_CASE("what was committed is there after the store is opened again") {
    tests::TempDir const folder;
    EngineOptions const options{folder.path(), std::size_t{64} << 20};
    {
        Store store{options};
        static_cast<void>(store.write_now(appending()).value());
    }

    Store const store{options};
    CHECK(store.read([](ReadTx const& tx, Tables const& tables) { return tables.log.size(tx); }) == 1);
}
