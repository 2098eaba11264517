#include "federation/instruments/versions.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/filing.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/instruments/instrument_json.hpp"
#include "federation/messages/written_down.hpp"

namespace collegium::federation::instruments {

using storage::ObjectKind;
using storage::ObjectRecord;
using storage::VersionRecord;

namespace {

bool is_instrument(Object const& object) {
    return object.kind == instrument_kind;
}

std::optional<ObjectRecord> record_of(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    return thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
}

// The author's own word first, then the oldest: it says since when.
bool is_better(VersionRecord const& candidate, VersionRecord const& standing) {
    auto const rank = [](VersionRecord const& record) {
        return std::tie(record.written_down, record.updated, record.act);
    };
    return rank(candidate) < rank(standing);
}

// False if this node knows it as well already.
bool put_version(rules::Context const& context, storage::Handle thing, Object const& object) {
    auto const digest = guides::digest_of(text_member(*context.activity.object(), "col:version"));
    if (!digest) return false;
    VersionRecord candidate;
    candidate.seq = context.seq;
    candidate.updated = object.updated;
    candidate.act = storage::hash_of(context.activity.id().text());
    candidate.written_down = is_written_down(context.activity);
    auto const standing = context.tables.instrument_versions.get(context.tx, {thing, *digest});
    if (standing && !is_better(candidate, *standing)) return false;
    context.tables.instrument_versions.put(context.tx, {thing, *digest}, candidate);
    return true;
}

}  // namespace

Result<void> check_words(rules::Context const& context, Object const& object) {
    auto const record = record_of(context, object);
    bool const was_instrument = record && record->kind == ObjectKind::instrument;
    if (record && was_instrument != is_instrument(object))
        return Refusal{Reason::malformed, "a tool for measuring stays one, and nothing else becomes one"};
    if (!is_instrument(object)) return {};
    if (!object.in_reply_to.empty()) return Refusal{Reason::malformed, "a tool for measuring replies to nothing"};
    auto const instrument = instrument_in(*context.activity.object());
    if (!instrument) return instrument.error();
    return {};
}

void keep_version(rules::Context const& context, Object const& object) {
    auto const record = record_of(context, object);
    if (!record || record->kind != ObjectKind::instrument || !is_instrument(object)) return;
    auto const thing = context.intern(object.id.text());
    context.tables.instruments.put(context.tx, record->number, thing);
    put_version(context, thing, object);
}

Result<void> add_version(rules::Context const& context, Object const& object) {
    auto record = record_of(context, object);
    if (!record || !is_instrument(object)) return Refusal{Reason::unconcerned, "an Update that is not newer"};
    if (auto const open = community::check_ban(context, record->community, record->author); !open) return open;
    auto const thing = context.intern(object.id.text());
    if (!put_version(context, thing, object))
        return Refusal{Reason::unconcerned, "a version of a tool for measuring that is known"};
    community::add_readers(context, thing, *record, object);
    record->audience = community::narrower(record->audience, community::audience_of(context, object));
    context.tables.objects.put(context.tx, thing, *record);
    community::hold(context, thing, record->community);
    if (community::is_visible(context.tx, context.tables, thing, *record))
        community::pass_on(context, record->community);
    return {};
}

}  // namespace collegium::federation::instruments
