#include "server/mastodon/posting_repeats.hpp"

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

bool counts(std::optional<RepeatRecord> const& before, Instant now) {
    return before && now - before->at < remembered;
}

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

std::optional<LocalId> posted_before(App const& app, std::optional<TokenDigest> const& key) {
    if (!key) return std::nullopt;
    auto const before =
        app.node.store.read([&](auto const& tx, auto const& tables) { return tables.repeats.get(tx, *key); });
    return counts(before, app.node.clock.now()) ? std::optional{before->number} : std::nullopt;
}

federation::Alongside noting_once(App const& app, std::optional<TokenDigest> key, LocalId number) {
    if (!key) return {};
    return [key = *key, number, now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<void> {
        if (counts(tables.repeats.get(tx, key), now)) return Refusal{Reason::duplicate, "posted under this key"};
        forget_old_ones(tx, tables, key, now);
        tables.repeats.put(tx, key, {number, now});
        return {};
    };
}

}  // namespace collegium::server::mastodon
