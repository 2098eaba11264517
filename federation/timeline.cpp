#include "federation/timeline.hpp"

#include "federation/activity.hpp"
#include "federation/object.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::timeline {

using storage::ActorType;
using storage::Edge;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_replies = 500;

std::optional<Object> words_of(ReadTx const& tx, Tables const& tables, storage::Seq seq) {
    auto flesh = tables.flesh.get(tx, seq);
    if (!flesh) return std::nullopt;
    auto const json = Json::read_object(*std::move(flesh));
    if (!json) return std::nullopt;
    auto const* const value = member(json->root(), "object");
    if (value == nullptr || !value->IsObject()) return std::nullopt;
    auto object = Object::parse(*value);
    return object ? std::optional{*std::move(object)} : std::nullopt;
}

bool has_accepted(ReadTx const& tx, Tables const& tables, Handle question) {
    bool found = false;
    tables.accepted.ascend(tx, Edge{question, Handle{0}}, [&](Edge const& key, storage::Acceptance const&) {
        auto const answer = key.of == question ? tables.objects.get(tx, key.by) : std::nullopt;
        found = answer && answer->state == ObjectState::visible;
        return key.of == question && !found;
    });
    return found;
}

template <class Visit>
void each_reply(ReadTx const& tx, Tables const& tables, Handle question, Visit visit) {
    std::size_t left = most_replies;
    tables.replies.ascend(tx, {question, LocalId{0}}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != question || left-- == 0) return false;
        visit(handle);
        return true;
    });
}

std::uint64_t count_answers(ReadTx const& tx, Tables const& tables, Handle question) {
    std::uint64_t count = 0;
    each_reply(tx, tables, question, [&](Handle handle) {
        auto const record = tables.objects.get(tx, handle);
        if (record && record->kind == ObjectKind::answer && record->state == ObjectState::visible) ++count;
    });
    return count;
}

void add_words(PostView& post, Object&& object) {
    post.title = object.title();
    post.content = std::move(object.content);
    post.source = std::move(object.source);
    post.language = std::move(object.language);
}

}  // namespace

std::optional<ActorView> find_actor(ReadTx const& tx, Tables const& tables, Handle handle) {
    auto const record = tables.actors.get(tx, handle);
    if (!record) return std::nullopt;
    ActorView view;
    view.handle = handle;
    view.iri = storage::iri_of(tx, tables, handle);
    view.name = record->username;
    view.host = std::string{Iri::parse(view.iri).value().host()};
    view.display = record->display_name.empty() ? record->username : record->display_name;
    view.summary = record->summary;
    view.local = record->local;
    view.community = record->type == ActorType::group;
    return view;
}

std::optional<ActorView> find_community(
    ReadTx const& tx, Tables const& tables, std::string_view own_host, std::string_view address
) {
    auto const at = address.find('@');
    auto const name = address.substr(0, at);
    auto const host = at == std::string_view::npos ? own_host : address.substr(at + 1);
    std::optional<Handle> handle;
    if (host == own_host) {
        handle = tables.local_names.get(tx, std::string{name});
    } else {
        // Others choose their own paths, so the name decides, not the address.
        tables.actors.each(tx, [&](Handle each, storage::ActorRecord const& record) {
            bool const fits = !record.local && record.type == ActorType::group && record.username == name;
            if (fits && Iri::parse(storage::iri_of(tx, tables, each)).value().host() == host) handle = each;
            return !handle;
        });
    }
    auto view = handle ? find_actor(tx, tables, *handle) : std::nullopt;
    return view && view->community ? view : std::nullopt;
}

std::vector<ActorView> local_communities(ReadTx const& tx, Tables const& tables) {
    std::vector<ActorView> found;
    tables.local_names.each(tx, [&](std::string const&, Handle handle) {
        if (auto view = find_actor(tx, tables, handle); view && view->community) found.push_back(*std::move(view));
        return true;
    });
    return found;
}

std::vector<Membership> communities_of(ReadTx const& tx, Tables const& tables, Handle person) {
    std::vector<Membership> found;
    tables.following.ascend(tx, {person, Handle{0}}, [&](Edge const& key, storage::FollowRecord const& record) {
        if (key.of != person) return false;
        if (auto view = find_actor(tx, tables, key.by); view && view->community)
            found.push_back({*std::move(view), record.state});
        return true;
    });
    return found;
}

std::optional<PostView> find_post(ReadTx const& tx, Tables const& tables, Handle handle) {
    auto const record = tables.objects.get(tx, handle);
    if (!record || record->kind == ObjectKind::unknown) return std::nullopt;
    PostView post;
    post.handle = handle;
    post.iri = storage::iri_of(tx, tables, handle);
    post.number = record->number;
    post.kind = record->kind;
    post.state = record->state;
    post.author = find_actor(tx, tables, record->author).value_or(ActorView{});
    post.community = find_actor(tx, tables, record->community).value_or(ActorView{});
    post.published = record->published;
    post.updated = record->updated;
    post.edited = record->updated > record->published;
    post.announced = record->announced != storage::Seq{0};
    if (auto const acceptance = tables.accepted.get(tx, Edge{record->root, handle})) {
        post.accepted = true;
        post.accepted_by = acceptance->by;
    }
    post.parent = record->parent;
    post.root = record->root;
    if (record->state != ObjectState::visible) return post;
    if (auto object = words_of(tx, tables, record->words)) add_words(post, *std::move(object));
    return post;
}

std::optional<PostView> find_post(ReadTx const& tx, Tables const& tables, LocalId number) {
    auto const handle = tables.numbers.get(tx, number);
    return handle ? find_post(tx, tables, *handle) : std::nullopt;
}

std::vector<TopicLine> questions_in(
    ReadTx const& tx, Tables const& tables, Handle community, LocalId before, std::size_t most
) {
    std::vector<TopicLine> lines;
    tables.topics.descend(tx, {community, before}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != community) return false;
        auto post = find_post(tx, tables, handle);
        if (post && post->state == ObjectState::visible)
            lines.push_back({*std::move(post), count_answers(tx, tables, handle), has_accepted(tx, tables, handle)});
        return lines.size() < most;
    });
    return lines;
}

std::optional<Thread> thread_of(ReadTx const& tx, Tables const& tables, Handle question) {
    auto post = find_post(tx, tables, question);
    if (!post || post->kind != ObjectKind::question) return std::nullopt;
    Thread thread{*std::move(post), {}, {}};
    each_reply(tx, tables, question, [&](Handle handle) {
        auto reply = find_post(tx, tables, handle);
        if (!reply) return;
        auto& where = reply->kind == ObjectKind::answer ? thread.answers : thread.comments;
        where.push_back(*std::move(reply));
    });
    std::ranges::stable_partition(thread.answers, &PostView::accepted);
    return thread;
}

}  // namespace collegium::federation::timeline
