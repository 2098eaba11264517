// What the suggester and the author of a guide see of a suggestion.
#include "config/phrase.hpp"
#include "federation/community/visibility.hpp"
#include "federation/consent/consent.hpp"
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

void add_answer(ReadTx const& tx, Tables const& tables, SuggestionView& view, Seq answered) {
    auto const act = logged_activity(tx, tables, answered);
    if (!act) return;
    view.answer = content::cut(text_member(act->root(), "summary"), longest_reason);
    view.merged_into = text_member(act->root(), "col:version");
}

// Nothing if it was taken back, if who made it is gone or what they wrote is withheld, or if its words were erased.
std::optional<SuggestionView> view_of(
    ReadTx const& tx, Tables const& tables, Edge const& place, SuggestionRecord const& record
) {
    if (record.state == SuggestionState::withdrawn || community::is_gone(tx, tables, record.by)) return std::nullopt;
    if (consent::is_withheld(tx, tables, record.by)) return std::nullopt;
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
    if (viewer.member == storage::no_one) return false;
    return record.by == viewer.member || is_author(tx, tables, guide, viewer.member);
}

struct Found {
    Edge place;  // guide, Offer
    SuggestionRecord record;
};

void add_of_guide(ReadTx const& tx, Tables const& tables, Handle guide, std::vector<Found>& found) {
    tables.suggestions.ascend(tx, Edge{guide, storage::no_one}, [&](Edge const& key, SuggestionRecord const& record) {
        if (key.of == guide) found.push_back({key, record});
        return key.of == guide;
    });
}

bool comes_before(Found const& first, Found const& second) {
    bool const first_open = is_open(first.record.state), second_open = is_open(second.record.state);
    return first_open != second_open ? first_open : first.record.seq > second.record.seq;
}

// Only what is shown is read.
std::vector<SuggestionView> views_of(ReadTx const& tx, Tables const& tables, std::vector<Found> found) {
    std::ranges::sort(found, comes_before);
    std::vector<SuggestionView> views;
    for (auto const& each : found) {
        if (views.size() == most_suggestions) break;
        if (auto view = view_of(tx, tables, each.place, each.record)) views.push_back(*std::move(view));
    }
    return views;
}

}  // namespace

std::string_view name_of(SuggestionState state) noexcept {
    switch (state) {
        case SuggestionState::sent: return phrase("sent");
        case SuggestionState::seen: return phrase("seen");
        case SuggestionState::declined: return phrase("declined");
        case SuggestionState::merged: return phrase("merged");
        case SuggestionState::withdrawn: return phrase("withdrawn");
    }
    return "sent";
}

std::vector<SuggestionView> suggestions_for(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    std::vector<Found> found;
    add_of_guide(tx, tables, guide, found);
    std::erase_if(found, [&](Found const& each) { return !is_concerned(tx, tables, guide, each.record, viewer); });
    return views_of(tx, tables, std::move(found));
}

std::vector<SuggestionView> suggested_by(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Found> found;
    tables.suggested.ascend(tx, Edge{member, storage::no_one}, [&](Edge const& key, Handle guide) {
        if (key.of != member) return false;
        Edge const place{guide, key.by};
        if (auto const record = tables.suggestions.get(tx, place)) found.push_back({place, *record});
        return true;
    });
    return views_of(tx, tables, std::move(found));
}

std::vector<SuggestionView> waiting_for(ReadTx const& tx, Tables const& tables, Handle author) {
    std::vector<Found> found;
    tables.works.ascend(tx, {author, LocalId{0}}, [&](storage::PlaceKey const& key, Handle thing) {
        if (key.under != author) return false;
        auto const record = tables.objects.get(tx, thing);
        if (record && record->kind == ObjectKind::guide) add_of_guide(tx, tables, thing, found);
        return true;
    });
    std::erase_if(found, [](Found const& each) { return !is_open(each.record.state); });
    return views_of(tx, tables, std::move(found));
}

std::vector<Seq> open_suggestions_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Seq> found;
    tables.suggested.ascend(tx, Edge{member, storage::no_one}, [&](Edge const& key, Handle guide) {
        if (key.of != member) return false;
        auto const record = tables.suggestions.get(tx, {guide, key.by});
        if (record && is_open(record->state)) found.push_back(record->seq);
        return true;
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
