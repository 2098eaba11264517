#include "federation/adoption/reading.hpp"

#include "federation/adoption/adoption_json.hpp"
#include "federation/community/holding.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::federation::adoption {

using storage::AdoptionRecord;
using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_adoptions = 200;
constexpr std::size_t most_counted = 50'000;  // more schools than a country has

struct Entry {
    Handle thing{};
    AdoptionRecord record;
};

std::vector<Entry> entries_of(ReadTx const& tx, Tables const& tables, Handle guide) {
    std::vector<Entry> found;
    tables.adoptions.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, AdoptionRecord const& record) {
        if (key.of != guide) return false;
        found.push_back({key.by, record});
        return found.size() < most_counted;
    });
    return found;
}

bool is_newer(Entry const& first, Entry const& second) {
    return std::tie(first.record.updated, first.thing) > std::tie(second.record.updated, second.thing);
}

// One for fewer people than the guide is known to some nodes only.
bool is_open_as(ReadTx const& tx, Tables const& tables, ObjectRecord const& guide, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    if (!record || !community::is_settled(tx, tables, thing, *record)) return false;
    bool const open = record->audience == storage::Audience::everyone || record->audience == storage::Audience::quiet;
    return open || record->audience == guide.audience;
}

std::string host_of(ReadTx const& tx, Tables const& tables, Handle school) {
    auto const iri = Iri::parse(storage::iri_of(tx, tables, school));
    return iri ? std::string{iri->host()} : std::string{};
}

SignedAdoption signed_adoption(ReadTx const& tx, Tables const& tables, Entry const& entry) {
    SignedAdoption adoption;
    adoption.id = storage::iri_of(tx, tables, entry.thing);
    adoption.school = host_of(tx, tables, entry.record.by);
    adoption.version = entry.record.version;
    adoption.outcome = entry.record.outcome;
    adoption.flags = entry.record.flags;
    adoption.updated = entry.record.updated;
    return adoption;
}

std::optional<AdoptionView> view_of(
    ReadTx const& tx, Tables const& tables, Entry const& entry, Instant now, timeline::Viewer const& viewer
) {
    auto post = timeline::find_post(tx, tables, entry.thing, viewer);
    if (!post || post->state != ObjectState::visible) return std::nullopt;
    auto const act = logged_activity(tx, tables, entry.record.words);
    auto const* const object = act ? act->object() : nullptr;
    auto adoption = object == nullptr ? std::nullopt : adoption_in(*object);
    if (!adoption) return std::nullopt;
    AdoptionView view;
    view.guide = post->parent;
    view.school = post->author.display.empty() ? host_of(tx, tables, entry.record.by) : post->author.display;
    view.flags = entry.record.flags;
    view.lapsed = is_lapsed(entry.record.outcome, entry.record.flags, entry.record.updated, now);
    view.post = *std::move(post);
    view.adoption = *std::move(adoption);
    return view;
}

std::optional<Entry> entry_of(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const object = tables.objects.get(tx, thing);
    auto const record = object ? tables.adoptions.get(tx, {object->parent, thing}) : std::nullopt;
    return record ? std::optional{Entry{thing, *record}} : std::nullopt;
}

}  // namespace

std::optional<AdoptionView> find_adoption(
    ReadTx const& tx, Tables const& tables, Handle thing, Instant now, timeline::Viewer const& viewer
) {
    auto const entry = entry_of(tx, tables, thing);
    return entry ? view_of(tx, tables, *entry, now, viewer) : std::nullopt;
}

std::vector<AdoptionView> adoptions_of(
    ReadTx const& tx, Tables const& tables, Handle guide, Instant now, timeline::Viewer const& viewer
) {
    std::vector<AdoptionView> views;
    auto entries = entries_of(tx, tables, guide);
    std::ranges::sort(entries, is_newer);
    for (auto const& each : entries) {
        if (views.size() == most_adoptions) break;
        if (auto view = view_of(tx, tables, each, now, viewer)) views.push_back(*std::move(view));
    }
    return views;
}

std::vector<AdoptionView> adoptions_by(
    ReadTx const& tx, Tables const& tables, Handle school, Instant now, timeline::Viewer const& viewer
) {
    std::vector<AdoptionView> views;
    tables.works.descend(tx, {school, LocalId{~0ull}}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != school) return false;
        if (auto view = find_adoption(tx, tables, thing, now, viewer)) views.push_back(*std::move(view));
        return views.size() < most_adoptions;
    });
    return views;
}

GuideRollUp roll_up_of(ReadTx const& tx, Tables const& tables, Handle guide, Instant now) {
    auto const record = tables.objects.get(tx, guide);
    if (!record) return {};
    std::vector<SignedAdoption> all;
    std::map<storage::VersionHash, std::vector<SignedAdoption>> of_versions;
    for (auto const& each : entries_of(tx, tables, guide)) {
        if (!is_open_as(tx, tables, *record, each.thing)) continue;
        all.push_back(signed_adoption(tx, tables, each));
        of_versions[each.record.version].push_back(all.back());
    }
    GuideRollUp result{roll_up(all, now), {}};
    for (auto const& [version, adoptions] : of_versions)
        result.versions.push_back({guides::version_named(version), roll_up(adoptions, now)});
    return result;
}

}  // namespace collegium::federation::adoption
