#include "federation/delivery.hpp"

#include "config/log.hpp"
#include "federation/cargo.hpp"
#include "federation/courier.hpp"
#include "federation/delivery_report.hpp"
#include "federation/lane.hpp"
#include "federation/policy.hpp"
#include "federation/resolve.hpp"
#include "federation/short_form.hpp"
#include "federation/vocabulary.hpp"
#include "storage/names.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <atomic>
#include <map>

namespace collegium::federation {

namespace asio = boost::asio;

using std::chrono::milliseconds;
using storage::DeliveryRow;
using storage::EntryKey;
using storage::Handle;
using storage::Outcome;
using storage::Seq;

namespace {

constexpr std::size_t most_in_memory = 256;    // parcels of one lane; the rest waits on disk
constexpr std::chrono::minutes look_again{1};  // whether a paused partner was resumed

void log_fate(std::string_view host, Parcel parcel, Report const& report) {
    auto const entry = std::to_string(static_cast<std::uint64_t>(parcel.seq));
    switch (report.fate) {
        case Fate::delivered: return log::debug("delivered", {{"host", host}, {"entry", entry}});
        case Fate::refused:
            return log::warning("delivery was refused", {{"host", host}, {"entry", entry}, {"error", report.error}});
        case Fate::set_aside:
            return log::info("delivery was set aside", {{"host", host}, {"entry", entry}, {"error", report.error}});
        case Fate::failed:
            return log::info("delivery failed", {{"host", host}, {"entry", entry}, {"error", report.error}});
        case Fate::postponed:
            return log::debug("delivery waits", {{"host", host}, {"entry", entry}, {"error", report.error}});
    }
}

}  // namespace

struct Delivery::Inside {
    explicit Inside(asio::any_io_executor executor_) : executor{std::move(executor_)} {}

    // One lane with its timer. The timer is also the lane's bell: cancelling it wakes the lane.
    struct Running {
        Running(Lane lane_, Handle host_, std::string name_, asio::any_io_executor const& executor_)
            : lane{std::move(lane_)}, host{host_}, name{std::move(name_)}, timer{executor_} {}

        Lane lane;
        Handle host;
        std::string name;
        asio::steady_timer timer;
        bool more_on_disk = false;
    };

    asio::any_io_executor executor;
    Node const* node = nullptr;
    std::map<Handle, std::unique_ptr<Running>> lanes;
    bool stopped = false;
    std::atomic<std::size_t> lanes_out = 0;  // how many are in an outage; read by heard_from on any thread

    void start_all();
    void count_outages();
    Running& lane_of(Handle host);
    void load_parcels(Running& running);
    void step(Running& running);
    void wait_until(Running& running, Instant when);
    asio::awaitable<void> send(Running& running, Parcel parcel);
    asio::awaitable<Report> send_to_all(Handle host, Parcel parcel);
    asio::awaitable<Report> send_one(std::string inbox, std::string body, Handle sender);
    asio::awaitable<Result<std::vector<std::string>>> inboxes_of(std::vector<std::string> recipients);
    asio::awaitable<void> settle(Running& running, Parcel parcel, Report report);
    asio::awaitable<void> record(Running& running, Parcel parcel, std::optional<Outcome> outcome, unsigned status);
};

Delivery::Delivery(asio::any_io_executor executor) : inside_{std::make_shared<Inside>(std::move(executor))} {}

Delivery::~Delivery() = default;

void Delivery::start(Node const& node) {
    inside_->node = &node;
    asio::post(inside_->executor, [inside = inside_] { inside->start_all(); });
}

void Delivery::stop() {
    asio::post(inside_->executor, [inside = inside_] {
        inside->stopped = true;
        for (auto& [host, running] : inside->lanes) running->timer.cancel();
    });
}

void Delivery::ring(Handle host) {
    asio::post(inside_->executor, [inside = inside_, host] {
        if (inside->node != nullptr && !inside->stopped) inside->step(inside->lane_of(host));
    });
}

void Delivery::heard_from(std::string_view host) {
    if (inside_->lanes_out == 0) return;
    asio::post(inside_->executor, [inside = inside_, name = std::string{host}] {
        for (auto& [handle, running] : inside->lanes) {
            if (running->name != name || running->lane.state().failures == 0) continue;
            running->lane.revive();
            inside->node->backfill.back_again(name);
            inside->step(*running);
        }
    });
}

void Delivery::resumed(std::string_view host) {
    asio::post(inside_->executor, [inside = inside_, origin = "https://" + std::string{host}] {
        if (inside->node == nullptr || inside->stopped) return;
        auto const handle = inside->node->store.read([&](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, origin);
        });
        if (!handle) return;
        auto& running = inside->lane_of(*handle);
        running.lane.begin_anew();
        inside->step(running);
    });
}

