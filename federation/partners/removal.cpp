#include "federation/partners/removal.hpp"

#include "config/log.hpp"
#include "federation/actor.hpp"
#include "federation/admit.hpp"
#include "federation/apply.hpp"
#include "federation/community/visibility.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <set>

namespace collegium::federation {

using storage::ActorType;
using storage::Edge;
using storage::FollowerKey;
using storage::FollowRecord;
using storage::Handle;
using storage::LogEntry;
using storage::ObjectRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

using Handles = std::set<Handle>;

// Everything that has its name at this host.
Handles handles_at(ReadTx const& tx, Tables const& tables, std::string_view host) {
    Handles handles;
    auto const origin = "https://" + std::string{host};
    tables.iris.each(tx, [&](Handle handle, std::string const& iri) {
        if (iri.starts_with(origin) && (iri.size() == origin.size() || iri[origin.size()] == '/'))
            handles.insert(handle);
        return true;
    });
    return handles;
}

bool is_local(ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const record = tables.actors.get(tx, actor);
    return record && record->local;
}

struct Follows {
    std::vector<Edge> ours;    // follower here, followed there
    std::vector<Edge> theirs;  // follower there, followed here
};

Follows follows_between(ReadTx const& tx, Tables const& tables, Handles const& there) {
    Follows follows;
    tables.following.each(tx, [&](Edge const& edge, FollowRecord const&) {
        if (there.contains(edge.by) && is_local(tx, tables, edge.of)) follows.ours.push_back(edge);
        if (there.contains(edge.of) && is_local(tx, tables, edge.by)) follows.theirs.push_back(edge);
        return true;
    });
    return follows;
}

std::optional<Activity> follow_of(Node const& node, Edge const& edge) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Activity> {
        auto const follow = tables.following.get(tx, edge);
        return follow ? logged_activity(tx, tables, follow->seq) : std::nullopt;
    });
}

// Whoever ended has ended all follows.
bool has_ended(Node const& node, Handle who) {
    return node.store.read([&](auto const& tx, auto const& tables) { return community::is_gone(tx, tables, who); });
}

// What was done there, and what carries the words of there inside. What we said to end it must still be sent.
bool carries_their_words(LogEntry const& entry, Handles const& there) {
    if (there.contains(entry.actor)) return true;
    auto const verb = static_cast<Verb>(entry.verb);
    return there.contains(entry.object) && (verb == Verb::announce || verb == Verb::accept);
}

std::uint64_t erase_words(storage::WriteTx& tx, Tables& tables, Handles const& there) {
    std::vector<Seq> doomed;
    tables.log.each(tx, [&](Seq seq, LogEntry const& entry) {
        if (carries_their_words(entry, there)) doomed.push_back(seq);
        return true;
    });
    std::uint64_t erased = 0;
    for (auto const seq : doomed)
        if (tables.flesh.erase(tx, seq)) ++erased;
    return erased;
}

// Their inboxes are still needed for what ends the follows; nothing else is. Communities are no people.
std::uint64_t erase_people(storage::WriteTx& tx, Tables& tables, Handles const& there) {
    std::uint64_t erased = 0;
    for (auto const handle : there) {
        auto const record = tables.actors.get(tx, handle);
        if (!record || record->local || record->type != ActorType::person) continue;
        for (auto const& key_id : key_ids_of(*record)) tables.key_owners.erase(tx, storage::hash_of(key_id));
        storage::ActorRecord inbox_alone;
        inbox_alone.type = record->type;
        inbox_alone.inbox = record->inbox;
        inbox_alone.shared_inbox = record->shared_inbox;
        tables.actors.put(tx, handle, inbox_alone);
        ++erased;
    }
    return erased;
}

}  // namespace

Affected affected_by_removal(ReadTx const& tx, Tables const& tables, std::string_view host) {
    auto const there = handles_at(tx, tables, host);
    auto const follows = follows_between(tx, tables, there);
    Handles members, communities, followers, writers;
    Affected affected;
    for (auto const& edge : follows.ours) {
        members.insert(edge.of);
        communities.insert(edge.by);
    }
    for (auto const& edge : follows.theirs) followers.insert(edge.of);
    tables.objects.each(tx, [&](Handle, ObjectRecord const& object) {
        if (there.contains(object.author))
            ++affected.things;
        else if (there.contains(object.community) && is_local(tx, tables, object.author))
            writers.insert(object.author);
        return true;
    });
    affected.members_following = members.size();
    affected.communities = communities.size();
    affected.followers_there = followers.size();
    affected.members_writing = writers.size();
    return affected;
}

void end_follows(Node const& node, std::string const& host) {
    auto const follows = node.store.read([&](auto const& tx, auto const& tables) {
        return follows_between(tx, tables, handles_at(tx, tables, host));
    });
    auto const composer = composer_of(node);
    auto const end = [&](Edge const& edge, Handle who, auto const& compose) {
        auto const author = author_of(node, who);
        auto const follow = follow_of(node, edge);
        if (!author || !follow || has_ended(node, who)) return;
        if (auto const ended = perform_now(node, compose(*author, *follow)); !ended)
            log::warning("a follow was not ended", {{"host", host}, {"detail", ended.error().detail()}});
    };
    for (auto const& edge : follows.ours)
        end(edge, edge.of, [&](Author const& by, Activity const& follow) { return composer.undo(by, follow); });
    for (auto const& edge : follows.theirs)
        end(edge, edge.by, [&](Author const& by, Activity const& follow) { return composer.reject(by, follow); });
}

Result<Erased> erase_data_of(
    storage::WriteTx& tx, storage::Tables& tables, std::string_view origin, std::string_view host
) {
    auto const there = handles_at(tx, tables, host);
    Erased erased;
    erased.entries = erase_words(tx, tables, there);
    erased.people = erase_people(tx, tables, there);
    tables.cards.erase(tx, std::string{host});
    auto const rebuilt = rebuild(tx, tables, origin);
    if (!rebuilt) return rebuilt.error();
    return erased;
}

}  // namespace collegium::federation
