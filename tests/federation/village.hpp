// A village: several nodes in one process, on one thread, with one clock that only moves when told. Everything is real
// but the network: messages are handed over as they are, signed, and verified on arrival.
#pragma once

#include "federation/admit.hpp"
#include "federation/delivery/delivery.hpp"
#include "federation/fetching/backfill.hpp"
#include "federation/timeline.hpp"
#include "tests/files.hpp"
#include "tests/fixed_clock.hpp"
#include "tests/run_coroutine.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <map>
#include <memory>

namespace collegium::tests {

class Village;

class InlineWorkers final : public federation::Workers {
public:
    boost::asio::awaitable<void> run(std::function<void()> work) override {
        work();
        co_return;
    }
};

// The village's clock as one node sees it: it may go wrong by a constant.
class SchoolClock final : public Clock {
public:
    explicit SchoolClock(Clock const& right) : right_{right} {}

    Instant now() const override { return right_.now() + wrong_by; }

    std::chrono::minutes wrong_by{0};

private:
    Clock const& right_;
};

// What goes out of one node.
class VillageNetwork final : public federation::Network {
public:
    explicit VillageNetwork(Village& village) : village_{village} {}

    boost::asio::awaitable<Result<federation::IncomingResponse>> exchange(federation::OutgoingRequest request) override;

    unsigned requests = 0;

private:
    Village& village_;
};

struct Person;

class School {
public:
    School(Village& village, std::string const& host);

    Person enrol(std::string const& name);
    std::string found(std::string const& community, std::string const& facilitator = "");  // returns its IRI
    void partner_with(std::string const& host);

    std::optional<federation::timeline::Thread> thread(std::string const& question) const;
    std::string views() const;
    std::uint64_t entries() const;
    std::uint64_t waiting() const;  // deliveries

    // The two properties that hold at the end of every story.
    void check_history();

    // What a test changed in the views by hand is as the log says again. Returns how many entries were applied.
    std::uint64_t rebuild();

    // Changes by hand, in the views alone, whom a thing is for. A test ends with rebuild() or with what was before.
    void mean_for(std::string const& thing, storage::Audience audience);

private:
    TempDir folder_;

public:
    Settings settings;
    SchoolClock clock;
    bool up = true;

private:
    std::unique_ptr<storage::Store> store_;
    federation::Keyring keyring_;
    federation::KeyCache keys_;
    InlineWorkers workers_;
    federation::Strangers strangers_;
    std::unique_ptr<storage::IdSource> ids_;

public:
    VillageNetwork network;
    federation::Traffic traffic;
    federation::Delivery delivery;
    federation::Backfill backfill;
    federation::RecentFailures failures;
    federation::RecentActivities recent;
    federation::Node node;
};

// A member of a school, doing things as the pages would.
struct Person {
    School* school;
    storage::Handle handle;

    void follow(std::string const& community) const;
    void leave(std::string const& community) const;
    std::string ask(std::string const& community, std::string const& title) const;    // IRI of the question
    std::string answer(std::string const& question, std::string const& words) const;  // IRI of the answer
    Result<storage::Seq> accept(std::string const& answer) const;
    void unaccept(std::string const& answer) const;
    Result<storage::Seq> erase(std::string const& thing) const;
    void reword(std::string const& question, std::string const& title) const;
};

class Village {
public:
    enum class Ties { partners, strangers };
    explicit Village(std::vector<std::string> const& hosts, Ties ties = Ties::partners);
    ~Village();

    School& operator[](std::string const& host) { return *schools_.at(host); }
    School* find(std::string const& host);

    // A host that is no node of ours: it answers as the test says.
    using Script = std::function<federation::IncomingResponse(federation::OutgoingRequest const&)>;
    std::map<std::string, Script> scripted;

    // The same, for one that takes its time: a node behind its whole server.
    using Server = std::function<boost::asio::awaitable<federation::IncomingResponse>(federation::OutgoingRequest)>;
    std::map<std::string, Server> served;

    void settle();  // until every message that can arrive has arrived

    // The same, and until the condition holds: what is sent at once although its host was waited for a moment ago looks
    // from outside as if it still waited.
    void settle_until(std::function<bool()> const& holds);
    void pass(std::chrono::milliseconds time);

    template <class T>
    T run(boost::asio::awaitable<T> work) {
        return run_on(io, std::move(work));
    }

    FixedClock clock;
    boost::asio::io_context io{1};

private:
    bool is_quiet() const;

    std::map<std::string, std::unique_ptr<School>> schools_;
};

// A response with a document of this media type.
federation::IncomingResponse document(std::string_view type, std::string body);
federation::IncomingResponse status(unsigned code);

// Keys are made once for all tests: a fresh RSA key takes a third of a second.
federation::ActorKeys const& spare_keys(unsigned which);

}  // namespace collegium::tests
