#include "federation/delivery/delivery.hpp"

#include "config/log.hpp"
#include "federation/delivery/delivery_attempt.hpp"
#include "federation/delivery/lane.hpp"
#include "federation/delivery/receipts.hpp"
#include "federation/delivery/roster.hpp"
#include "federation/notify/service.hpp"
#include "storage/names.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <unordered_map>

namespace collegium::federation {

namespace asio = boost::asio;

using std::chrono::milliseconds;
using storage::DeliveryRow;
using storage::EntryKey;
using storage::Handle;
using storage::LaneRecord;
using storage::Seq;

namespace {

constexpr std::chrono::minutes look_again{1};          // whether a paused partner was resumed
constexpr std::chrono::minutes success_precision{10};  // how well we remember when a host was last reached
constexpr std::size_t hosts_at_once = 512;             // of the scan at the start
constexpr std::size_t rows_at_once = 4096;             // of one host, read without a break
constexpr std::size_t fair_share = 64;                 // messages of one host while others wait for a place

bool is_worth_writing(LaneRecord const& now, LaneRecord const& written) {
    return now.failures != written.failures || now.next_try != written.next_try ||
           now.last_error != written.last_error || now.last_success - written.last_success >= success_precision;
}

// The next host, from this handle on, for which something is queued; and how its lane was left.
std::optional<std::pair<Handle, LaneRecord>> next_host(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle from
) {
    std::optional<std::pair<Handle, LaneRecord>> found;
    tables.deliveries.ascend(tx, {from, Seq{0}}, [&](EntryKey const& key, DeliveryRow const&) {
        found.emplace(key.of, tables.lanes.get(tx, key.of).value_or(LaneRecord{}));
        return false;
    });
    return found;
}

}  // namespace

struct Delivery::Inside {
    explicit Inside(asio::any_io_executor executor_) : executor{std::move(executor_)}, alarm{executor} {}

    // A host that is being served.
    struct Running {
        Running(Lane lane_, Destination to_) : lane{std::move(lane_)}, written{lane.state()}, to{std::move(to_)} {}

        Lane lane;
        LaneRecord written;  // of its state
        Destination to;
        std::size_t under_way = 0;  // coroutines that refer to this
        std::size_t begun = 0;
    };

    asio::any_io_executor executor;
    asio::steady_timer alarm;  // one for all hosts
    std::optional<Instant> alarm_set;
    Node const* node = nullptr;
    std::optional<Roster> roster;
    Letters letters;
    std::unordered_map<Handle, std::unique_ptr<Running>> lanes;
    std::size_t under_way = 0;
    bool stopped = false;
    std::atomic<bool> somebody_sleeps = false;  // read by heard_from on any thread

