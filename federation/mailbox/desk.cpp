#include "federation/mailbox/desk.hpp"

#include "federation/mailbox/agreement.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <map>
#include <numeric>
#include <optional>

namespace collegium::federation::mailbox {

namespace asio = boost::asio;

using storage::Nothing;

namespace {

struct Item {
    Item(OutgoingRequest request_, asio::any_io_executor executor)
        : request{std::move(request_)}, timer{std::move(executor)} {}

    OutgoingRequest request;
    asio::steady_timer timer;  // of whoever waits for the answer
    bool handed_out = false;
    std::optional<IncomingResponse> answer;
};

struct Box {
    std::map<std::uint64_t, std::shared_ptr<Item>> items;  // by number: in the order in which they came
    Instant visited{};

    std::size_t bytes() const {
        return std::accumulate(items.begin(), items.end(), std::size_t{0}, [](std::size_t sum, auto const& each) {
            return sum + each.second->request.body.size();
        });
    }
};

// The clock's own, so that a late answer to what was asked before a restart answers nothing else.
std::uint64_t first_number(Clock const& clock) {
    using Micros = std::chrono::microseconds;
    return static_cast<std::uint64_t>(std::chrono::floor<Micros>(clock.now().time_since_epoch()).count());
}

}  // namespace

struct MailboxDesk::Inside {
    Inside(
        asio::any_io_executor executor_,
        Network& outside_,
        storage::Store const& store_,
        Clock const& clock_,
        std::chrono::milliseconds patience_
    )
        : executor{std::move(executor_)},
          outside{outside_},
          store{store_},
          clock{clock_},
          patience{patience_},
          last_number{first_number(clock_)} {}

    bool is_away(Box const& box) const { return clock.now() - box.visited > absence; }

    asio::awaitable<Result<IncomingResponse>> lay_down(OutgoingRequest request) {
        std::string const host = request.host;
        auto& box = boxes[host];
        if (is_away(box)) co_return Refusal{Reason::unreachable, "it fetches for itself, and was not here lately"};
        if (box.items.size() >= most_laid_down || box.bytes() + request.body.size() > most_bytes)
            co_return Refusal{Reason::unreachable, "it fetches for itself, and has too much to fetch already"};
        auto const number = ++last_number;
        auto const item = std::make_shared<Item>(std::move(request), executor);
        box.items.emplace(number, item);
        item->timer.expires_after(patience);
        auto const [stopped] = co_await item->timer.async_wait(asio::as_tuple(asio::use_awaitable));
        static_cast<void>(stopped);
        box.items.erase(number);
        if (!item->answer) co_return Refusal{Reason::unreachable, "it fetches for itself, and did not answer in time"};
        co_return *std::move(item->answer);
    }

    asio::awaitable<Visit> visit(std::string host) {
        auto& box = boxes[host];
        Visit visit;
        visit.was_away = is_away(box);
        box.visited = clock.now();
        std::size_t bytes = 0;
        for (auto const& [number, item] : box.items) {
            if (item->handed_out) continue;
            bytes += item->request.body.size();
            if (!visit.items.empty() && (visit.items.size() == most_on_page || bytes > page_bytes)) break;
            item->handed_out = true;
            visit.items.push_back({number, item->request});
        }
        co_return visit;
    }

    asio::awaitable<Result<Nothing>> answer(std::string host, std::uint64_t number, IncomingResponse response) {
        auto& items = boxes[host].items;
        auto const found = items.find(number);
        if (found == items.end() || !found->second->handed_out || found->second->answer)
            co_return Refusal{Reason::not_found, "nobody waits for that answer"};
        found->second->answer = std::move(response);
        found->second->timer.cancel();
        co_return Nothing{};
    }

    asio::any_io_executor executor;
    Network& outside;
    storage::Store const& store;
    Clock const& clock;
    std::chrono::milliseconds patience;
    std::uint64_t last_number;
    std::map<std::string, Box> boxes;  // of hosts that may come, so there are few
};

MailboxDesk::MailboxDesk(
    asio::any_io_executor executor,
    Network& outside,
    storage::Store const& store,
    Clock const& clock,
    std::chrono::milliseconds patience
)
    : inside_{std::make_unique<Inside>(std::move(executor), outside, store, clock, patience)} {}

MailboxDesk::~MailboxDesk() = default;

asio::awaitable<Result<IncomingResponse>> MailboxDesk::exchange(OutgoingRequest request) {
    bool const comes_here = inside_->store.read([&](auto const& tx, auto const& tables) {
        return !visitor_key(tx, tables, request.host).empty();
    });
    if (!comes_here) co_return co_await inside_->outside.exchange(std::move(request));
    auto there = inside_->lay_down(std::move(request));
    co_return co_await asio::co_spawn(inside_->executor, std::move(there), asio::use_awaitable);
}

asio::awaitable<Visit> MailboxDesk::visit(std::string host) {
    auto there = inside_->visit(std::move(host));
    co_return co_await asio::co_spawn(inside_->executor, std::move(there), asio::use_awaitable);
}

asio::awaitable<Result<Nothing>> MailboxDesk::answer(
    std::string host, std::uint64_t number, IncomingResponse response
) {
    auto there = inside_->answer(std::move(host), number, std::move(response));
    co_return co_await asio::co_spawn(inside_->executor, std::move(there), asio::use_awaitable);
}

}  // namespace collegium::federation::mailbox
