#include "server/oauth/register_care.hpp"

#include "config/log.hpp"

#include <set>

namespace collegium::server::oauth {

namespace asio = boost::asio;

using storage::AppRecord;
using storage::OwnedToken;
using storage::Tables;
using storage::TokenRecord;
using storage::WriteTx;

namespace {

// In one change, since others wait for it.
constexpr std::size_t most_at_once = 2000;

bool is_over(TokenRecord const& record, Instant now) {
    return record.expires != Instant{} && record.expires <= now;
}

std::size_t erase_tokens(WriteTx& tx, Tables& tables, Instant now) {
    std::vector<OwnedToken> over;
    tables.tokens.each(tx, [&](storage::TokenDigest const& key, TokenRecord const& record) {
        if (is_over(record, now)) over.push_back({record.actor, key});
        return over.size() < most_at_once;
    });
    for (auto const& each : over) {
        tables.tokens.erase(tx, each.token);
        tables.tokens_of.erase(tx, each);
    }
    return over.size();
}

std::set<std::string> holders(storage::ReadTx const& tx, Tables const& tables) {
    std::set<std::string> found;
    tables.tokens.each(tx, [&](storage::TokenDigest const&, TokenRecord const& record) {
        found.insert(record.app);
        return true;
    });
    return found;
}

std::size_t erase_programs(WriteTx& tx, Tables& tables, Instant now) {
    auto const holding = holders(tx, tables);
    std::vector<std::string> unused;
    tables.apps.each(tx, [&](std::string const& id, AppRecord const& record) {
        bool const was_used = record.used != Instant{} || holding.contains(id);
        if (!was_used && record.created + patience <= now) unused.push_back(id);
        return unused.size() < most_at_once;
    });
    for (auto const& id : unused) tables.apps.erase(tx, id);
    return unused.size();
}

}  // namespace

asio::awaitable<void> forget_unused(App const& app) {
    bool more = true;
    while (more) {
        storage::Store::Change<bool> change = [now =
                                                   app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<bool> {
            auto const tokens = erase_tokens(tx, tables, now);
            auto const programs = erase_programs(tx, tables, now);
            return tokens == most_at_once || programs == most_at_once;
        };
        auto const erased = co_await app.node.store.write(std::move(change));
        if (!erased) log::warning("programs and tokens that nobody uses were not erased");
        more = erased && *erased;
    }
}

}  // namespace collegium::server::oauth
