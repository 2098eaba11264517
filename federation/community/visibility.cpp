#include "federation/community/visibility.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/roll.hpp"
#include "federation/consent/consent.hpp"
#include "federation/partners/policy.hpp"
#include "storage/names.hpp"

namespace collegium::federation::community {

using storage::Edge;
using storage::Handle;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::ReadTx;
using storage::Ruling;
using storage::Tables;

namespace {

std::optional<Ruling> deletion_of(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    auto const own = tables.removals.get(tx, Edge{thing, record.author});
    return own ? own : tables.removals.get(tx, Edge{record.author, record.author});
}

bool follows(ReadTx const& tx, Tables const& tables, Handle person, Handle followed) {
    auto const follow = tables.following.get(tx, Edge{person, followed});
    return follow && follow->state == storage::FollowState::accepted;
}

bool has_follower_at(ReadTx const& tx, Tables const& tables, Handle followed, Handle host) {
    bool found = false;
    auto const look = [&](storage::FollowerKey const& key, storage::FollowRecord const& record) {
        if (key.followed != followed || key.host != host) return false;
        found = record.state == storage::FollowState::accepted;
        return !found;
    };
    tables.followers.ascend(tx, {followed, host, Handle{0}}, look);
    return found;
}

// Somebody there was named.
bool names_somebody_at(ReadTx const& tx, Tables const& tables, Handle thing, Handle host) {
    auto const origin = host == Handle{0} ? std::string{} : storage::iri_of(tx, tables, host);
    bool found = false;
    if (!origin.empty())
        tables.addressed.ascend(tx, Edge{thing, Handle{0}}, [&](Edge const& key, storage::Nothing) {
            if (key.of != thing) return false;
            found = storage::iri_of(tx, tables, key.by).starts_with(origin + "/");
            return !found;
        });
    return found;
}

// Also in words from before somebody was known to be one.
bool names_pupil(ReadTx const& tx, Tables const& tables, Handle thing) {
    bool found = false;
    tables.addressed.ascend(tx, Edge{thing, Handle{0}}, [&](Edge const& key, storage::Nothing) {
        found = key.of == thing && is_pupil(tx, tables, key.by);
        return key.of == thing && !found;
    });
    return found;
}

// Of a community or a person, at this node or at the one that asks.
bool is_follower(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle followed) {
    if (viewer.member != Handle{0}) return follows(tx, tables, viewer.member, followed);
    return viewer.host != Handle{0} && has_follower_at(tx, tables, followed, viewer.host);
}

// What waits for the facilitators is for its author and for them.
bool may_see_held(ReadTx const& tx, Tables const& tables, Viewer const& viewer, ObjectRecord const& record) {
    if (viewer.member == Handle{0}) return false;
    return viewer.member == record.author || tables.moderators.contains(tx, Edge{record.community, viewer.member});
}

// Where it is, as others know it: the thread or its community. True if that is at this node.
std::pair<std::string, bool> home_of(ReadTx const& tx, Tables const& tables, ObjectRecord const& record) {
    if (record.community != Handle{0})
        return {storage::iri_of(tx, tables, record.community), is_home(tx, tables, record.community)};
    auto const root = tables.objects.get(tx, record.root);
    auto const author = root ? tables.actors.get(tx, root->author) : std::nullopt;
    return {storage::iri_of(tx, tables, record.root), author && author->local};
}

std::string host_in(std::string_view iri) {
    auto const parsed = Iri::parse(iri);
    return parsed ? std::string{parsed->host()} : std::string{};
}

// Partners are those of the node where a thing is: what they are to others, only that node can know.
bool is_partner_or_named(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle thing, ObjectRecord const& record
) {
    if (record.audience != storage::Audience::partners) return true;
    bool const is_member = viewer.member != Handle{0};
    if (is_member && (viewer.member == record.author || tables.addressed.contains(tx, Edge{thing, viewer.member})))
        return true;
    auto const [place, is_ours] = home_of(tx, tables, record);
    if (is_member) return is_ours || is_agreed_with(tx, tables, host_in(place));
    if (names_somebody_at(tx, tables, thing, viewer.host)) return true;
    return is_ours && is_agreed_with(tx, tables, host_in(storage::iri_of(tx, tables, viewer.host)));
}

}  // namespace

bool is_in_audience(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle thing, ObjectRecord const& record
) {
    using enum storage::Audience;
    bool const is_member = viewer.member != Handle{0};
    if (is_held(tx, tables, thing, record.community) && !may_see_held(tx, tables, viewer, record)) return false;
    if (!is_member && stays_here(record.audience)) return false;
    if (record.audience == everyone || record.audience == quiet) return true;
    if (is_member && (viewer.member == record.author || tables.addressed.contains(tx, Edge{thing, viewer.member})))
        return true;
    if (!is_member && names_somebody_at(tx, tables, thing, viewer.host)) return true;
    switch (record.audience) {
        case here: return is_member;
        case followers: return is_follower(tx, tables, viewer, record.author);
        case partners: return is_member || viewer.host != Handle{0};
        case community:
        case insiders:
            return is_follower(tx, tables, viewer, record.community) ||
                   (is_member && (community::is_member(tx, tables, record.community, viewer.member) ||
                                  tables.moderators.contains(tx, Edge{record.community, viewer.member})));
        default: return false;
    }
}

bool is_meant_for(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle thing, ObjectRecord const& record
) {
    if (consent::is_withheld(tx, tables, record.author)) return false;
    bool const is_hidden = tables.hidden.contains(tx, thing) || tables.hidden.contains(tx, record.author);
    if (is_hidden && viewer.member != record.author) return false;
    // Also what somebody wrote before they were known to be a pupil.
    bool const is_outside = viewer.member == Handle{0};
    bool const is_kept = is_outside && (is_pupil(tx, tables, record.author) || names_pupil(tx, tables, thing));
    return !is_kept && is_in_audience(tx, tables, viewer, thing, record) &&
           is_partner_or_named(tx, tables, viewer, thing, record);
}

ObjectState state_of(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    if (deletion_of(tx, tables, thing, record)) return ObjectState::deleted_by_author;
    bool const removed = tables.removals.contains(tx, Edge{thing, record.community});
    return removed ? ObjectState::removed_by_moderator : ObjectState::visible;
}

bool is_visible(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    return state_of(tx, tables, thing, record) == ObjectState::visible;
}

std::optional<Ruling> removal_of(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    auto const deletion = deletion_of(tx, tables, thing, record);
    return deletion ? deletion : tables.removals.get(tx, Edge{thing, record.community});
}

bool is_gone(ReadTx const& tx, Tables const& tables, Handle actor) {
    return tables.removals.contains(tx, Edge{actor, actor});
}

bool may_know_of(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle actor) {
    auto const person = person_behind(tx, tables, actor);
    if (is_gone(tx, tables, actor) || (person != actor && is_gone(tx, tables, person))) return false;
    return viewer.member != Handle{0} || !is_pupil(tx, tables, actor);
}

}  // namespace collegium::federation::community
