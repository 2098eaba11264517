#include "federation/partners/partner_care.hpp"

#include "config/log.hpp"
#include "federation/delivery/delivery_report.hpp"
#include "federation/delivery/delivery_state.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/partners/card.hpp"
#include "federation/partners/decisions.hpp"
#include "federation/partners/policy.hpp"
#include "federation/partners/rest.hpp"
#include "federation/signing/courier.hpp"
#include "storage/names.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace collegium::federation {

namespace asio = boost::asio;

using storage::HandshakeRecord;
using storage::PartnerRecord;
using storage::PartnerState;

namespace {

constexpr std::chrono::seconds between_rounds{2};
constexpr unsigned rounds_between_flushes = 15;
constexpr auto card_age = std::chrono::hours{24 * 7};
constexpr std::chrono::minutes between_cards{10};
constexpr std::size_t most_cards = 100;  // of one look at all partners

std::chrono::milliseconds wait_after(std::uint64_t tries) {
    constexpr std::chrono::milliseconds first = std::chrono::minutes{1}, last = std::chrono::hours{6};
    return std::min(first * (1 << std::min<std::uint64_t>(tries, 10)), last);
}

HandshakeRecord handshake_of(Node const& node, std::string const& host) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        return tables.handshakes.get(tx, host).value_or(HandshakeRecord{});
    });
}

// A farewell goes last: who has read it takes nothing more from us.
bool has_other_mail(Node const& node, std::string const& host) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_host(tx, tables, host);
        bool found = false;
        if (handle && standing_of(tx, tables, host) == Standing::removed)
            tables.deliveries.ascend(tx, {*handle, storage::Seq{0}}, [&](storage::EntryKey const& key, auto const&) {
                found = key.of == *handle;
                return false;
            });
        return found;
    });
}

asio::awaitable<Result<IncomingResponse>> post_letter(Node const& node, std::string host, std::string letter) {
    auto root = Iri::parse("https://" + host + "/");
    if (!root) co_return root.error();
    FetchBudget budget;
    budget.for_introduction = true;
    auto const actor = co_await resolve_actor(node, *std::move(root), budget);
    if (!actor) co_return actor.error();
    auto const inbox = Iri::parse(actor->record.inbox);
    if (!inbox) co_return inbox.error();

    auto request = message_to(*inbox, std::move(letter));
    auto signer = instance_signer(node);
    co_return co_await exchange_signed(node, std::move(signer), std::move(request));
}

// The other node judged what it was told: there is nothing more to say.
void settle(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string const& host,
    HandshakeRecord record,
    bool taken,
    Instant now
) {
    record.letter.clear();
    record.tries = 0;
    record.error.clear();
    auto partner = tables.partners.get(tx, host);
    if (!partner) {
        tables.handshakes.erase(tx, host);
        return;
    }
    tables.handshakes.put(tx, host, record);
    if (taken || partner->state != PartnerState::asked) return;
    partner->state = PartnerState::declined_by_them;
    partner->since = now;
    partner->reason = "Their node takes no introduction from us.";
    tables.partners.put(tx, host, *partner);
    note_decision(tx, tables);
}

// Nothing is written if the operator decided something new in the meantime.
storage::Store::Change<storage::Nothing> recording(
    Node const& node, std::string host, std::string sent, Report report
) {
    return [host = std::move(host), sent = std::move(sent), report = std::move(report), now = node.clock.now()](
               storage::WriteTx& tx, storage::Tables& tables
           ) {
        auto record = tables.handshakes.get(tx, host).value_or(HandshakeRecord{});
        if (record.letter != sent) return Result<storage::Nothing>{storage::Nothing{}};
        if (report.fate == Fate::delivered || report.fate == Fate::refused) {
            settle(tx, tables, host, std::move(record), report.fate == Fate::delivered, now);
        } else {
            record.next_try = now + wait_after(record.tries++);
            record.error = report.error;
            tables.handshakes.put(tx, host, record);
        }
        return Result<storage::Nothing>{storage::Nothing{}};
    };
}

