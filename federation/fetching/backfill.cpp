#include "federation/fetching/backfill.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/fetching/fetched.hpp"
#include "federation/fetching/past.hpp"
#include "federation/fetching/relayed.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/fetching/wanted.hpp"
#include "federation/partners/policy.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <map>

namespace collegium::federation {

namespace asio = boost::asio;

using storage::Handle;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::chrono::minutes look_again{1};      // for what a command of another process wrote
constexpr std::chrono::minutes between_rounds{1};  // of one chain of parents
constexpr std::chrono::hours long_silence{1};
constexpr std::size_t looked_at_once = 1'000;  // entries of the table, in one snapshot
constexpr std::chrono::seconds turn{30};       // of one host in one round: a slow one does not keep the others waiting

enum class Outcome { here, later, postponed, paused, given_up };

// What a refusal says about the next try. A paused partner is not asked, and does not count as a failure.
Outcome outcome_of(Node const& node, wanted::Thing const& thing, Result<storage::Seq> const& taken) {
    if (taken) return Outcome::here;
    auto const reason = taken.error().reason();
    if (reason == Reason::too_many || reason == Reason::unavailable) return Outcome::postponed;
    if (reason == Reason::paused) return Outcome::paused;
    if (reason == Reason::unreachable) return Outcome::later;
    if (reason != Reason::not_partner) return Outcome::given_up;
    auto const standing =
        node.store.read([&](auto const& tx, auto const& tables) { return standing_of(tx, tables, thing.iri.host()); });
    return standing == Standing::paused ? Outcome::paused : Outcome::given_up;
}

// What the table says after a try; nothing if the search is over.
std::optional<storage::WantedRecord> record_after(Node const& node, wanted::Thing const& thing, Outcome outcome) {
    auto const now = node.clock.now();
    std::chrono::seconds const first_wait{node.settings.delivery.first_retry_seconds};
    auto record = thing.record;
    switch (outcome) {
        case Outcome::here:
        case Outcome::given_up: return std::nullopt;
        case Outcome::postponed: record.next_try = now + between_rounds; break;
        case Outcome::paused:  // patience does not run out over a pause, however long
            record.next_try = now + between_rounds;
            record.since = std::min(record.since + (record.next_try - thing.record.next_try), now);
            break;
        case Outcome::later:
            ++record.tries;
            record.next_try = now + wanted::wait_after(record.tries, first_wait);
            break;
    }
    return wanted::is_given_up(record, now) ? std::nullopt : std::optional{record};
}

// What the thing replies to, if that is missing as well.
std::optional<wanted::Thing> missing_above(Node const& node, Handle thing) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<wanted::Thing> {
        auto const record = tables.objects.get(tx, thing);
        if (!record || record->parent == Handle{0}) return std::nullopt;
        return wanted::find(tx, tables, record->parent);
    });
}

// This node itself was away, or heard nothing for long: then others may have given up sending.
bool was_out(Node const& node) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto const last = tables.log.last_key(tx);
        auto const entry = last ? tables.log.get(tx, *last) : std::nullopt;
        return entry && node.clock.now() - entry->received > long_silence;
    });
}

}  // namespace

struct Backfill::Inside {
    explicit Inside(asio::any_io_executor executor_) : executor{std::move(executor_)}, timer{executor} {}

    asio::any_io_executor executor;
    asio::steady_timer timer;
    Node const* node = nullptr;
    bool stopped = false;
    bool rung = false;

    asio::awaitable<void> run();
    asio::awaitable<Instant> work();
    asio::awaitable<Instant> work_safely();
    asio::awaitable<void> rest_until(Instant when);
    asio::awaitable<void> look_for(wanted::Thing thing);
    asio::awaitable<Result<storage::Seq>> take(wanted::Thing thing, FetchBudget& budget);
    asio::awaitable<Result<storage::Seq>> meet(Iri actor, FetchBudget& budget);
    asio::awaitable<void> settle(wanted::Thing thing, Outcome outcome);
};

Backfill::Backfill(asio::any_io_executor executor) : inside_{std::make_shared<Inside>(std::move(executor))} {}

Backfill::~Backfill() = default;

void Backfill::start(Node const& node) {
    inside_->node = &node;
    auto const logged = [](std::exception_ptr broken) {
        if (!broken) return;
        try {
            std::rethrow_exception(broken);
        } catch (std::exception const& error) {
            log::error("backfill broke", {{"error", error.what()}});
        }
    };
    asio::co_spawn(inside_->executor, inside_->run(), logged);
    if (was_out(node)) back_again("");
}

void Backfill::stop() {
    asio::post(inside_->executor, [inside = inside_] {
        inside->stopped = true;
        inside->timer.cancel();
    });
}

