#include "federation/community/membership.hpp"

namespace collegium::federation::community {

using storage::FollowRecord;
using storage::Handle;

namespace {

storage::FollowerKey follower_key(rules::Context const& context, Handle followed, Handle follower) {
    auto const iri = Iri::parse(storage::iri_of(context.tx, context.tables, follower)).value();
    return {followed, storage::intern_host(context.tx, context.tables, iri), follower};
}

std::optional<FollowEdge> edge_by_id(rules::Context const& context) {
    auto const seq = context.known_before(context.activity.object_id());
    auto const entry = seq ? context.tables.log.get(context.tx, *seq) : std::nullopt;
    if (!entry || static_cast<Verb>(entry->verb) != Verb::follow) return std::nullopt;
    return FollowEdge{entry->object, entry->actor};
}

std::optional<FollowEdge> edge_by_names(rules::Context const& context) {
    auto const* const inner = context.activity.object();
    if (inner == nullptr || type_of(*inner) != "Follow") return std::nullopt;
    auto const followed = context.find(reference_member(*inner, "object"));
    auto const follower = context.find(reference_member(*inner, "actor"));
    if (!followed || !follower) return std::nullopt;
    return FollowEdge{*followed, *follower};
}

}  // namespace

void put_follow(rules::Context const& context, Handle followed, Handle follower, FollowRecord const& record) {
    context.tables.followers.put(context.tx, follower_key(context, followed, follower), record);
    context.tables.following.put(context.tx, {follower, followed}, record);
}

bool erase_follow(rules::Context const& context, Handle followed, Handle follower) {
    if (!context.tables.following.erase(context.tx, {follower, followed})) return false;
    context.tables.followers.erase(context.tx, follower_key(context, followed, follower));
    return true;
}

std::vector<Handle> followed_by(rules::Context const& context, Handle follower) {
    std::vector<Handle> found;
    context.tables.following.ascend(context.tx, {follower, Handle{0}}, [&](auto const& key, FollowRecord const&) {
        if (key.of == follower) found.push_back(key.by);
        return key.of == follower;
    });
    return found;
}

std::vector<Handle> followers_of(rules::Context const& context, Handle followed) {
    std::vector<Handle> found;
    context.tables.followers
        .ascend(context.tx, {followed, Handle{0}, Handle{0}}, [&](auto const& key, FollowRecord const&) {
            if (key.followed == followed) found.push_back(key.follower);
            return key.followed == followed;
        });
    return found;
}

bool is_followed_here(rules::Context const& context, Handle followed) {
    auto const host = context.find(context.origin);
    bool found = false;
    if (host)
        context.tables.followers
            .ascend(context.tx, {followed, *host, Handle{0}}, [&](auto const& key, FollowRecord const& record) {
                if (key.followed != followed || key.host != *host) return false;
                found = record.state == storage::FollowState::accepted;
                return !found;
            });
    return found;
}

Result<FollowEdge> follow_in_question(rules::Context const& context) {
    auto edge = edge_by_id(context);
    if (!edge) edge = edge_by_names(context);
    if (!edge) return Refusal{Reason::unconcerned, "a Follow that we do not know"};
    if (context.find(context.activity.actor().text()) != edge->followed)
        return Refusal{Reason::foreign, "not the one who was followed"};
    return *edge;
}

}  // namespace collegium::federation::community