struct Letters {
    std::vector<std::string> due;             // hosts
    std::optional<Instant> next = Instant{};  // when there is something to look at again; nothing: after a decision
};

Letters letters_now(Node const& node) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        Letters letters;
        if (!node.store.has_room()) return letters;
        letters.next.reset();
        if (exchange_rests(tx, tables)) return letters;
        auto const now = node.clock.now();
        tables.handshakes.each(tx, [&](std::string const& host, HandshakeRecord const& record) {
            if (record.letter.empty()) return true;
            if (record.next_try <= now) letters.due.push_back(host);
            letters.next = std::min(letters.next.value_or(record.next_try), record.next_try);
            return true;
        });
        return letters;
    });
}

// With the time: a pause and its end may lie between two looks.
using Standings = std::map<std::string, std::pair<PartnerState, Instant>>;

Standings standings(Node const& node) {
    return node.store.read([](auto const& tx, auto const& tables) {
        Standings all;
        bool const rests = exchange_rests(tx, tables);
        tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
            bool const waits = rests && partner.state == PartnerState::agreed;
            all.emplace(host, std::pair{waits ? PartnerState::paused : partner.state, partner.since});
            return true;
        });
        return all;
    });
}

}  // namespace

asio::awaitable<Result<void>> send_letter(Node const& node, std::string host) {
    auto const letter = handshake_of(node, host).letter;
    if (letter.empty() || has_other_mail(node, host)) co_return Result<void>{};
    auto const response = co_await post_letter(node, host, letter);
    // A node that cannot be found yet is no node that said no.
    auto report = response ? report_of(response, node.clock.now()) : Report{Fate::failed};
    if (!response) report.error = response.error().detail();
    bool const arrived = report.fate == Fate::delivered;
    bool const judged = report.fate == Fate::refused;
    auto change = recording(node, host, letter, std::move(report));
    auto const recorded = co_await node.store.write(std::move(change));
    if (!recorded) co_return recorded.error();
    if (arrived) co_return Result<void>{};
    if (judged) co_return Refusal{Reason::not_partner, "the other node turned it down"};
    if (!response) co_return response.error();
    co_return Refusal{Reason::unreachable, "the other node cannot take it at the moment"};
}

namespace {

asio::awaitable<void> send_all(Node const& node, std::vector<std::string> hosts) {
    for (auto const& host : hosts) {
        auto const sent = co_await send_letter(node, host);
        if (!sent) log::info("a partner could not be told", {{"host", host}, {"detail", sent.error().detail()}});
    }
}

// Of agreed partners, those that were not looked at for the longest time, and for more than a week.
std::vector<std::string> oldest_cards(Node const& node, std::size_t most) {
    auto const before = node.clock.now() - card_age;
    std::vector<std::pair<Instant, std::string>> due;
    node.store.read([&](auto const& tx, auto const& tables) {
        if (exchange_rests(tx, tables)) return;
        tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
            if (partner.state != PartnerState::agreed) return true;
            auto const fetched = tables.cards.get(tx, host).value_or(storage::CardRecord{}).fetched;
            if (fetched < before) due.emplace_back(fetched, host);
            return true;
        });
    });
    auto const end = due.begin() + static_cast<std::ptrdiff_t>(std::min(most, due.size()));
    std::ranges::partial_sort(due, end);
    std::vector<std::string> hosts;
    for (auto each = due.begin(); each != end; ++each) hosts.push_back(each->second);
    return hosts;
}

asio::awaitable<void> refresh(Node const& node, std::string host) {
    auto const refreshed = co_await refresh_card(node, host, false);
    if (!refreshed)
        log::info("a partner card is not to be had", {{"host", host}, {"detail", refreshed.error().detail()}});
}

}  // namespace

