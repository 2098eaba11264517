#include "server/followers/log_follower.hpp"

namespace collegium::server {

namespace asio = boost::asio;

using storage::Seq;

std::vector<Logged> LogFollower::next_batch() const {
    return node_.store.read([this](storage::ReadTx const& tx, storage::Tables const& tables) {
        std::vector<Logged> batch;
        Seq const from{static_cast<std::uint64_t>(listener_.heard(tx, tables)) + 1};
        tables.log.ascend(tx, from, [&](Seq seq, storage::LogEntry const& entry) {
            batch.push_back({seq, entry, node_.recent.of(tx, tables, seq, entry.number)});
            return batch.size() < most_at_once;
        });
        return batch;
    });
}

asio::awaitable<bool> LogFollower::step() const {
    auto batch = next_batch();
    if (batch.empty()) co_return false;
    co_await listener_.hear(std::move(batch));
    co_return true;
}

asio::awaitable<void> LogFollower::catch_up() const {
    for (bool more = true; more;) more = co_await step();
}

}  // namespace collegium::server
