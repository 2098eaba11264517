#include "federation/fan_out.hpp"

#include "federation/vocabulary.hpp"

#include <map>

namespace collegium::federation {

using storage::DeliveryRow;
using storage::FollowerKey;
using storage::Handle;

namespace {

using Rows = std::map<Handle, DeliveryRow>;

// "<actor>/followers", where the actor is ours.
std::optional<Handle> followed_by_audience(rules::Context const& context, std::string_view iri) {
    constexpr std::string_view suffix = "/followers";
    if (!context.is_ours(iri) || !iri.ends_with(suffix)) return std::nullopt;
    return context.find(iri.substr(0, iri.size() - suffix.size()));
}

// The hosts of somebody's followers, jumping from one host to the next.
std::vector<Handle> follower_hosts(rules::Context const& context, Handle followed) {
    std::vector<Handle> hosts;
    for (FollowerKey from{followed, Handle{0}, Handle{0}};;) {
        std::optional<Handle> host;
        context.tables.followers
            .ascend(context.tx, from, [&](FollowerKey const& key, storage::FollowRecord const& record) {
                if (key.followed != followed) return false;
                if (record.state == storage::FollowState::accepted) host = key.host;
                return !host;
            });
        if (!host) return hosts;
        hosts.push_back(*host);
        from.host = Handle{static_cast<std::uint64_t>(*host) + 1};
    }
}

void add_followers(rules::Context const& context, Rows& rows, Handle followed, Handle own_host) {
    for (auto const host : follower_hosts(context, followed))
        if (host != own_host) rows[host].followers_of = followed;
}

void add_recipient(rules::Context const& context, Rows& rows, std::string_view iri) {
    auto const parsed = Iri::parse(iri);
    if (!parsed || context.is_ours(iri)) return;
    rows[storage::intern_host(context.tx, context.tables, *parsed)].recipients.push_back(context.intern(iri));
}

}  // namespace

void fan_out(rules::Context const& context) {
    auto const actor = context.actor();
    auto const own_host = context.intern(context.origin);
    context.tables.outbox.put(context.tx, {actor, context.seq}, {});

    Rows rows;
    for (auto const iri : context.activity.addressees()) {
        if (vocabulary::is_public(iri)) continue;
        if (auto const followed = followed_by_audience(context, iri))
            add_followers(context, rows, *followed, own_host);
        else
            add_recipient(context, rows, iri);
    }
    for (auto& [host, row] : rows) {
        if (context.tables.receipts.contains(context.tx, {host, context.seq})) continue;
        row.sender = row.order = actor;
        context.tables.deliveries.put(context.tx, {host, context.seq}, row);
        context.effects.hosts.push_back(host);
    }
}

}  // namespace collegium::federation