    Instant now() const { return node->clock.now(); }
    void scan(Handle from);
    void called(Handle host);
    void called_back(Handle host);
    std::optional<Handle> handle_of(std::string const& name) const;
    void heard_from(std::string const& name);
    void resumed(std::string const& name);
    void serve_all();
    void set_alarm();
    void open(Roster::Turn turn);
    void load(Running& running);
    void step(Running& running);
    bool may_begin(Running const& running) const;
    void begin(Running& running, Parcel parcel);
    void rest(Running& running, Lane::Step const& next);
    void ended(Running& running, Parcel parcel, std::exception_ptr broken);
    asio::awaitable<void> send(Running& running, Parcel parcel);
    asio::awaitable<Report> try_to_send(Running& running, Parcel parcel);
    asio::awaitable<void> settle(Running& running, Parcel parcel, Report report);
};

Delivery::Delivery(asio::any_io_executor executor) : inside_{std::make_shared<Inside>(std::move(executor))} {}

Delivery::~Delivery() = default;

void Delivery::start(Node const& node) {
    inside_->node = &node;
    inside_->roster.emplace(node.settings.delivery.lanes);
    asio::post(inside_->executor, [inside = inside_] { inside->scan(Handle{0}); });
}

void Delivery::stop() {
    asio::post(inside_->executor, [inside = inside_] {
        inside->stopped = true;
        inside->alarm.cancel();
    });
}

void Delivery::ring(Handle host) {
    asio::post(inside_->executor, [inside = inside_, host] {
        if (inside->node != nullptr && !inside->stopped) inside->called(host);
    });
}

void Delivery::heard_from(std::string_view host) {
    if (!inside_->somebody_sleeps) return;
    asio::post(inside_->executor, [inside = inside_, name = std::string{host}] {
        if (!inside->stopped) inside->heard_from(name);
    });
}

void Delivery::resumed(std::string_view host) {
    asio::post(inside_->executor, [inside = inside_, name = std::string{host}] {
        if (inside->node != nullptr && !inside->stopped) inside->resumed(name);
    });
}

DeliveryLoad Delivery::load() const {
    auto const parcels = [](std::size_t sum, auto const& each) { return sum + each.second->lane.size(); };
    return {
        inside_->lanes.size(),
        std::accumulate(inside_->lanes.begin(), inside_->lanes.end(), std::size_t{0}, parcels),
        inside_->under_way,
        inside_->roster->asleep()};
}

// Takes up what the last stop left, a part at a time, so that nobody waits for it.
void Delivery::Inside::scan(Handle from) {
    if (stopped) return;
    std::vector<std::pair<Handle, LaneRecord>> hosts;
    node->store.read([&](auto const& tx, auto const& tables) {
        while (hosts.size() < hosts_at_once) {
            auto next = next_host(tx, tables, from);
            if (!next) return;
            from = Handle{static_cast<std::uint64_t>(next->first) + 1};
            hosts.push_back(*std::move(next));
        }
    });
    for (auto const& [host, state] : hosts) {
        if (roster->knows(host)) continue;
        if (state.next_try <= now())
            roster->call(host, now());
        else
            roster->sleep(host, state.next_try, state.failures > 0 ? Roster::Sleep::failing : Roster::Sleep::deep);
    }
    serve_all();
    if (hosts.size() == hosts_at_once) asio::post(executor, [this, from] { scan(from); });
}

void Delivery::Inside::called(Handle host) {
    auto const found = lanes.find(host);
    if (found == lanes.end()) {
        roster->call(host, now());
    } else {
        found->second->lane.look_again();
        step(*found->second);
    }
    serve_all();
}

// To go on with a lane that was left in the middle.
void Delivery::Inside::called_back(Handle host) {
    auto const found = lanes.find(host);
    if (found != lanes.end()) step(*found->second);
    serve_all();
}

std::optional<Handle> Delivery::Inside::handle_of(std::string const& name) const {
    return node->store.read([&](auto const& tx, auto const& tables) { return storage::find_host(tx, tables, name); });
}

void Delivery::Inside::heard_from(std::string const& name) {
    auto const host = handle_of(name);
    if (!host) return;
    std::chrono::seconds const soon{node->settings.delivery.first_retry_seconds};
    roster->heard_from(*host, now(), soon);
    serve_all();
}

void Delivery::Inside::resumed(std::string const& name) {
    auto const host = handle_of(name);
    if (!host) return;
    auto const found = lanes.find(*host);
    if (found == lanes.end()) {
        roster->wake(*host);
    } else {
        found->second->lane.look_again();
        found->second->lane.revive(now());
        step(*found->second);
    }
    serve_all();
}

void Delivery::Inside::serve_all() {
    while (!stopped) {
        auto const turn = roster->next(now());
        if (!turn) break;
        open(*turn);
    }
    somebody_sleeps = roster->asleep() > 0;
    set_alarm();
}

void Delivery::Inside::set_alarm() {
    auto const when = roster->alarm();
    if (stopped || when == alarm_set) return;
    alarm_set = when;
    if (!when) {
        alarm.cancel();
        return;
    }
    alarm.expires_after(std::max(*when - now(), milliseconds{1}));
    alarm.async_wait([this](boost::system::error_code error) {
        if (error) return;
        alarm_set.reset();
        serve_all();
    });
}

void Delivery::Inside::open(Roster::Turn turn) {
    auto const& limits = node->settings.delivery;
    LaneTimes const times{
        std::chrono::seconds{limits.first_retry_seconds},
        std::chrono::hours{limits.last_retry_hours},
        limits.window,
        turn.host};
    auto running = node->store.read([&](auto const& tx, auto const& tables) {
        auto const state = tables.lanes.get(tx, turn.host).value_or(LaneRecord{});
        auto const origin = Iri::parse(storage::iri_of(tx, tables, turn.host)).value();
        Destination to{turn.host, std::string{origin.host()}, notify::is_lane(tx, tables, turn.host)};
        return std::make_unique<Running>(Lane{times, state}, std::move(to));
    });
    if (turn.revived) running->lane.revive(now());
    step(*lanes.insert_or_assign(turn.host, std::move(running)).first->second);
}

void Delivery::Inside::load(Running& running) {
    auto& lane = running.lane;
    if (!lane.wants_more()) return;
    node->store.read([&](auto const& tx, auto const& tables) {
        std::size_t left = rows_at_once;
        bool more = false;
        tables.deliveries
            .ascend(tx, {running.to.host, lane.read_from()}, [&](EntryKey const& key, DeliveryRow const& row) {
                more = key.of == running.to.host;
                if (!more || !lane.has_room() || left-- == 0) return false;
                lane.add({key.seq, row.order}, tables.asides.get(tx, key));
                more = false;
                return true;
            });
        if (!more) lane.reached_end();
    });
}

// Starts whatever may be started now. Called after everything that can change the answer; may end the lane.
void Delivery::Inside::step(Running& running) {
    if (stopped) return;
    while (may_begin(running)) {
        load(running);
        auto const next = running.lane.next(now());
        auto const* const send_step = std::get_if<Lane::Send>(&next);
        if (send_step == nullptr) return rest(running, next);
        begin(running, send_step->parcel);
    }
    if (running.under_way > 0) return;
    roster->stand_back(running.to.host, running.lane.is_failing());
    lanes.erase(running.to.host);
}

bool Delivery::Inside::may_begin(Running const& running) const {
    if (running.begun >= fair_share && roster->is_anyone_in_line()) return false;
    return running.under_way == 0 || under_way < 2 * node->settings.delivery.lanes;
}

void Delivery::Inside::begin(Running& running, Parcel parcel) {
    ++running.under_way;
    ++running.begun;
    ++under_way;
    asio::co_spawn(executor, send(running, parcel), [this, &running, parcel](std::exception_ptr broken) {
        ended(running, parcel, broken);
    });
}

void Delivery::Inside::ended(Running& running, Parcel parcel, std::exception_ptr broken) {
    --running.under_way;
    --under_way;
    try {
        if (broken) std::rethrow_exception(broken);
    } catch (std::exception const& error) {
        log::error("delivery broke", {{"host", running.to.name}, {"error", error.what()}});
        running.lane.postponed(parcel, now() + look_again);
    }
    step(running);
    serve_all();
}

// Nothing can be started. When nothing is under way either, the lane makes room for others.
void Delivery::Inside::rest(Running& running, Lane::Step const& next) {
    if (running.under_way > 0) return;
    auto const host = running.to.host;
    auto const* const wait = std::get_if<Lane::Wait>(&next);
    auto const& lane = running.lane;
    bool const whole_lane_waits = lane.state().next_try > now();
    if (lane.wants_more() && !whole_lane_waits)  // only what is held back was read so far
        return asio::post(executor, [this, host] { called_back(host); });
    if (wait == nullptr)
        roster->leave(host);
    else if (lane.is_failing())
        roster->sleep(host, wait->until, Roster::Sleep::failing);
    else
        roster->sleep(host, wait->until, whole_lane_waits ? Roster::Sleep::deep : Roster::Sleep::light);
    lanes.erase(host);
}

asio::awaitable<void> Delivery::Inside::send(Running& running, Parcel parcel) {
    auto report = co_await try_to_send(running, parcel);
    co_await settle(running, parcel, std::move(report));
}

// What breaks over one message must not keep the others: it is set aside like what the host cannot take.
asio::awaitable<Report> Delivery::Inside::try_to_send(Running& running, Parcel parcel) {
    // Its receipt could not be written, and it would go out again and again.
    if (!node->store.has_room()) co_return Report::postponed("the disk has no room for a receipt");
    auto prospect = prospect_of(*node, letters, running.to, parcel.seq);
    if (prospect.dispatch == Dispatch::wait) co_return Report::postponed("the partner is paused");
    if (prospect.dispatch == Dispatch::drop) co_return Report::refused("not a partner any more");
    try {
        auto report = co_await attempt_delivery(*node, running.to, parcel.seq, std::move(prospect));
        co_return report;
    } catch (std::exception const& error) {
        log::error("a message cannot be sent", {{"host", running.to.name}, {"error", error.what()}});
    }
    co_return Report::set_aside("something broke here");
}

asio::awaitable<void> Delivery::Inside::settle(Running& running, Parcel parcel, Report report) {
    auto& lane = running.lane;
    auto const at = now();
    if (report.fate == Fate::delivered && lane.is_failing()) node->backfill.back_again(running.to.name);
    if (report.fate == Fate::set_aside && lane.was_set_aside_enough(parcel)) report.fate = Fate::refused;
    log_fate(running.to.name, parcel.seq, report);

    Settlement settlement{{running.to.host, parcel.seq}, at, report.fate, report.status, report.error, {}, {}};
    switch (report.fate) {
        case Fate::delivered: lane.delivered(at); break;
        case Fate::refused: lane.refused(); break;
        case Fate::set_aside: settlement.aside = lane.set_aside(parcel, at, std::move(report.error)); break;
        case Fate::failed: lane.failed(parcel, at, report.retry_after, std::move(report.error)); break;
        case Fate::postponed: lane.postponed(parcel, at + look_again); break;
    }
    if (is_worth_writing(lane.state(), running.written)) settlement.lane = running.written = lane.state();

    bool const is_final = report.fate == Fate::delivered || report.fate == Fate::refused;
    if (!is_final && !settlement.lane && !settlement.aside) co_return;
    storage::Store::Change<storage::Nothing> change =
        [kept = std::move(settlement)](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
        record(tx, tables, kept);
        return storage::Nothing{};
    };
    auto const written = co_await node->store.write(std::move(change));
    if (!written) log::error("a receipt was not written", {{"host", running.to.name}});
    if (is_final && written) lane.settled(parcel);
    if (is_final && !written) lane.postponed(parcel, at + look_again);  // receivers know what they have
}

}  // namespace collegium::federation
