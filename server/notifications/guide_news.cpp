#include "server/notifications/guide_news.hpp"

#include "storage/names.hpp"

namespace collegium::server::notifications {

using storage::Edge;
using storage::Handle;
using storage::News;
using storage::ReadTx;
using storage::SuggestionRecord;
using storage::SuggestionState;
using storage::Tables;

namespace {

struct Suggested {
    Handle author{};  // of the guide
    SuggestionRecord record;
};

std::optional<Suggested> suggestion_by(ReadTx const& tx, Tables const& tables, Handle person, Handle offer) {
    auto const guide = tables.suggested.get(tx, Edge{person, offer});
    auto const record = guide ? tables.suggestions.get(tx, Edge{*guide, offer}) : std::nullopt;
    auto const written = guide ? tables.objects.get(tx, *guide) : std::nullopt;
    if (!record || !written) return std::nullopt;
    return Suggested{written->author, *record};
}

}  // namespace

std::vector<Notice> news_of_suggestion(ReadTx const& tx, Tables const& tables, federation::Activity const& offer) {
    auto const handle = storage::find_handle(tx, tables, offer.id().text());
    auto const by = storage::find_handle(tx, tables, offer.actor().text());
    auto const found = handle && by ? suggestion_by(tx, tables, *by, *handle) : std::nullopt;
    if (!found || found->record.state == SuggestionState::withdrawn) return {};
    return {Notice{found->author, News::suggestion, *by, *handle}};
}

std::vector<Notice> news_of_suggestion_answer(ReadTx const& tx, Tables const& tables, Handle offer) {
    auto const seq = tables.known.get(tx, storage::hash_of(storage::iri_of(tx, tables, offer)));
    auto const entry = seq ? tables.log.get(tx, *seq) : std::nullopt;
    auto const found = entry ? suggestion_by(tx, tables, entry->actor, offer) : std::nullopt;
    if (!found) return {};
    auto const state = found->record.state;
    if (state != SuggestionState::merged && state != SuggestionState::declined) return {};
    auto const news = state == SuggestionState::merged ? News::suggestion_merged : News::suggestion_declined;
    return {Notice{found->record.by, news, found->author, offer}};
}

std::vector<Handle> followers_of_guide(ReadTx const& tx, Tables const& tables, Handle guide) {
    std::vector<Handle> people;
    tables.derived.ascend(tx, Edge{guide, storage::no_one}, [&](Edge const& key, storage::Derivation how) {
        if (key.of != guide) return false;
        if (how == storage::Derivation::from_event) return true;
        if (auto const made = tables.objects.get(tx, key.by)) people.push_back(made->author);
        return people.size() < most_told;
    });
    return people;
}

Handle guide_of_suggestion(ReadTx const& tx, Tables const& tables, Handle offer, Handle member, Handle by) {
    auto const theirs = tables.suggested.get(tx, Edge{by, offer});
    return theirs ? *theirs : tables.suggested.get(tx, Edge{member, offer}).value_or(storage::no_one);
}

}  // namespace collegium::server::notifications
