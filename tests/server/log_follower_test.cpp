// Followers of the log: in order, at least once, and nothing lost in a crash.
#include "server/followers/log_follower.hpp"

#include "server/followers/followers.hpp"
#include "tests/printing.hpp"
#include "tests/server/news_desk.hpp"

#include <condition_variable>
#include <mutex>

using namespace collegium;
using namespace collegium::tests;
using storage::Seq;

namespace {

std::uint64_t number(Seq seq) {
    return static_cast<std::uint64_t>(seq);
}

// Hears, and dies before it remembers as often as the test wants.
class Forgetful final : public server::LogListener {
public:
    explicit Forgetful(storage::Store& store) : store_{store} {}

    Seq heard(storage::ReadTx const& tx, storage::Tables const& tables) const override {
        return server::stored_cursor(tx, tables, "forgetful");
    }

    boost::asio::awaitable<void> hear(std::vector<server::Logged> entries) override {
        for (auto const& each : entries) all.push_back(number(each.seq));
        if (deaths > 0) {
            --deaths;
            throw std::runtime_error{"the power is gone"};
        }
        storage::Store::Change<int> change = [&](auto& tx, auto& tables) -> Result<int> {
            server::store_cursor(tx, tables, "forgetful", entries.back().seq);
            return 0;
        };
        auto const written = co_await store_.write(std::move(change));
        if (!written) throw std::runtime_error{"refused"};
    }

    std::vector<std::uint64_t> all;
    int deaths = 0;

private:
    storage::Store& store_;
};

// Says when it has heard as far as the test waits for.
class Awaited final : public server::LogListener {
public:
    Seq heard(storage::ReadTx const&, storage::Tables const&) const override { return Seq{heard_}; }

    boost::asio::awaitable<void> hear(std::vector<server::Logged> entries) override {
        std::lock_guard const lock{mutex_};
        heard_ = number(entries.back().seq);
        changed_.notify_all();
        co_return;
    }

    bool wait_for(std::uint64_t seq) {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, std::chrono::seconds{20}, [&] { return heard_ >= seq; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t heard_ = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Front, "a follower hears every entry of the log once, in order, however many there are") {
    auto const ada = add_person("ada");
    auto const community = "https://north.test" + found("algebra", "ada");
    while (north.entries() <= server::LogFollower::most_at_once) static_cast<void>(ada.ask(community, "What is next?"));
    Forgetful listener{north.node.store};
    server::LogFollower const follower{north.node, listener};

    while (village.run(follower.step())) {
    }

    REQUIRE(listener.all.size() == north.entries());
    for (std::size_t i = 0; i < listener.all.size(); ++i) CHECK(listener.all[i] == i + 1);
    CHECK_FALSE(village.run(follower.step()));
}

TEST_CASE_FIXTURE(Front, "what was not remembered before a crash comes again, and nothing else does") {
    auto const ada = add_person("ada");
    auto const community = "https://north.test" + found("algebra", "ada");
    Forgetful listener{north.node.store};
    server::LogFollower const follower{north.node, listener};
    while (village.run(follower.step())) {
    }
    auto const before = north.entries();
    listener.all.clear();

    static_cast<void>(ada.ask(community, "What is a group?"));
    listener.deaths = 1;
    CHECK_THROWS(village.run(follower.step()));
    auto const first = std::exchange(listener.all, {});
    while (village.run(follower.step())) {
    }

    REQUIRE_FALSE(first.empty());
    CHECK(first.front() == before + 1);
    CHECK(listener.all == first);
}

TEST_CASE_FIXTURE(Front, "followers on their own thread wake when something is committed") {
    auto const ada = add_person("ada");
    auto const community = "https://north.test" + found("algebra", "ada");
    Awaited listener;
    server::Followers followers{north.node};
    followers.add(listener);
    followers.start();
    CHECK(listener.wait_for(north.entries()));

    static_cast<void>(ada.ask(community, "What is a ring?"));

    CHECK(listener.wait_for(north.entries()));
    followers.stop();
}

TEST_CASE_FIXTURE(NewsDesk, "whoever is told twice of the same entries is told once") {
    auto const ada = add_person("ada"), ben = add_person("ben");
    auto const community = "https://north.test" + found("algebra", "ada");
    auto const question = ada.ask(community, "What is a field?");
    static_cast<void>(ben.answer(question, "A ring with more."));
    catch_up();
    CHECK(stored_for(ada) == 1);

    change([](auto& tx, auto& tables) { server::store_cursor(tx, tables, "notifications", Seq{0}); });
    catch_up();

    CHECK(stored_for(ada) == 1);
}

TEST_CASE("a stream that does not read loses the oldest events, and learns of it") {
    server::LiveFeed feed;
    int woken = 0;
    auto const queue = feed.subscribe([&] { ++woken; });
    for (std::uint64_t i = 0; i < server::LiveQueue::most + 10; ++i)
        feed.publish({server::LiveKind::update, storage::Handle{i}, {}, {}});

    auto const events = queue->take();
    REQUIRE(events.size() == server::LiveQueue::most);
    CHECK(events.front().thing == storage::Handle{10});
    CHECK(queue->lost_some());
    CHECK_FALSE(queue->lost_some());
    CHECK(woken == server::LiveQueue::most + 10);
    CHECK(queue->take().empty());
}

TEST_CASE_FIXTURE(NewsDesk, "open streams hear of new things, new words, deletions and notifications") {
    auto const ada = add_person("ada"), ben = add_person("ben");
    auto const community = "https://north.test" + found("algebra", "ada");
    server::LiveListener listener{north.node.store, live};
    server::LogFollower const live_follower{north.node, listener};
    auto const queue = live.subscribe([] {});
    auto const follow_live = [&] {
        while (village.run(live_follower.step())) {
        }
        std::vector<server::LiveKind> kinds;
        for (auto const& event : queue->take()) kinds.push_back(event.kind);
        return kinds;
    };
    using enum server::LiveKind;

    auto const question = ada.ask(community, "What is an ideal?");
    CHECK(follow_live() == std::vector{update, update});  // asked, and passed on by its community
    village.clock.pass(std::chrono::minutes{1});
    ada.reword(question, "What is a prime ideal?");
    CHECK(follow_live() == std::vector{status_update});
    static_cast<void>(ben.answer(question, "Ask Noether."));
    catch_up();
    CHECK(follow_live() == std::vector{notification, update});
    CHECK(ada.erase(question));
    CHECK(follow_live() == std::vector{delete_});
}