void Backfill::ring() {
    asio::post(inside_->executor, [inside = inside_] {
        inside->rung = true;
        inside->timer.cancel();
    });
}

void Backfill::back_again(std::string_view host) {
    asio::post(inside_->executor, [inside = inside_, name = std::string{host}] {
        if (inside->node == nullptr || inside->stopped) return;
        auto const asked = [](std::exception_ptr broken, Result<std::uint64_t> const& communities) {
            if (broken || !communities) log::error("a catch-up was not noted");
        };
        asio::co_spawn(inside->executor, past::ask_for_host(*inside->node, name), asked);
    });
}

asio::awaitable<void> Backfill::Inside::run() {
    while (!stopped) {
        rung = false;
        auto const next = co_await work_safely();
        if (!rung && !stopped) co_await rest_until(next);
    }
}

// What breaks over one thing must not end the search for all others.
asio::awaitable<Instant> Backfill::Inside::work_safely() {
    try {
        auto const next = co_await work();
        co_return next;
    } catch (std::exception const& error) {
        log::error("a search broke", {{"error", error.what()}});
    }
    co_return node->clock.now() + look_again;
}

asio::awaitable<void> Backfill::Inside::rest_until(Instant when) {
    timer.expires_after(std::max(when - node->clock.now(), std::chrono::milliseconds{1}));
    boost::system::error_code woken;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

// Everything that is due now; returns when to look again.
asio::awaitable<Instant> Backfill::Inside::work() {
    auto next = node->clock.now() + look_again;
    auto const pasts =
        node->store.read([&](auto const& tx, auto const& tables) { return past::due(*node, tx, tables); });
    for (auto const community : pasts.communities) {
        if (stopped) co_return next;
        co_await past::fetch(*node, community);
    }
    next = std::min(next, pasts.next.value_or(next));

    std::map<std::string, std::chrono::seconds, std::less<>> spent;
    for (std::optional<Handle> after = Handle{0}; after && !stopped;) {
        auto const slice = node->store.read([&](auto const& tx, auto const& tables) {
            return wanted::due_after(tx, tables, *after, looked_at_once, node->clock.now());
        });
        for (auto const& thing : slice.due) {
            auto& of_host = spent[std::string{thing.iri.host()}];
            if (stopped || of_host >= turn) continue;
            auto const began = node->clock.now();
            co_await look_for(thing);
            of_host += std::chrono::floor<std::chrono::seconds>(node->clock.now() - began);
        }
        next = std::min(next, slice.next.value_or(next));
        after = slice.last;
    }
    co_return next;
}

// One round: the thing, and upwards from it what is missing there, as far as one purse reaches.
asio::awaitable<void> Backfill::Inside::look_for(wanted::Thing thing) {
    FetchBudget budget;
    for (std::optional<wanted::Thing> next = std::move(thing); next && !stopped;) {
        auto const taken = co_await take(*next, budget);
        auto const outcome = outcome_of(*node, *next, taken);
        co_await settle(*next, outcome);
        if (outcome == Outcome::here)
            next = missing_above(*node, next->handle);
        else
            next.reset();
    }
}

asio::awaitable<Result<storage::Seq>> Backfill::Inside::take(wanted::Thing thing, FetchBudget& budget) {
    if (is_known_thing(*node, thing.iri.text())) co_return storage::Seq{0};  // it came by itself
    auto const fetched = co_await fetch_document(*node, thing.iri, budget);
    if (!fetched) co_return fetched.error();
    if (Actor::parse(fetched->root())) co_return co_await meet(thing.iri, budget);
    auto fact = written_down(*fetched, false);
    if (!fact) co_return fact.error();
    co_return co_await admit_found(*node, *std::move(fact), thing.record.depth, budget);
}

// Somebody who wrote here, and whose node did not answer then.
asio::awaitable<Result<storage::Seq>> Backfill::Inside::meet(Iri actor, FetchBudget& budget) {
    auto const met = co_await resolve_actor(*node, std::move(actor), budget);
    if (!met) co_return met.error();
    co_return storage::Seq{0};
}

asio::awaitable<void> Backfill::Inside::settle(wanted::Thing thing, Outcome outcome) {
    if (outcome == Outcome::given_up) log::info("a missing thing is given up", {{"thing", thing.iri.text()}});
    storage::Store::Change<storage::Nothing> change =
        [where = thing.handle, record = record_after(*node, thing, outcome)](WriteTx& tx, Tables& tables) {
            bool const came_meanwhile = !tables.wanted.contains(tx, where);
            if (record && !came_meanwhile) tables.wanted.put(tx, where, *record);
            if (!record) tables.wanted.erase(tx, where);
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto const settled = co_await node->store.write(std::move(change));
    if (!settled) log::error("a search was not settled", {{"thing", thing.iri.text()}});
}

}  // namespace collegium::federation
