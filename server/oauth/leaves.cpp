#include "server/oauth/leaves.hpp"

#include <algorithm>
#include <map>

namespace collegium::server::oauth {

using storage::TokenKind;
using storage::TokenRecord;

namespace {

void add(Leave& leave, TokenRecord const& record) {
    if (leave.since == Instant{} || record.created < leave.since) leave.since = record.created;
    // The refresh token knows the whole leave; when it was used says nothing of the member's things.
    if (leave.scopes.empty() || record.kind == TokenKind::refresh) leave.scopes = record.scopes;
    if (record.kind == TokenKind::access) leave.used = std::max(leave.used, record.used);
}

}  // namespace

std::vector<Leave> leaves_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member) {
    std::map<std::uint64_t, Leave> found;
    tables.tokens_of.ascend(tx, {member, {}}, [&](storage::OwnedToken const& key, storage::Nothing) {
        if (key.of != member) return false;
        auto const record = tables.tokens.get(tx, key.token);
        if (!record) return true;
        auto& leave = found[record->family];
        if (leave.family == 0) {
            auto const app = tables.apps.get(tx, record->app);
            leave.family = record->family;
            leave.program = app ? app->name : "";
        }
        add(leave, *record);
        return true;
    });
    std::vector<Leave> leaves;
    for (auto& [family, leave] : found) leaves.push_back(std::move(leave));
    std::ranges::stable_sort(leaves, std::ranges::greater{}, &Leave::since);
    return leaves;
}

boost::asio::awaitable<Result<storage::Nothing>> take_back(
    App const& app, storage::Handle member, std::uint64_t family
) {
    storage::Store::Change<storage::Nothing> change = [member, family](storage::WriteTx& tx, storage::Tables& tables) {
        Tokens::revoke_family(tx, tables, member, family);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const taken = co_await app.node.store.write(std::move(change));
    co_return taken;
}

}  // namespace collegium::server::oauth
