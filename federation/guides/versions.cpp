#include "federation/guides/versions.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/filing.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/origins.hpp"
#include "federation/logged.hpp"
#include "federation/messages/written_down.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using storage::Derivation;
using storage::Handle;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::VersionHash;
using storage::VersionRecord;

namespace {

bool is_guide(Object const& object) {
    return object.kind == guide_kind;
}

std::optional<ObjectRecord> record_of(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    return thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
}

// It tells nobody of what is not for them.
Result<void> check_origin(rules::Context const& context, Object const& object, Guide const& guide) {
    auto sources = guide.derived_from;
    sources.insert(sources.end(), {guide.adapted_from.guide, guide.translation_of.guide});
    if (community::tells_too_much(context, object, sources))
        return Refusal{
            Reason::not_allowed,
            "a guide is for no more people than what it comes from: choose fewer readers, or wait until that is "
            "approved"};
    return {};
}

// Others' drafts are none: whichever of somebody's acts comes first, none of them empties a guide.
Result<void> check_whole(Guide guide) {
    guide.state = GuideState::published;
    auto const problems = problems_of(guide);
    if (!problems.empty()) return problems.front().why;
    return {};
}

// The author's own word first, then the oldest: it says since when.
bool is_better(VersionRecord const& candidate, VersionRecord const& standing) {
    auto const rank = [](VersionRecord const& record) {
        return std::tie(record.written_down, record.updated, record.act);
    };
    return rank(candidate) < rank(standing);
}

void note_source(rules::Context const& context, Handle guide, std::string_view source, Derivation how) {
    if (!source.empty()) context.tables.derived.put(context.tx, {context.intern(source), guide}, how);
}

// Of all versions, so that their order does not matter; whoever reads asks the newest what it still says.
void note_sources(rules::Context const& context, Handle handle, Guide const& guide) {
    for (auto const& question : guide.derived_from) note_source(context, handle, question, Derivation::from_question);
    note_source(context, handle, guide.adapted_from.guide, Derivation::adaptation);
    note_source(context, handle, guide.translation_of.guide, Derivation::translation);
}

// What decides between two acts of the same second.
struct VersionStanding {
    std::string version;
    bool own = false;  // not written down here
    std::string act;

    auto operator<=>(VersionStanding const&) const = default;
};

VersionStanding standing_of(Activity const& act) {
    auto const* const object = act.object();
    auto const version = object == nullptr ? std::string_view{} : text_member(*object, "col:version");
    return {std::string{version}, !is_written_down(act), act.id().text()};
}

}  // namespace

Result<void> check_words(rules::Context const& context, Object const& object) {
    auto const record = record_of(context, object);
    bool const was_guide = record && record->kind == ObjectKind::guide;
    if (record && was_guide != is_guide(object))
        return Refusal{Reason::malformed, "a guide stays a guide, and nothing else becomes one"};
    if (!is_guide(object)) return {};
    if (!object.in_reply_to.empty()) return Refusal{Reason::malformed, "a guide replies to nothing"};
    auto const guide = guide_in(*context.activity.object());
    if (!guide) return guide.error();
    if (!context.local) return check_whole(*guide);
    if (auto const fits = check_origin(context, object, *guide); !fits) return fits;
    auto const author = context.find(context.activity.actor().text()).value_or(Handle{0});
    return check_licences(context.tx, context.tables, *guide, author);
}

bool supersedes(rules::Context const& context, Object const& object, ObjectRecord const& standing) {
    if (object.updated != standing.updated || !is_guide(object)) return object.updated > standing.updated;
    auto const before = logged_activity(context.tx, context.tables, standing.words);
    return !before || standing_of(context.activity) > standing_of(*before);
}

bool keep_version(rules::Context const& context, Object const& object) {
    auto const handle = context.find(object.id.text());
    if (!handle || !is_guide(object)) return false;
    auto const& words = *context.activity.object();
    auto const digest = digest_of(text_member(words, "col:version"));
    if (!digest) return false;
    VersionRecord const candidate{
        context.seq,
        object.updated,
        storage::hash_of(context.activity.id().text()),
        is_written_down(context.activity),
        digest_of(text_member(words, "col:previousVersion")).value_or(VersionHash{})};
    auto const standing = context.tables.guide_versions.get(context.tx, {*handle, *digest});
    if (standing && !is_better(candidate, *standing)) return false;
    context.tables.guide_versions.put(context.tx, {*handle, *digest}, candidate);
    note_sources(context, *handle, draft_in(words));
    return true;
}

Result<void> add_version(rules::Context const& context, Object const& object) {
    auto const handle = context.find(object.id.text());
    auto record = record_of(context, object);
    if (!record || !is_guide(object)) return Refusal{Reason::unconcerned, "an Update that is not newer"};
    if (context.find(object.author.text()) != record->author) return Refusal{Reason::foreign, "not the author's guide"};
    if (auto const open = community::check_ban(context, record->community, record->author); !open) return open;
    if (!keep_version(context, object)) return Refusal{Reason::unconcerned, "a version of a guide that is known"};
    community::add_readers(context, *handle, *record, object);
    record->audience = community::narrower(record->audience, community::audience_of(context, object));
    context.tables.objects.put(context.tx, *handle, *record);
    community::hold(context, *handle, record->community);
    if (community::is_visible(context.tx, context.tables, *handle, *record))
        community::pass_on(context, record->community);
    return {};
}

}  // namespace collegium::federation::guides
