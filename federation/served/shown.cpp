#include "federation/served/shown.hpp"

#include "federation/community/pupils.hpp"
#include "federation/messages/polls.hpp"
#include "federation/messages/vocabulary.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::documents {

namespace {

constexpr unsigned deepest = 4;  // an Announce of an Undo of an act about a thing

bool is_meant(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    community::Viewer const& viewer,
    std::string_view iri,
    bool in_deletion
) {
    auto const handle = storage::find_handle(tx, tables, iri);
    if (!handle) return true;
    auto const record = tables.objects.get(tx, *handle);
    if (record) return community::is_meant_for(tx, tables, viewer, *handle, *record);
    if (!in_deletion) return community::may_know_of(tx, tables, viewer, *handle);
    return viewer.member != storage::Handle{0} || !community::is_pupil(tx, tables, *handle);
}

// The act, what it is about, and what stands inside it. Of those who are gone only that they took something back.
bool is_meant_with_all(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    community::Viewer const& viewer,
    JsonValue const& value,
    unsigned depth
) {
    for (auto const* const field : {"actor", "object"})
        for (auto const iri : references(value, field))
            if (!is_meant(tx, tables, viewer, iri, type_of(value) == "Delete")) return false;
    auto const* const inner = member(value, "object");
    if (inner == nullptr || depth == deepest) return true;
    if (inner->IsObject()) return is_meant_with_all(tx, tables, viewer, *inner, depth + 1);
    return !inner->IsArray() || std::ranges::all_of(inner->GetArray(), [&](auto const& each) {
        return !each.IsObject() || is_meant_with_all(tx, tables, viewer, each, depth + 1);
    });
}

// What somebody says of themselves is read at their own address: what was said there before is nobody's any more.
bool is_profile(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing) {
    auto const actor = tables.actors.get(tx, thing);
    return actor && (actor->type == storage::ActorType::person || actor->type == storage::ActorType::service);
}

bool carries_words(Verb verb) {
    return verb == Verb::create || verb == Verb::update;
}

// What a member did, and what was addressed to them by name, is theirs to read.
bool concerns_member(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, Activity const& activity
) {
    if (viewer.member == storage::Handle{0}) return false;
    auto const reader = storage::iri_of(tx, tables, viewer.member);
    auto const addressees = activity.addressees();
    return activity.actor().text() == reader || std::ranges::find(addressees, reader) != addressees.end();
}

// At any depth: whoever takes a vote back writes it down again.
bool contains_ballot(JsonValue const& value, unsigned depth) {
    auto const* const inner = member(value, "object");
    if (inner == nullptr || depth == deepest) return false;
    if (inner->IsObject()) return is_ballot(*inner) || contains_ballot(*inner, depth + 1);
    return inner->IsArray() && std::ranges::any_of(inner->GetArray(), [&](auto const& each) {
               return each.IsObject() && (is_ballot(each) || contains_ballot(each, depth + 1));
           });
}

// Who voted for what is for the voter to know, and not for the poll's author, whom the vote is addressed to.
bool is_secret_ballot(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, Activity const& activity
) {
    if (!contains_ballot(activity.root(), 0)) return false;
    return viewer.member == storage::Handle{0} || activity.actor().text() != storage::iri_of(tx, tables, viewer.member);
}

}  // namespace

std::vector<std::string_view> things_shown_by(Activity const& activity) {
    if (carries_words(activity.verb())) return {activity.object_id()};
    if (activity.verb() != Verb::announce) return {};
    auto const wrapped = activity.wrapped();
    if (wrapped.empty()) return {activity.object_id()};
    std::vector<std::string_view> things;
    for (auto const* const value : wrapped)
        if (carries_words(*verb_named(type_of(*value)))) things.push_back(reference_member(*value, "object"));
    return things;
}

bool is_for_everyone(Activity const& activity) {
    auto const addressees = activity.addressees();
    return std::ranges::any_of(addressees, vocabulary::is_public);
}

bool may_be_shown(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, Activity const& activity
) {
    if (is_secret_ballot(tx, tables, viewer, activity)) return false;
    auto const shown = things_shown_by(activity);
    bool const own = concerns_member(tx, tables, viewer, activity);
    if (shown.empty() && !is_for_everyone(activity) && !own) return false;
    if (!own && community::is_pupil(tx, tables, activity.actor().text())) return false;
    bool const readable = std::ranges::all_of(shown, [&](auto const iri) {
        auto const thing = storage::find_handle(tx, tables, iri);
        auto const record = thing ? tables.objects.get(tx, *thing) : std::nullopt;
        if (record) return community::is_visible(tx, tables, *thing, *record);
        return own || (is_for_everyone(activity) && !(thing && is_profile(tx, tables, *thing)));
    });
    return readable && is_meant_with_all(tx, tables, viewer, activity.root(), 0);
}

}  // namespace collegium::federation::documents