void Delivery::Inside::start_all() {
    std::vector<Handle> hosts;
    node->store.read([&](auto const& tx, auto const& tables) {
        for (Handle from{0};;) {
            std::optional<Handle> host;
            tables.deliveries.ascend(tx, {from, Seq{0}}, [&](EntryKey const& key, DeliveryRow const&) {
                host = key.of;
                return false;
            });
            if (!host) return;
            hosts.push_back(*host);
            from = Handle{static_cast<std::uint64_t>(*host) + 1};
        }
    });
    for (auto const host : hosts) step(lane_of(host));
}

Delivery::Inside::Running& Delivery::Inside::lane_of(Handle host) {
    auto& slot = lanes[host];
    if (slot) return *slot;
    auto const& limits = node->settings.delivery;
    LaneTimes const times{
        std::chrono::seconds{limits.first_retry_seconds}, std::chrono::hours{limits.last_retry_hours}, limits.window};
    auto const [state, origin] = node->store.read([&](auto const& tx, auto const& tables) {
        return std::pair{tables.lanes.get(tx, host).value_or(storage::LaneRecord{}), storage::iri_of(tx, tables, host)};
    });
    slot =
        std::make_unique<Running>(Lane{times, state}, host, std::string{Iri::parse(origin).value().host()}, executor);
    slot->more_on_disk = true;
    return *slot;
}

void Delivery::Inside::load_parcels(Running& running) {
    running.more_on_disk = false;
    EntryKey const from{running.host, Seq{static_cast<std::uint64_t>(running.lane.newest()) + 1}};
    node->store.read([&](auto const& tx, auto const& tables) {
        tables.deliveries.ascend(tx, from, [&](EntryKey const& key, DeliveryRow const& row) {
            if (key.of != running.host) return false;
            running.more_on_disk = running.lane.size() >= most_in_memory;
            if (!running.more_on_disk) running.lane.add({key.seq, row.sender});
            return !running.more_on_disk;
        });
    });
}

// Starts whatever may be started now. Called after everything that can change the answer.
void Delivery::Inside::step(Running& running) {
    if (stopped) return;
    load_parcels(running);
    for (;;) {
        auto const next = running.lane.next(node->clock.now());
        if (auto const* const wait = std::get_if<Lane::Wait>(&next)) return wait_until(running, wait->until);
        auto const* const send_step = std::get_if<Lane::Send>(&next);
        if (send_step == nullptr) return;
        auto const logged = [name = running.name](std::exception_ptr broken) {
            if (!broken) return;
            try {
                std::rethrow_exception(broken);
            } catch (std::exception const& error) {
                log::error("delivery broke", {{"host", name}, {"error", error.what()}});
            }
        };
        asio::co_spawn(executor, send(running, send_step->parcel), logged);
    }
}

void Delivery::Inside::count_outages() {
    lanes_out = static_cast<std::size_t>(std::ranges::count_if(lanes, [](auto const& each) {
        return each.second->lane.state().failures > 0;
    }));
}

void Delivery::Inside::wait_until(Running& running, Instant when) {
    auto const rest = std::max(when - node->clock.now(), milliseconds{1});
    running.timer.expires_after(rest);
    running.timer.async_wait([this, &running](boost::system::error_code error) {
        if (!error && !stopped) step(running);
    });
}

asio::awaitable<void> Delivery::Inside::send(Running& running, Parcel parcel) {
    auto const dispatch = node->store.read([&](auto const& tx, auto const& tables) {
        auto const entry = tables.log.get(tx, parcel.seq).value_or(storage::LogEntry{});
        return dispatch_of(tx, tables, node->settings.federation.mode, running.name, static_cast<Verb>(entry.verb));
    });
    if (dispatch == Dispatch::send) {
        auto report = co_await send_to_all(running.host, parcel);
        co_await settle(running, parcel, std::move(report));
        co_return;
    }
    auto report = dispatch == Dispatch::wait ? Report::postponed("the partner is paused")
                                             : Report::refused("not a partner any more");
    co_await settle(running, parcel, std::move(report));
}