asio::awaitable<void> send_letters(Node const& node) {
    co_await send_all(node, letters_now(node).due);
}

asio::awaitable<void> refresh_oldest_card(Node const& node) {
    for (auto const& host : oldest_cards(node, 1)) co_await refresh(node, host);
}

struct PartnerCare::Inside {
    explicit Inside(asio::any_io_executor executor_) : executor{executor_}, timer{std::move(executor_)} {}

    asio::any_io_executor executor;
    asio::steady_timer timer;
    Node const* node = nullptr;
    Standings known;
    std::optional<std::uint64_t> decisions;  // that were made when everything was looked at
    std::optional<Instant> next_letter;      // when there is one to send; nothing: none waits
    std::vector<std::string> cards;          // to be looked at, the next one last
    Instant next_cards{};                    // when there may be others
    unsigned rounds = 0;
    bool stopped = false;

    bool was_decided() {
        auto const now =
            node->store.read([](auto const& tx, auto const& tables) { return count_of_decisions(tx, tables); });
        return std::exchange(decisions, now) != now;
    }

    // An operator may have decided in another process.
    void notice_decisions() {
        auto now = standings(*node);
        for (auto const& [host, standing] : now)
            if (auto const before = known.find(host); before == known.end() || before->second != standing)
                node->bell.resumed(host);
        known = std::move(now);
    }

    // A command may have queued something: for whom the node waits already, this changes nothing.
    void ring_for_commands() {
        auto const hosts =
            node->store.read([](auto const& tx, auto const& tables) { return waiting_hosts(tx, tables); });
        for (auto const host : hosts) node->bell.ring(host);
    }

    // Looking at all letters of all partners takes long where there are thousands.
    asio::awaitable<void> send_due_letters(bool decided) {
        if (!decided && (!next_letter || *next_letter > node->clock.now())) co_return;
        auto letters = letters_now(*node);
        next_letter = letters.due.empty() ? letters.next : Instant{};
        co_await send_all(*node, std::move(letters.due));
    }

    asio::awaitable<void> refresh_next_card(bool decided) {
        auto const now = node->clock.now();
        if (decided || (cards.empty() && now >= next_cards)) {
            cards = oldest_cards(*node, most_cards);
            std::ranges::reverse(cards);
            next_cards = now + between_cards;
        }
        if (cards.empty()) co_return;
        auto host = std::move(cards.back());
        cards.pop_back();
        co_await refresh(*node, std::move(host));
    }

    asio::awaitable<void> round() {
        bool const decided = was_decided();
        if (decided) notice_decisions();
        co_await send_due_letters(decided);
        co_await refresh_next_card(decided);
        if (++rounds % rounds_between_flushes != 0) co_return;
        ring_for_commands();
        std::function<void()> flush = [this] { node->traffic.flush(node->store); };
        co_await node->workers.run(std::move(flush));
    }

    asio::awaitable<void> run() {
        known = standings(*node);
        while (!stopped) {
            co_await round();
            timer.expires_after(between_rounds);
            auto const [problem] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
            static_cast<void>(problem);
        }
    }
};

PartnerCare::PartnerCare(asio::any_io_executor executor) : inside_{std::make_shared<Inside>(std::move(executor))} {}

PartnerCare::~PartnerCare() = default;

void PartnerCare::start(Node const& node) {
    inside_->node = &node;
    auto const logged = [inside = inside_](std::exception_ptr broken) {
        if (!broken) return;
        try {
            std::rethrow_exception(broken);
        } catch (std::exception const& error) {
            log::error("partner care broke", {{"error", error.what()}});
        }
    };
    asio::co_spawn(inside_->executor, inside_->run(), logged);
}

void PartnerCare::stop() {
    asio::post(inside_->executor, [inside = inside_] {
        inside->stopped = true;
        inside->timer.cancel();
    });
}

}  // namespace collegium::federation
