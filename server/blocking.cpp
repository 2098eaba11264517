#include "server/blocking.hpp"

#include "server/following.hpp"

namespace collegium::server {

namespace asio = boost::asio;

using storage::Edge;
using storage::Handle;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

asio::awaitable<Result<Nothing>> block(App const& app, Handle member, Handle other) {
    if (other == member) co_return Refusal{Reason::not_allowed, "You cannot do this to yourself."};
    auto const left = co_await unfollow(app, member, other);
    if (!left) co_return left.error();
    auto const away = co_await answer_follower(app, member, other, FollowAnswer::turn_away);
    if (!away && away.error().reason() != Reason::not_found) co_return away.error();
    storage::MarkedRecord record;
    record.since = app.node.clock.now();
    storage::Store::Change<Nothing> change = [edge = Edge{member, other},
                                              record](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        tables.blocks.insert(tx, edge, record);
        return Nothing{};
    };
    auto const written = co_await app.node.store.write(std::move(change));
    co_return written;
}

asio::awaitable<Result<Nothing>> unblock(App const& app, Handle member, Handle other) {
    storage::Store::Change<Nothing> change = [edge =
                                                  Edge{member, other}](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        if (!tables.blocks.erase(tx, edge)) return Refusal{Reason::unconcerned, "You do not block them."};
        return Nothing{};
    };
    auto const written = co_await app.node.store.write(std::move(change));
    co_return written;
}

}  // namespace collegium::server