asio::awaitable<Report> Delivery::Inside::send_to_all(Handle host, Parcel parcel) {
    auto cargo = load_cargo(node->store, EntryKey{host, parcel.seq});
    if (!cargo) co_return Report::refused("the message was erased");
    auto const inboxes = co_await inboxes_of(std::move(cargo->recipients));
    if (!inboxes) co_return Report::about_recipients(inboxes.error());
    if (inboxes->empty()) co_return Report::refused("nobody there to deliver to");
    auto const body = body_to_send(*node, std::move(cargo->body));

    auto whole = Report::refused("");
    for (auto const& inbox : *inboxes) {
        auto one = co_await send_one(inbox, body, parcel.sender);
        // The whole row again later: receivers know what they have.
        if (one.fate == Fate::failed || one.fate == Fate::set_aside) co_return one;
        if (whole.fate != Fate::delivered) whole = std::move(one);
    }
    co_return whole;
}

asio::awaitable<Report> Delivery::Inside::send_one(std::string inbox, std::string body, Handle sender) {
    auto const iri = Iri::parse(inbox);
    if (!iri) co_return Report::refused("an inbox that is no address");
    OutgoingRequest request{"POST", std::string{iri->host()}, std::string{iri->target()}};
    request.fields.push_back({"Content-Type", std::string{vocabulary::activity_json}});
    request.fields.push_back({"Accept", std::string{vocabulary::accept_activity}});
    request.body = std::move(body);
    auto signer = signer_of(*node, sender);
    auto const response = co_await exchange_signed(*node, std::move(signer), std::move(request));
    co_return report_of(response);
}

// Each inbox once. A host that offers a shared one gets a single copy, whatever the number of people there.
asio::awaitable<Result<std::vector<std::string>>> Delivery::Inside::inboxes_of(std::vector<std::string> recipients) {
    std::vector<std::string> inboxes;
    for (auto const& recipient : recipients) {
        auto iri = Iri::parse(recipient);
        if (!iri) continue;
        FetchBudget budget;
        auto const actor = co_await resolve_actor(*node, *std::move(iri), budget);
        if (!actor && (actor.error().reason() == Reason::not_found || actor.error().reason() == Reason::gone)) continue;
        if (!actor) co_return actor.error();
        auto const& record = actor->record;
        auto const& inbox = record.shared_inbox.empty() ? record.inbox : record.shared_inbox;
        if (std::ranges::find(inboxes, inbox) == inboxes.end()) inboxes.push_back(inbox);
    }
    co_return inboxes;
}

asio::awaitable<void> Delivery::Inside::settle(Running& running, Parcel parcel, Report report) {
    log_fate(running.name, parcel, report);
    auto const now = node->clock.now();
    std::optional<Outcome> outcome;
    switch (report.fate) {
        case Fate::delivered:
            if (running.lane.state().failures > 0) node->backfill.back_again(running.name);
            running.lane.delivered(parcel, now);
            outcome = Outcome::delivered;
            break;
        case Fate::refused:
            running.lane.refused(parcel);
            outcome = Outcome::refused;
            break;
        case Fate::set_aside: running.lane.set_aside(parcel, now, std::move(report.error)); break;
        case Fate::failed: running.lane.failed(parcel, now, report.retry_after, std::move(report.error)); break;
        case Fate::postponed: running.lane.postponed(parcel, now + look_again); break;
    }
    count_outages();
    co_await record(running, parcel, outcome, report.status);
    step(running);
}

asio::awaitable<void> Delivery::Inside::record(
    Running& running, Parcel parcel, std::optional<Outcome> outcome, unsigned status
) {
    EntryKey const key{running.host, parcel.seq};
    storage::Store::Change<storage::Nothing> change =
        [key, outcome, status, state = running.lane.state(), now = node->clock.now()](
            storage::WriteTx& tx, storage::Tables& tables
        ) -> Result<storage::Nothing> {
        tables.lanes.put(tx, key.of, state);
        if (outcome) {
            tables.deliveries.erase(tx, key);
            tables.receipts.put(tx, key, {*outcome, status, now});
        }
        return storage::Nothing{};
    };
    auto const written = co_await node->store.write(std::move(change));
    if (!written) log::error("a receipt was not written", {{"host", running.name}});
}

}  // namespace collegium::federation
