#include "federation/community/thread.hpp"

#include "federation/community/acceptance.hpp"
#include "federation/vocabulary.hpp"
#include "federation/written_down.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::ActorType;
using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::PlaceKey;
using storage::Seq;

namespace {

constexpr Handle nobody{0};

ObjectKind declared_kind(Object const& object) {
    if (object.kind == "question") return ObjectKind::question;
    if (object.kind == "answer") return ObjectKind::answer;
    if (object.kind == "comment") return ObjectKind::comment;
    return ObjectKind::unknown;
}

// Our communities are places for questions and answers: what stands on top is a question, what replies to it is an
// answer unless it says that it is a comment, and everything deeper is a comment.
ObjectKind kind_below(ObjectRecord const* parent, ObjectKind declared) {
    if (parent == nullptr || parent->kind == ObjectKind::unknown) return ObjectKind::unknown;
    bool const answers = parent->kind == ObjectKind::question && declared != ObjectKind::comment;
    return answers ? ObjectKind::answer : ObjectKind::comment;
}

std::optional<Handle> addressed_community(rules::Context const& context, Object const& object) {
    for (auto const& iri : object.addressees) {
        auto const handle = context.find(iri);
        auto const actor = handle ? context.tables.actors.get(context.tx, *handle) : std::nullopt;
        if (actor && actor->type == ActorType::group) return handle;
    }
    return std::nullopt;
}

// The replies to `parent` that are kept under `root`.
std::vector<Handle> replies_to(rules::Context const& context, Handle parent, Handle root) {
    std::vector<Handle> found;
    context.tables.replies.ascend(context.tx, {root, LocalId{0}}, [&](PlaceKey const& key, Handle child) {
        if (key.under != root) return false;
        auto const record = context.tables.objects.get(context.tx, child);
        if (record && record->parent == parent) found.push_back(child);
        return true;
    });
    return found;
}

// Those that came before the thing they reply to. While the thread was unknown, the topmost known name stood for it:
// the thing's own, or what is now the root.
std::vector<Handle> waiting_for(rules::Context const& context, Handle handle, ObjectRecord const& record) {
    auto found = replies_to(context, handle, handle);
    if (record.root == handle) return found;
    for (auto const child : replies_to(context, handle, record.root)) found.push_back(child);
    return found;
}

// Gives one of them its place below `record`, and returns what it is now.
ObjectRecord adopt_one(rules::Context const& context, ObjectRecord const& record, Handle child) {
    auto below = context.tables.objects.get(context.tx, child).value();
    below.kind = kind_below(&record, below.declared);
    below.community = record.community;
    if (below.root != record.root) {
        context.tables.replies.erase(context.tx, {below.root, below.number});
        below.root = record.root;
        context.tables.replies.put(context.tx, {below.root, below.number}, child);
    }
    context.tables.objects.put(context.tx, child, below);
    settle_early(context, child);
    return below;
}

// All that hangs below a thing which has its place now. A list, not a recursion: others decide how deep it goes.
void adopt(rules::Context const& context, Handle handle, ObjectRecord const& record) {
    std::vector<std::pair<Handle, ObjectRecord>> parents{{handle, record}};
    while (!parents.empty()) {
        auto const [parent, place] = std::move(parents.back());
        parents.pop_back();
        if (place.kind == ObjectKind::unknown) continue;
        for (auto const child : waiting_for(context, parent, place))
            parents.emplace_back(child, adopt_one(context, place, child));
    }
}

// Where a reply stands. With an unknown parent the thread is unknown too: then the parent's name stands for it.
void place_reply(rules::Context const& context, Object const& object, ObjectRecord& record) {
    record.parent = context.intern(object.in_reply_to);
    auto const parent = context.tables.objects.get(context.tx, record.parent);
    if (!parent) context.effects.missing.push_back(record.parent);
    record.kind = kind_below(parent ? &*parent : nullptr, record.declared);
    record.root = parent && parent->root != nobody ? parent->root : record.parent;
    if (parent && parent->community != nobody) record.community = parent->community;
}

// Known, or deleted by its author before it came. A Delete by somebody else was not theirs to send.
bool is_taken(rules::Context const& context, Object const& object) {
    auto const known = context.find(object.id.text());
    auto const record = known ? context.tables.objects.get(context.tx, *known) : std::nullopt;
    if (!record) return false;
    bool const is_tombstone = record->root == nobody;
    return !is_tombstone || context.find(object.author.text()) == record->author;
}

bool belongs_somewhere(rules::Context const& context, Object const& object, std::optional<Handle> addressed) {
    if (addressed) return true;
    auto const parent = object.in_reply_to.empty() ? std::nullopt : context.find(object.in_reply_to);
    return parent && context.tables.objects.contains(context.tx, *parent);
}

}  // namespace

Result<Object> authored_object(rules::Context const& context) {
    auto const* const value = context.activity.object();
    if (value == nullptr) return Refusal{Reason::malformed, "the object must be there whole"};
    auto object = Object::parse(*value);
    if (!object) return object;
    if (object->author != context.activity.actor())
        return Refusal{Reason::foreign, "the object's author is not the actor"};
    return object;
}

Result<void> publish(rules::Context const& context, Object const& object) {
    if (!std::ranges::any_of(object.addressees, vocabulary::is_public))
        return Refusal{Reason::not_allowed, "only what is for everyone is kept here"};
    if (is_taken(context, object)) return Refusal{Reason::unconcerned, "the object is known"};
    auto const addressed = addressed_community(context, object);
    if (!belongs_somewhere(context, object, addressed))
        return Refusal{Reason::unconcerned, "addressed to no community and no thread that we know"};

    bool const may_be_awaited = context.find(object.id.text()).has_value();  // somebody named it before it came
    auto const handle = context.intern(object.id.text());
    ObjectRecord record;
    record.number = context.number;
    record.declared = declared_kind(object);
    record.author = context.actor();
    record.community = addressed.value_or(nobody);
    record.published = object.published;
    record.updated = object.updated;
    record.created = record.words = context.seq;
    if (object.in_reply_to.empty()) {
        record.kind = ObjectKind::question;
        record.root = handle;
        context.tables.topics.put(context.tx, {record.community, record.number}, handle);
    } else {
        place_reply(context, object, record);
        context.tables.replies.put(context.tx, {record.root, record.number}, handle);
    }
    context.tables.objects.put(context.tx, handle, record);
    context.tables.numbers.put(context.tx, record.number, handle);
    context.tables.works.put(context.tx, {record.author, record.number}, handle);

    pass_on(context, record.community);
    if (record.kind == ObjectKind::question && !is_written_down(context.activity)) {
        auto const community = context.tables.actors.get(context.tx, record.community);
        if (community && community->local)
            context.effects.reactions.push_back({ReactionKind::announce_object, record.community, context.activity});
    }
    // Afterwards, since a choice means nothing to those who have not heard of its answer.
    settle_early(context, handle);
    if (may_be_awaited) adopt(context, handle, record);
    return {};
}

void pass_on(rules::Context const& context, Handle community) {
    pass_on(context, community, context.activity);
}

void pass_on(rules::Context const& context, Handle community, Activity const& activity) {
    auto const record = context.tables.actors.get(context.tx, community);
    if (!record || !record->local || record->type != ActorType::group) return;
    if (!is_written_down(activity))
        context.effects.reactions.push_back({ReactionKind::announce, community, activity});
    else if (activity.verb() != Verb::delete_)  // nobody's own act: only the name of the thing goes out
        context.effects.reactions.push_back({ReactionKind::announce_object, community, activity});
}

}  // namespace collegium::federation::community
