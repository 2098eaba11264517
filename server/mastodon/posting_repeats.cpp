#include "server/mastodon/posting_repeats.hpp"

#include "config/log.hpp"
#include "server/mastodon/dates.hpp"

namespace collegium::server::mastodon {

using storage::LocalId;
using storage::RepeatRecord;
using storage::Tables;
using storage::TokenDigest;
using storage::WriteTx;

namespace {

constexpr std::chrono::hours remembered{1};
constexpr std::size_t most_keys = 200;  // bytes that count

// Keys are spread evenly, so whoever comes along tidies up a little behind the place where they are.
constexpr std::size_t tidied = 8;

void forget_old_ones(WriteTx& tx, Tables& tables, TokenDigest const& key, Instant now) {
    std::vector<TokenDigest> old;
    std::size_t left = tidied;
    tables.repeats.ascend(tx, key, [&](TokenDigest const& each, RepeatRecord const& record) {
        if (now - record.at >= remembered) old.push_back(each);
        return --left > 0;
    });
    for (auto const& each : old) tables.repeats.erase(tx, each);
}

}  // namespace

std::optional<TokenDigest> repeat_key(App const& app, Call const& call) {
    auto const key = call.request.field("idempotency-key");
    if (key.empty()) return std::nullopt;
    return app.tokens.digest("repeat " + digits(call.member->actor) + " " + std::string{key.substr(0, most_keys)});
}

boost::asio::awaitable<Result<std::optional<LocalId>>> begin_once(App const& app, TokenDigest key, LocalId number) {
    using Before = std::optional<LocalId>;
    auto const now = app.node.clock.now();
    storage::Store::Change<Before> change = [key, number, now](WriteTx& tx, Tables& tables) -> Result<Before> {
        auto const before = tables.repeats.get(tx, key);
        if (before && now - before->at < remembered) return Before{before->number};
        forget_old_ones(tx, tables, key, now);
        tables.repeats.put(tx, key, {number, now});
        return Before{};
    };
    auto outcome = co_await app.node.store.write(std::move(change));
    co_return outcome;
}

boost::asio::awaitable<void> forget_try(App const& app, TokenDigest key) {
    storage::Store::Change<bool> change = [key](WriteTx& tx, Tables& tables) -> Result<bool> {
        return tables.repeats.erase(tx, key);
    };
    auto const forgotten = co_await app.node.store.write(std::move(change));
    if (!forgotten) log::warning("a try was not forgotten", {{"detail", forgotten.error().detail()}});
}

}  // namespace collegium::server::mastodon
