#include "federation/community/thread.hpp"

#include "federation/community/acceptance.hpp"
#include "federation/community/audience.hpp"
#include "federation/community/filing.hpp"
#include "federation/community/hand_over.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/membership.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/polls.hpp"
#include "federation/community/terms.hpp"
#include "federation/community/visibility.hpp"
#include "federation/events/captured.hpp"
#include "federation/events/event.hpp"
#include "federation/messages/written_down.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace collegium::federation::community {

using storage::ActorType;
using storage::Audience;
using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::PlaceKey;
using storage::Seq;

namespace {

ObjectKind declared_kind(Object const& object) {
    if (object.kind == "question") return ObjectKind::question;
    if (object.kind == "answer") return ObjectKind::answer;
    if (object.kind == "comment") return ObjectKind::comment;
    if (object.kind == "guide") return ObjectKind::guide;
    if (object.kind == "instrument") return ObjectKind::instrument;
    if (object.kind == "project") return ObjectKind::project;
    if (object.kind == "signpost") return ObjectKind::signpost;
    return ObjectKind::unknown;
}

// Without a time it is a topic like any other.
bool brings_event(rules::Context const& context) {
    auto const* const words = context.activity.object();
    return words != nullptr && events::event_in(*words).has_value();
}

// What stands on top. Outside communities nobody is asked. Our communities are places for questions and answers; in
// another node's community a thing from software that does not say is a question if it asks.
ObjectKind kind_on_top(rules::Context const& context, Object const& object, Handle community) {
    if (object.kind == "guide") return ObjectKind::guide;
    if (object.kind == "instrument") return ObjectKind::instrument;
    if (object.kind == "project") return ObjectKind::project;
    if (object.kind == "signpost") return ObjectKind::signpost;
    if (brings_event(context) || object.kind == events::notes_kind) return ObjectKind::post;
    if (!object.options.empty() || community == storage::no_one) return ObjectKind::post;
    bool const asks = object.kind == "question" || is_home(context, community) ||
                      title_of(object.name, object.content).ends_with('?');
    return asks ? ObjectKind::question : ObjectKind::post;
}

// What replies to a question is an answer unless it says that it is a comment, and everything else is a comment.
ObjectKind kind_below(ObjectRecord const* parent, ObjectKind declared) {
    if (parent == nullptr || parent->kind == ObjectKind::unknown) return ObjectKind::unknown;
    bool const answers = parent->kind == ObjectKind::question && declared != ObjectKind::comment;
    return answers ? ObjectKind::answer : ObjectKind::comment;
}

// What is kept under a root, by what it replies to. Each root is read once, since others decide how much waits there.
class WaitingReplies {
public:
    explicit WaitingReplies(rules::Context const& context) : context_{context} {}

    // Those that came before the thread of what they reply to was known. Until then the topmost known name stood for
    // it: the thing's own, or, for those that came after the thing, the name that it waited under itself.
    std::vector<Handle> to(Handle thing, Handle former_root) {
        auto found = to_under(thing, thing);
        if (former_root == thing) return found;
        auto const more = to_under(thing, former_root);
        found.insert(found.end(), more.begin(), more.end());
        return found;
    }

private:
    using ByParent = std::map<Handle, std::vector<Handle>>;

    std::vector<Handle> to_under(Handle parent, Handle root) {
        auto const [at, is_new] = by_root_.try_emplace(root);
        if (is_new) at->second = read(root);
        auto const found = at->second.find(parent);
        return found == at->second.end() ? std::vector<Handle>{} : found->second;
    }

    ByParent read(Handle root) const {
        ByParent found;
        context_.tables.replies.ascend(context_.tx, {root, LocalId{0}}, [&](PlaceKey const& key, Handle child) {
            if (key.under != root) return false;
            auto const record = context_.tables.objects.get(context_.tx, child);
            if (record) found[record->parent].push_back(child);
            return true;
        });
        return found;
    }

