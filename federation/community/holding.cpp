#include "federation/community/holding.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/visibility.hpp"
#include "federation/logged.hpp"

namespace collegium::federation::community {

using storage::Edge;
using storage::Handle;
using storage::ObjectRecord;

namespace {

std::optional<ObjectRecord> record_of(rules::Context const& context, std::optional<Handle> thing) {
    return thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
}

}  // namespace

bool is_held(storage::ReadTx const& tx, storage::Tables const& tables, Handle thing, Handle community) {
    return community != storage::no_one && tables.held.contains(tx, Edge{community, thing});
}

bool is_settled(storage::ReadTx const& tx, storage::Tables const& tables, Handle thing, ObjectRecord const& record) {
    return is_visible(tx, tables, thing, record) && !is_held(tx, tables, thing, record.community);
}

void hold(rules::Context const& context, Handle thing, Handle community) {
    auto const terms = context.tables.communities.get(context.tx, community);
    auto& entries = context.tables.held_entries;
    bool const at_door = context.effects.hold || entries.contains(context.tx, context.seq);
    bool const by_terms = terms && terms->holds;
    if (at_door) entries.put(context.tx, context.seq, {});  // also for what has no place yet
    if ((!by_terms && !at_door) || !is_home(context, community)) return;
    auto const author = context.actor();
    if (moderates(context, community, author)) return;
    context.tables.held.put(context.tx, {community, thing}, {context.seq, author});
}

void hold_late(rules::Context const& context, Handle thing, ObjectRecord const& record, bool is_refused) {
    auto const terms = context.tables.communities.get(context.tx, record.community);
    bool const by_terms = terms && terms->holds;
    bool const at_door = context.tables.held_entries.contains(context.tx, record.created);
    if (!is_refused && !by_terms && !at_door) return;
    if (moderates(context, record.community, record.author)) return;
    context.tables.held.put(context.tx, {record.community, thing}, {record.created, record.author});
}

bool is_about_held(rules::Context const& context) {
    auto const thing = context.find(context.activity.object_id());
    auto const record = record_of(context, thing);
    return record && is_held(context.tx, context.tables, *thing, record->community);
}

Result<void> approve(rules::Context const& context) {
    auto const thing = context.find(context.activity.object_id());
    auto const record = record_of(context, thing);
    if (!record) return Refusal{Reason::unconcerned, "about something that we do not know"};
    if (!moderates(context, record->community, context.actor()))
        return Refusal{Reason::foreign, "not a facilitator of the community"};
    context.tables.held.erase(context.tx, {record->community, *thing});
    if (!is_visible(context.tx, context.tables, *thing, *record)) return {};
    auto const words = logged_activity(context.tx, context.tables, record->words);
    if (!words) return {};
    context.effects.released.push_back(record->created);
    if (record->words != record->created) context.effects.released.push_back(record->words);
    pass_on(context, record->community, *words);
    bool const begins = record->parent == storage::no_one && may_be_passed_on(record->audience);
    if (begins && !never_leaves(context, *words))
        context.effects.reactions.push_back({ReactionKind::announce_object, record->community, *words, record->audience}
        );
    return {};
}

std::vector<Handle> held_in(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle community, std::size_t most
) {
    std::vector<Handle> found;
    tables.held.ascend(tx, {community, storage::no_one}, [&](Edge const& key, storage::Ruling const&) {
        if (key.of != community || found.size() == most) return false;
        found.push_back(key.by);
        return true;
    });
    return found;
}

}  // namespace collegium::federation::community
