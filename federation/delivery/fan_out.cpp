#include "federation/delivery/fan_out.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/holding.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/vocabulary.hpp"

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

Handle author_of(rules::Context const& context, std::string_view iri) {
    auto const thing = context.find(iri);
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    return record ? record->author : Handle{0};
}

// Whose acts must not overtake each other. A community passes on what many people do, and theirs are the orders that
// matter: one for all would mean one message at a time to each host.
Handle order_of(rules::Context const& context) {
    auto const& activity = context.activity;
    if (activity.verb() != Verb::announce) return context.actor();
    auto const* const inner = activity.object();
    bool const wrapped = inner != nullptr && verb_named(type_of(*inner)).has_value();
    auto const order = wrapped ? context.find(reference_member(*inner, "actor")).value_or(Handle{0})
                               : author_of(context, activity.object_id());
    return order == Handle{0} ? context.actor() : order;
}

// Words that a facilitator has not approved yet stay here: others could not know that they wait.
bool waits(rules::Context const& context) {
    auto const verb = context.activity.verb();
    if (verb != Verb::create && verb != Verb::update) return false;
    auto const thing = context.find(context.activity.object_id());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    return record && community::is_held(context.tx, context.tables, *thing, record->community);
}

}  // namespace

void fan_out(rules::Context const& context) {
    auto const actor = context.actor();
    auto const order = order_of(context);
    auto const own_host = context.intern(context.origin);
    context.tables.outbox.put(context.tx, {actor, context.seq}, {});
    if (community::never_leaves(context, context.activity) || waits(context)) return;

    Rows rows;
    bool for_partners = false;
    for (auto const iri : context.activity.addressees()) {
        if (is_partners_address(iri)) for_partners = true;
        if (vocabulary::is_public(iri) || is_partners_address(iri)) continue;
        if (auto const followed = followed_by_audience(context, iri))
            add_followers(context, rows, *followed, own_host);
        else
            add_recipient(context, rows, iri);
    }
    for (auto& [host, row] : rows) {
        if (context.tables.receipts.contains(context.tx, {context.seq, host})) continue;
        row.sender = actor;
        row.order = order;
        row.for_partners = for_partners;
        context.tables.deliveries.put(context.tx, {host, context.seq}, row);
        context.effects.hosts.push_back(host);
    }
}

}  // namespace collegium::federation