    rules::Context const& context_;
    std::map<Handle, ByParent> by_root_;
};

// Where a thing stands. With an unknown parent the thread is unknown too: then the parent's name stands for it.
struct Place {
    ObjectKind kind{};
    Handle community{};
    Handle root{};  // of a reply in a known thread
};

// At the community's home: its facilitators may have shut the person out, or the question.
Result<void> check_admission(
    rules::Context const& context, Place const& place, std::optional<Handle> author, Audience audience
) {
    auto const open = check_lock(context, place.community, place.root);
    if (!open) return open;
    auto const fits = check_terms(context, place.community, author, audience, place.kind);
    if (!fits) return fits;
    return author ? check_ban(context, place.community, *author) : Result<void>{};
}

// What has its place now was let in without it, or for another kind of thing.
void judge_late(rules::Context const& context, Handle thing, ObjectRecord const& record, Handle former_community) {
    if (!is_home(context, record.community)) return;
    Place const place{record.kind, record.community, record.root};
    auto const fits = check_admission(context, place, record.author, record.audience);
    if (fits && record.community == former_community) return;
    hold_late(context, thing, record, !fits);
}

// Gives one of them its place below `record`, and returns what it is now.
ObjectRecord adopt_one(rules::Context const& context, ObjectRecord const& record, Handle child) {
    auto below = context.tables.objects.get(context.tx, child).value();
    below.kind = kind_below(&record, below.declared);
    auto const former = below.community;
    if (record.community != storage::no_one) below.community = record.community;
    move(context, child, below.number, former, below.community);
    if (below.root != record.root) {
        context.tables.replies.erase(context.tx, {below.root, below.number});
        below.root = record.root;
        context.tables.replies.put(context.tx, {below.root, below.number}, child);
    }
    context.tables.objects.put(context.tx, child, below);
    judge_late(context, child, below, former);
    settle_early(context, child);
    return below;
}

// A thing that has its place now, and the name under which it waited for it.
struct Arrival {
    Handle handle{};
    ObjectRecord record;
    Handle former_root{};
};

// All that hangs below it. A list, not a recursion: others decide how deep it goes. Each once: others can also send
// replies that go round in a circle.
void adopt(rules::Context const& context, Handle handle, ObjectRecord const& record) {
    std::vector<Arrival> arrivals{{handle, record, handle}};
    std::set<Handle> placed{handle};
    WaitingReplies waiting{context};
    while (!arrivals.empty()) {
        auto const parent = std::move(arrivals.back());
        arrivals.pop_back();
        for (auto const child : waiting.to(parent.handle, parent.former_root)) {
            if (!placed.insert(child).second) continue;
            auto const former_root = context.tables.objects.get(context.tx, child).value().root;
            arrivals.push_back({child, adopt_one(context, parent.record, child), former_root});
        }
    }
}

Place place_of(rules::Context const& context, Object const& object, Handle addressed) {
    if (object.in_reply_to.empty()) return {kind_on_top(context, object, addressed), addressed, storage::no_one};
    auto const above = context.find(object.in_reply_to);
    auto const parent = above ? context.tables.objects.get(context.tx, *above) : std::nullopt;
    if (!parent) return {ObjectKind::unknown, addressed, storage::no_one};
    auto const community = parent->community != storage::no_one ? parent->community : addressed;
    return {kind_below(&*parent, declared_kind(object)), community, parent->root};
}

bool is_known(rules::Context const& context, Object const& object) {
    auto const known = context.find(object.id.text());
    return known && context.tables.objects.contains(context.tx, *known);
}

bool names_one_of_ours(rules::Context const& context, Object const& object, Audience audience) {
    auto const people = people_named(context, object, audience);
    return std::ranges::any_of(people, [&](auto const& iri) {
        auto const person = context.is_ours(iri) ? context.find(iri) : std::nullopt;
        return person && context.tables.actors.contains(context.tx, *person);
    });
}

// What replied to it, or asked for a review of it, came before it.
bool is_awaited(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    bool found = false;
    if (thing)
        context.tables.review_desk
            .ascend(context.tx, {*thing, storage::no_one}, [&](storage::Edge const& key, storage::Nothing const&) {
                found = key.of == *thing;
                return false;
            });
    if (found) return true;
    if (thing)
        context.tables.replies.ascend(context.tx, {*thing, LocalId{0}}, [&](PlaceKey const& key, Handle) {
            found = key.under == *thing;
            return false;
        });
    return found;
}

// Somebody whom people here follow showed it to them.
bool came_through_somebody(rules::Context const& context) {
    auto const carrier = context.tables.actors.get(context.tx, context.via);
    return carrier && carrier->type != ActorType::group && is_followed_here(context, context.via);
}

// What is said to us: for the people of a community or of a thread that we know, or for somebody here.
bool concerns_us(
    rules::Context const& context, Object const& object, Audience audience, std::optional<Handle> addressed
) {
    if (context.local || names_one_of_ours(context, object, audience)) return true;
    if (audience == Audience::named) return false;
    auto const author = context.find(object.author.text());
    if (author && is_followed_here(context, *author)) return true;
    if (audience == Audience::followers) return false;
    auto const parent = object.in_reply_to.empty() ? std::nullopt : context.find(object.in_reply_to);
    if (addressed || (parent && context.tables.objects.contains(context.tx, *parent))) return true;
    return is_open(audience) && (is_awaited(context, object) || came_through_somebody(context));
}

// A reply never reaches more people than what it replies to, where that stays here.
Result<void> check_reply(rules::Context const& context, Object const& object, Audience audience) {
    auto const parent = context.find(object.in_reply_to);
    auto const record = parent ? context.tables.objects.get(context.tx, *parent) : std::nullopt;
    if (!record || narrowed_audience(audience, record->audience) == audience) return {};
    if (!stays_here(record->audience)) return {};
    if (context.local) return Refusal{Reason::not_allowed, "a reply to what stays in this school stays there too"};
    return Refusal{Reason::unconcerned, "addressed to no community and no thread that we know"};
}

Result<void> check_wanted(
    rules::Context const& context, Object const& object, Audience audience, std::optional<Handle> addressed
) {
    bool const concerning = concerns_us(context, object, audience, addressed);
    if (!concerning && !is_open(audience)) return Refusal{Reason::not_allowed, "neither for everyone nor for us"};
    if (is_known(context, object)) return Refusal{Reason::unconcerned, "the object is known"};
    if (brings_ballot(context)) return Refusal{Reason::unconcerned, "a vote in a poll"};
    if (!concerning) return Refusal{Reason::unconcerned, "addressed to no community and no thread that we know"};
    return check_reply(context, object, audience);
}

ObjectRecord keep(
    rules::Context const& context, Object const& object, Handle handle, Place const& place, Audience audience
) {
    bool const on_top = object.in_reply_to.empty();
    ObjectRecord record;
    record.audience = audience;
    record.number = context.number;
    record.kind = place.kind;
    record.declared = declared_kind(object);
    record.author = context.actor();
    record.community = place.community;
    record.parent = on_top ? storage::no_one : context.intern(object.in_reply_to);
    record.root = on_top ? handle : place.root != storage::no_one ? place.root : record.parent;
    record.published = object.published;
    record.updated = object.updated;
    record.created = record.words = context.seq;
    if (!on_top) context.tables.replies.put(context.tx, {record.root, record.number}, handle);
    bool const is_event = brings_event(context);
    bool const has_own_place = is_event || object.kind == events::notes_kind;  // notes stand on the page of their event
    if (on_top && is_event && record.community != storage::no_one)
        context.tables.events.put(context.tx, {record.community, record.number}, handle);
    if (on_top && !has_own_place && record.community != storage::no_one)
        context.tables.topics.put(context.tx, {record.community, record.number}, handle);
    if (record.kind == ObjectKind::guide && record.community != storage::no_one)
        context.tables.guides.put(context.tx, {record.community, record.number}, handle);
    context.tables.objects.put(context.tx, handle, record);
    context.tables.numbers.put(context.tx, record.number, handle);
    context.tables.works.put(context.tx, {record.author, record.number}, handle);
    file(context, handle, record, object);
    note_poll(context, handle, record);
    return record;
}

bool waits(rules::Context const& context, Handle community, Activity const& activity) {
    auto const thing = context.find(activity.object_id());
    return thing && is_held(context.tx, context.tables, *thing, community);
}

bool passes_on(rules::Context const& context, Handle community, Activity const& activity) {
    return is_home(context, community) && may_be_passed_on(audience_about(context, activity)) &&
           !never_leaves(context, activity) && !waits(context, community, activity);
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
    auto const audience = audience_of(context, object);
    // What is for followers, or for some people, is in a community only where it replies to something there.
    bool const in_community = may_be_passed_on(audience) || stays_here(audience);
    auto const addressed = in_community ? addressed_community(context, object) : std::nullopt;
    if (auto const wanted = check_wanted(context, object, audience, addressed); !wanted) return wanted;
    auto const place = place_of(context, object, addressed.value_or(storage::no_one));
    auto const author = context.find(context.activity.actor().text());
    if (auto const open = check_admission(context, place, author, audience); !open) return open;

    bool const may_be_awaited = context.find(object.id.text()).has_value();  // somebody named it before it came
    auto const handle = context.intern(object.id.text());
    auto const record = keep(context, object, handle, place, audience);
    hold(context, handle, record.community);
    if (record.parent != storage::no_one && !context.tables.objects.contains(context.tx, record.parent))
        context.effects.missing.push_back(record.parent);

    // Deleted by its author before it came: it only keeps the place of what hangs below it, and its marks.
    if (may_be_awaited && state_of(context.tx, context.tables, handle, record) == ObjectState::deleted_by_author) {
        settle(context, handle);
        adopt(context, handle, record);
        return {};
    }
    pass_on(context, record.community);
    hand_over(context, record);
    bool const is_passed_on = passes_on(context, record.community, context.activity);
    if (object.in_reply_to.empty() && is_passed_on && !is_written_down(context.activity))
        context.effects.reactions.push_back(
            {ReactionKind::announce_object, record.community, context.activity, audience}
        );
    // Afterwards, since a choice means nothing to those who have not heard of its answer.
    settle_early(context, handle);
    if (may_be_awaited) adopt(context, handle, record);
    return {};
}

void pass_on(rules::Context const& context, Handle community) {
    pass_on(context, community, context.activity);
}

void pass_on(rules::Context const& context, Handle community, Activity const& activity) {
    if (!passes_on(context, community, activity)) return;
    auto const audience = audience_about(context, activity);
    if (!is_written_down(activity))
        context.effects.reactions.push_back({ReactionKind::announce, community, activity, audience});
    else if (activity.verb() != Verb::delete_)  // nobody's own act: only the name of the thing goes out
        context.effects.reactions.push_back({ReactionKind::announce_object, community, activity, audience});
}

}  // namespace collegium::federation::community
