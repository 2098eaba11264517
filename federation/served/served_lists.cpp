#include "federation/served/served_lists.hpp"

#include "federation/community/visibility.hpp"
#include "federation/logged.hpp"
#include "federation/messages/hidden_recipients.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/served/id_list.hpp"
#include "federation/served/shown.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::documents {

using community::Viewer;
using storage::Handle;
using storage::LocalId;
using storage::ObjectRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t acts_on_a_page = 20;
constexpr std::size_t acts_looked_at = 500;  // for one page, and for a total: anybody may ask, as often as they like
constexpr std::size_t ids_inside = 5;
constexpr std::size_t most_ids = 10'000;

std::string page_before(std::string_view outbox, Seq before) {
    return std::string{outbox} + "?before=" + std::to_string(static_cast<std::uint64_t>(before));
}

bool passes_on_a_choice(Activity const& activity) {
    auto const wrapped = activity.wrapped();
    return std::ranges::any_of(wrapped, [](auto const* act) { return type_of(*act) == "ChooseAnswer"; });
}

// Peers fill a new copy of a community from its outbox: words and accepted answers. Votes and decisions would crowd
// them out.
bool belongs_in_outbox(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle actor, Activity const& activity
) {
    if (!may_be_shown(tx, tables, viewer, activity)) return false;
    auto const record = tables.actors.get(tx, actor);
    bool const is_community = record && record->type == storage::ActorType::group;
    return !is_community || !things_shown_by(activity).empty() || passes_on_a_choice(activity);
}

// The activities of one page, and where the next one goes on.
struct ActPage {
    JsonText items = JsonText::list();
    std::optional<Seq> rest;
};

ActPage acts_before(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle actor, Seq before) {
    ActPage page;
    std::size_t taken = 0, looked_at = 0;
    Seq last = before;
    tables.outbox.descend(tx, {actor, before}, [&](storage::EntryKey const& key, storage::Nothing) {
        if (key.of != actor) return false;
        if (taken == acts_on_a_page || looked_at++ == acts_looked_at) page.rest = last;
        if (page.rest) return false;
        last = key.seq;
        auto const found = logged_activity(tx, tables, key.seq);
        if (!found || !belongs_in_outbox(tx, tables, viewer, actor, *found)) return true;
        page.items.raw_item(without_hidden_recipients(found->bytes()));
        ++taken;
        return true;
    });
    return page;
}

// Nothing if there are too many to count for everybody who asks.
std::optional<std::uint64_t> count_acts(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle actor) {
    std::uint64_t count = 0;
    std::size_t looked_at = 0;
    tables.outbox.descend(tx, {actor, Seq{~0ull}}, [&](storage::EntryKey const& key, storage::Nothing) {
        if (key.of != actor || looked_at++ == acts_looked_at) return false;
        auto const found = logged_activity(tx, tables, key.seq);
        if (found && belongs_in_outbox(tx, tables, viewer, actor, *found)) ++count;
        return true;
    });
    return looked_at <= acts_looked_at ? std::optional{count} : std::nullopt;
}

std::string outbox_iri(ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const record = tables.actors.get(tx, actor);
    return record ? record->outbox : "";
}

struct Item {
    Handle handle;
    ObjectRecord record;
};

// What is visible below a question, oldest first as its authors dated it: things reach us in any order.
std::vector<Item> below(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle root) {
    std::vector<Item> items;
    tables.replies.ascend(tx, {root, LocalId{0}}, [&](storage::PlaceKey const& key, Handle handle) {
        if (key.under != root) return false;
        auto record = tables.objects.get(tx, handle);
        bool const shown = record && community::is_visible(tx, tables, handle, *record) &&
                           community::is_meant_for(tx, tables, viewer, handle, *record);
        if (shown) items.push_back({handle, *std::move(record)});
        return items.size() < most_ids;
    });
    std::ranges::stable_sort(items, {}, [](Item const& item) { return item.record.published; });
    return items;
}

std::vector<std::string> replies_to(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle object, ObjectRecord const& record
) {
    std::vector<std::string> names;
    for (auto const& item : below(tx, tables, viewer, record.root))
        if (item.record.parent == object) names.push_back(storage::iri_of(tx, tables, item.handle));
    return names;
}

Result<ObjectRecord> record_of_ours(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, std::string_view iri
) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
    auto const author = record ? tables.actors.get(tx, record->author) : std::nullopt;
    bool const meant = author && author->local && community::is_meant_for(tx, tables, viewer, *handle, *record);
    if (!meant) return Refusal{Reason::not_found, "no thing of ours"};
    return *std::move(record);
}

}  // namespace

std::string outbox(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle actor) {
    auto const iri = outbox_iri(tx, tables, actor);
    auto const end = Seq{static_cast<std::uint64_t>(tables.log.last_key(tx).value_or(Seq{0})) + 1};
    auto newest = acts_before(tx, tables, viewer, actor, end);
    auto text = collection_document(iri, "OrderedCollection");
    if (auto const total = count_acts(tx, tables, viewer, actor)) text.number("totalItems", *total);
    text.raw("orderedItems", newest.items.done());
    if (newest.rest) text.text("first", page_before(iri, end));
    return text.done();
}

std::string outbox_page(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle actor, Seq before) {
    auto const iri = outbox_iri(tx, tables, actor);
    auto page = acts_before(tx, tables, viewer, actor, before);
    auto text = collection_document(page_before(iri, before), "OrderedCollectionPage");
    text.text("partOf", iri).raw("orderedItems", page.items.done());
    if (page.rest) text.text("next", page_before(iri, *page.rest));
    return text.done();
}

Result<std::string> thread_context(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, std::string_view question, std::size_t page
) {
    auto const record = record_of_ours(tx, tables, viewer, question);
    if (!record) return record.error();
    auto const handle = storage::find_handle(tx, tables, question);
    if (record->root != *handle) return Refusal{Reason::not_found, "no such thread"};
    IdList list{
        std::string{question} + "/context", storage::iri_of(tx, tables, record->author), {std::string{question}}};
    if (record->community != Handle{0}) list.kept_by = storage::iri_of(tx, tables, record->community);
    for (auto const& item : below(tx, tables, viewer, *handle))
        list.names.push_back(storage::iri_of(tx, tables, item.handle));
    return serve(list, page);
}

Result<std::string> replies(
    ReadTx const& tx, Tables const& tables, Viewer const& viewer, std::string_view object, std::size_t page
) {
    auto const record = record_of_ours(tx, tables, viewer, object);
    if (!record) return record.error();
    auto const handle = storage::find_handle(tx, tables, object);
    return serve({std::string{object} + "/replies", "", replies_to(tx, tables, viewer, *handle, *record)}, page);
}

std::string embedded_replies(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Handle object) {
    auto const record = tables.objects.get(tx, object).value();
    auto const iri = Iri::parse(storage::iri_of(tx, tables, object)).value();
    auto const names = replies_to(tx, tables, viewer, object, record);
    auto items = JsonText::list();
    std::size_t inside = 0;
    for (auto const& name : names) {
        if (inside == ids_inside) break;
        if (!Iri::parse(name).value().same_origin(iri)) continue;
        items.item(name);
        ++inside;
    }
    IdList const list{iri.text() + "/replies", "", {}};
    auto first = JsonText::object();
    first.text("type", "CollectionPage").text("partOf", list.iri).raw("items", items.done());
    if (inside < names.size()) first.text("next", page_iri(list, 1));
    return JsonText::object()
        .text("id", list.iri)
        .text("type", "Collection")
        .number("totalItems", names.size())
        .raw("first", first.done())
        .done();
}

}  // namespace collegium::federation::documents
