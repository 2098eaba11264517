// A country of schools: how much memory delivery takes when a third of them is away.
#include "federation/delivery/delivery.hpp"
#include "federation/fetching/backfill.hpp"
#include "storage/names.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <malloc.h>

#ifdef __SANITIZE_ADDRESS__
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();  // GCC does not install the header
#endif

using namespace collegium;
using namespace collegium::tests;
using federation::IncomingResponse;
using federation::OutgoingRequest;
using storage::Handle;
using storage::Seq;

namespace {

constexpr std::size_t hosts = 38'000;
constexpr std::size_t entries = 4;  // queued for each of those who are away
constexpr std::size_t most_lanes = 500;
constexpr std::size_t most_heap = 16'000'000;  // bytes, for all queues and for everything under way

bool is_away(std::size_t number) {
    return number % 3 == 0;
}

std::string name_of(std::size_t number) {
    return "s" + std::to_string(number) + ".test";
}

// What is allocated now, and not given back.
std::size_t heap_bytes() {
#ifdef __SANITIZE_ADDRESS__
    return __sanitizer_get_current_allocated_bytes();
#else
    return mallinfo2().uordblks;
#endif
}

// Counts what arrives where; those who are away do not answer.
class Country final : public federation::Network {
public:
    boost::asio::awaitable<Result<IncomingResponse>> exchange(OutgoingRequest request) override {
        ++requests;
        auto const number = std::stoul(request.host.substr(1));
        if (is_away(number)) co_return Refusal{Reason::unreachable, "nobody answers"};
        ++arrived[number];
        co_return status(202);
    }

    std::size_t requests = 0;
    std::map<std::size_t, unsigned> arrived;
};

struct Load {
    std::size_t lanes = 0, parcels = 0, asleep = 0, heap = 0;
};

class Sender {
public:
    Sender() {
        settings.node.domain = "north.test";
        settings.delivery.lanes = most_lanes;
        storage::Store::Change<int> const change =
            [this](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            fill(tx, tables);
            return 0;
        };
        REQUIRE(store->write_now(change));
    }
    ~Sender() { store->stop(); }

    // Serves until `enough` or nothing more can be done; then stops as a node does, in order.
    Load serve(std::function<bool()> const& enough) {
        Load most;
        auto const before = heap_bytes();
        boost::asio::io_context io{1};
        federation::Delivery delivery{io.get_executor()};
        federation::Backfill backfill{io.get_executor()};
        federation::RecentFailures failures;
        federation::Traffic traffic;
        federation::Strangers strangers;
        federation::RecentActivities recent;
        federation::Node const node{
            settings,
            clock,
            ids,
            *store,
            keyring,
            keys,
            country,
            workers,
            delivery,
            backfill,
            failures,
            traffic,
            strangers,
            recent};
        delivery.start(node);
        while (!enough() && io.run_for(std::chrono::milliseconds{20}) > 0) {
            io.restart();
            auto const load = delivery.load();
            most = {
                std::max(most.lanes, load.lanes),
                std::max(most.parcels, load.parcels),
                load.asleep,
                std::max(most.heap, heap_bytes() - before)};
        }
        delivery.stop();
        while (delivery.load().under_way > 0) {
            io.restart();
            io.run_for(std::chrono::milliseconds{20});
        }
        io.restart();
        io.poll();
        return most;
    }

    std::size_t waiting() const {
        return store->read([](auto const& tx, auto const& tables) { return tables.deliveries.size(tx); });
    }
    std::size_t receipts() const {
        return store->read([](auto const& tx, auto const& tables) { return tables.receipts.size(tx); });
    }

    Country country;

private:
    // A person with something to say, and its rows: one for a school that is there, several for one that is not.
    void fill(storage::WriteTx& tx, storage::Tables& tables) {
        auto const sender = storage::intern(tx, tables, "https://north.test/u/ada");
        tables.secrets.put(tx, sender, keyring.seal(spare_keys(1), "https://north.test/u/ada"));
        for (std::size_t entry = 1; entry <= entries; ++entry) tables.flesh.put(tx, Seq{entry}, R"({"type":"Create"})");
        for (std::size_t number = 1; number <= hosts; ++number) {
            auto const origin = "https://" + name_of(number);
            auto const host = storage::intern(tx, tables, origin),
                       reader = storage::intern(tx, tables, origin + "/u/r");
            tables.partners.put(tx, name_of(number), {storage::PartnerState::agreed, {}, ""});
            storage::ActorRecord actor;
            actor.inbox = origin + "/inbox";
            actor.fetched = clock.now();
            tables.actors.put(tx, reader, actor);
            for (std::size_t entry = 1; entry <= (is_away(number) ? entries : 1); ++entry)
                tables.deliveries.put(tx, {host, Seq{entry}}, {sender, sender, {reader}, Handle{0}});
        }
    }

    TempDir folder;
    Settings settings;
    FixedClock clock;
    std::unique_ptr<storage::Store> store =
        std::make_unique<storage::Store>(storage::EngineOptions{folder.path(), std::size_t{1} << 30, false});
    federation::Keyring keyring{crypto::SealingKey::from_hex(std::string(64, 'a')).value()};
    federation::KeyCache keys;
    InlineWorkers workers;
    storage::IdSource ids{clock, storage::LocalId{0}};
};

}  // namespace

TEST_CASE("38,000 hosts of which a third is away: memory is bounded, the others are served, and a restart loses nothing"
) {
    log::set_level(log::Level::warning);
    Sender sender;
    constexpr std::size_t away = hosts / 3, there = hosts - away;
    auto first = sender.serve([&] { return sender.country.arrived.size() > there / 3; });
    REQUIRE(sender.country.arrived.size() < there);  // it was stopped in the middle
    auto const second = sender.serve([] { return false; });

    CHECK(sender.country.arrived.size() == there);
    for (auto const& [number, times] : sender.country.arrived)
        if (times != 1) FAIL_CHECK(number << " was sent it " << times << " times");
    CHECK(sender.receipts() == there);
    CHECK(sender.waiting() == away * entries);
    CHECK(sender.country.requests == hosts);  // each of those who are away was tried once, also over the restart
    CHECK(second.asleep == away);
    for (auto const& load : {first, second}) {
        CHECK(load.lanes <= most_lanes);
        CHECK(load.parcels <= most_lanes * 8);
        CHECK(load.heap <= most_heap);
        MESSAGE(load.lanes << " lanes, " << load.parcels << " parcels, " << load.heap / 1'000'000 << " MB at most");
    }
}
