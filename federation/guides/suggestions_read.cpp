// What the suggester and the author of a guide see of a suggestion.
#include "federation/content/plain_text.hpp"
#include "federation/guides/suggestions.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ReadTx;
using storage::Seq;
using storage::SuggestionRecord;
using storage::SuggestionState;
using storage::Tables;

namespace {

constexpr std::size_t most_suggestions = 200;
constexpr Handle nobody{0};

void add_answer(ReadTx const& tx, Tables const& tables, SuggestionView& view, Seq answered) {
    auto const act = logged_activity(tx, tables, answered);
    if (!act) return;
    view.answer = content::plain_text(text_member(act->root(), "summary"));
    view.merged_into = text_member(act->root(), "col:version");
}

// Nothing if its words were erased.
std::optional<SuggestionView> view_of(
    ReadTx const& tx, Tables const& tables, Edge const& place, SuggestionRecord const& record
) {
    auto const act = logged_activity(tx, tables, record.seq);
    auto const* const patch = act ? act->object() : nullptr;
    auto suggestion =
        patch == nullptr ? Result<Suggestion>{Refusal{Reason::gone, "its words were erased"}} : suggestion_in(*patch);
    if (!suggestion) return std::nullopt;
    SuggestionView view;
    view.offer = place.by;
    view.iri = act->id().text();
    view.guide = place.of;
    view.by = timeline::find_actor(tx, tables, record.by).value_or(timeline::ActorView{});
    view.change = *std::move(suggestion);
    view.state = record.state;
    if (auto const entry = tables.log.get(tx, record.seq)) view.received = entry->received;
    if (record.answered != Seq{0}) add_answer(tx, tables, view, record.answered);
    return view;
}

bool is_author(ReadTx const& tx, Tables const& tables, Handle guide, Handle member) {
    auto const record = tables.objects.get(tx, guide);
    return record && record->author == member;
}

bool is_concerned(
    ReadTx const& tx, Tables const& tables, Handle guide, SuggestionRecord const& record, timeline::Viewer const& viewer
) {
    if (viewer.member == nobody) return false;
    return record.by == viewer.member || is_author(tx, tables, guide, viewer.member);
}

void add_open(ReadTx const& tx, Tables const& tables, Handle guide, std::vector<SuggestionView>& found) {
    tables.suggestions.ascend(tx, Edge{guide, nobody}, [&](Edge const& key, SuggestionRecord const& record) {
        if (key.of != guide) return false;
        bool const open = record.state == SuggestionState::sent || record.state == SuggestionState::seen;
        auto view = open ? view_of(tx, tables, key, record) : std::nullopt;
        if (view) found.push_back(*std::move(view));
        return found.size() < most_suggestions;
    });
}

}  // namespace

std::string_view name_of(SuggestionState state) noexcept {
    switch (state) {
        case SuggestionState::sent: return "sent";
        case SuggestionState::seen: return "seen";
        case SuggestionState::declined: return "declined";
        case SuggestionState::merged: return "merged";
    }
    return "sent";
}

std::vector<SuggestionView> suggestions_for(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    std::vector<SuggestionView> found;
    tables.suggestions.ascend(tx, Edge{guide, nobody}, [&](Edge const& key, SuggestionRecord const& record) {
        if (key.of != guide) return false;
        bool const shown = is_concerned(tx, tables, guide, record, viewer);
        auto view = shown ? view_of(tx, tables, key, record) : std::nullopt;
        if (view) found.push_back(*std::move(view));
        return found.size() < most_suggestions;
    });
    return found;
}

std::vector<SuggestionView> suggested_by(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<SuggestionView> found;
    tables.suggested.ascend(tx, Edge{member, nobody}, [&](Edge const& key, Handle guide) {
        if (key.of != member) return false;
        auto const record = tables.suggestions.get(tx, {guide, key.by});
        auto view = record ? view_of(tx, tables, {guide, key.by}, *record) : std::nullopt;
        if (view) found.push_back(*std::move(view));
        return found.size() < most_suggestions;
    });
    return found;
}

std::vector<SuggestionView> waiting_for(ReadTx const& tx, Tables const& tables, Handle author) {
    std::vector<SuggestionView> found;
    tables.works.ascend(tx, {author, LocalId{0}}, [&](storage::PlaceKey const& key, Handle thing) {
        if (key.under != author) return false;
        auto const record = tables.objects.get(tx, thing);
        if (record && record->kind == ObjectKind::guide) add_open(tx, tables, thing, found);
        return found.size() < most_suggestions;
    });
    return found;
}

std::optional<SuggestionView> find_suggestion(
    ReadTx const& tx, Tables const& tables, std::string_view iri, timeline::Viewer const& viewer
) {
    auto const offer = storage::find_handle(tx, tables, iri);
    auto const seq = tables.known.get(tx, storage::hash_of(iri));
    auto const entry = offer && seq ? tables.log.get(tx, *seq) : std::nullopt;
    auto const guide = entry ? tables.suggested.get(tx, {entry->actor, *offer}) : std::nullopt;
    auto const record = guide ? tables.suggestions.get(tx, {*guide, *offer}) : std::nullopt;
    if (!record || !is_concerned(tx, tables, *guide, *record, viewer)) return std::nullopt;
    return view_of(tx, tables, {*guide, *offer}, *record);
}

}  // namespace collegium::federation::guides
