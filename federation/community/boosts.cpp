#include "federation/community/boosts.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/membership.hpp"
#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::BoostRecord;
using storage::Edge;
using storage::Handle;

namespace {

void put_line(rules::Context const& context, Handle thing, Handle by) {
    if (context.tables.boosters.contains(context.tx, Edge{thing, by})) return;
    BoostRecord const record{by, thing, context.seq, context.activity.published()};
    context.tables.boosts.put(context.tx, context.number, record);
    context.tables.boosts_by.put(context.tx, {by, context.number}, thing);
    context.tables.boosters.put(context.tx, Edge{thing, by}, context.number);
}

// Whoever shows something to their followers only says so; some software says nothing.
bool is_for_a_few(Activity const& activity) {
    auto const addressees = activity.addressees();
    return !addressees.empty() && std::ranges::none_of(addressees, vocabulary::is_public);
}

bool is_local(rules::Context const& context, Handle actor) {
    auto const record = context.tables.actors.get(context.tx, actor);
    return record && record->local;
}

}  // namespace

Result<void> boost(rules::Context const& context) {
    auto const thing = context.find(context.activity.object_id());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record) {
        if (context.local) return Refusal{Reason::not_found, "there is no such thing to pass on"};
        return Refusal{Reason::unconcerned, "an Announce of something that is not known"};
    }
    if (!is_open(record->audience)) {
        if (context.local) return Refusal{Reason::not_allowed, "only what is for everyone can be passed on"};
        return Refusal{Reason::unconcerned, "an Announce of something that is not known"};
    }
    if (!context.local && is_for_a_few(context.activity))
        return Refusal{Reason::unconcerned, "an Announce for a few, and lines are shown to all"};
    auto const by = context.actor();
    if (!context.local && !is_local(context, record->author) && !is_followed_here(context, by))
        return Refusal{Reason::unconcerned, "an Announce that nobody here waits for"};
    put_line(context, *thing, by);
    return {};
}

void show_in_timelines(rules::Context const& context, Handle community, std::string_view iri) {
    auto const thing = context.find(iri);
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (record && record->community == community) put_line(context, *thing, community);
}

Result<void> withdraw_boost(rules::Context const& context, Activity const& announce) {
    auto const thing = context.find(announce.object_id());
    auto const line = thing ? context.tables.boosters.get(context.tx, Edge{*thing, context.actor()}) : std::nullopt;
    auto const record = line ? context.tables.boosts.get(context.tx, *line) : std::nullopt;
    if (!record || context.known_before(announce.id().text()) != record->seq)
        return Refusal{Reason::unconcerned, "an Announce that no longer stands"};
    context.tables.boosts.erase(context.tx, *line);
    context.tables.boosts_by.erase(context.tx, {record->by, *line});
    context.tables.boosters.erase(context.tx, Edge{*thing, record->by});
    return {};
}

}  // namespace collegium::federation::community
