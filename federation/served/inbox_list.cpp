#include "federation/served/inbox_list.hpp"

#include "federation/logged.hpp"
#include "federation/messages/hidden_recipients.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/served/shown.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::documents {

using storage::Edge;
using storage::Handle;
using storage::LogEntry;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t acts_on_a_page = 20;

// Whose inbox it is.
struct Owner {
    Handle handle;
    std::string iri;
};

Owner owner_of(ReadTx const& tx, Tables const& tables, Handle member) {
    return {member, storage::iri_of(tx, tables, member)};
}

bool follows(ReadTx const& tx, Tables const& tables, Handle member, Handle actor) {
    auto const follow = tables.following.get(tx, Edge{member, actor});
    return follow && follow->state == storage::FollowState::accepted;
}

// Cheap to ask of every entry: before its words are read.
bool may_concern(ReadTx const& tx, Tables const& tables, Owner const& owner, LogEntry const& entry) {
    return entry.actor != owner.handle && static_cast<Verb>(entry.verb) != Verb::flag &&
           !tables.blocks.contains(tx, Edge{owner.handle, entry.actor});
}

bool is_for_owner(
    ReadTx const& tx, Tables const& tables, Owner const& owner, LogEntry const& entry, Activity const& activity
) {
    auto const addressees = activity.addressees();
    bool const named = std::ranges::find(addressees, owner.iri) != addressees.end();
    if (!named && !follows(tx, tables, owner.handle, entry.actor)) return false;
    return may_be_shown(tx, tables, community::Viewer::of_member(owner.handle), activity);
}

struct Page {
    JsonText items = JsonText::list();
    std::optional<Seq> rest;  // where the next one goes on
};

Page acts_before(ReadTx const& tx, Tables const& tables, Owner const& owner, Seq before) {
    Page page;
    std::size_t read = 0, taken = 0;
    if (before == Seq{0}) return page;
    tables.log.descend(tx, before, [&](Seq seq, LogEntry const& entry) {
        if (read == entries_read_for_a_page || taken == acts_on_a_page) {
            page.rest = Seq{static_cast<std::uint64_t>(seq) + 1};
            return false;
        }
        ++read;
        auto const activity = may_concern(tx, tables, owner, entry) ? logged_activity(tx, tables, seq) : std::nullopt;
        if (!activity || !is_for_owner(tx, tables, owner, entry, *activity)) return true;
        page.items.raw_item(without_hidden_recipients(activity->bytes()));
        ++taken;
        return true;
    });
    return page;
}

std::string page_before(std::string_view inbox, Seq before) {
    return std::string{inbox} + "?before=" + std::to_string(static_cast<std::uint64_t>(before));
}

}  // namespace

std::string inbox(ReadTx const& tx, Tables const& tables, Handle member) {
    auto const owner = owner_of(tx, tables, member);
    auto const iri = owner.iri + "/inbox";
    auto const end = Seq{static_cast<std::uint64_t>(tables.log.last_key(tx).value_or(Seq{0})) + 1};
    auto newest = acts_before(tx, tables, owner, end);
    auto text = JsonText::object();
    text.text("@context", vocabulary::activity_streams)
        .text("id", iri)
        .text("type", "OrderedCollection")
        .raw("orderedItems", newest.items.done());
    if (newest.rest) text.text("first", page_before(iri, end));
    return text.done();
}

std::string inbox_page(ReadTx const& tx, Tables const& tables, Handle member, Seq before) {
    auto const owner = owner_of(tx, tables, member);
    auto const iri = owner.iri + "/inbox";
    auto page = acts_before(tx, tables, owner, before);
    auto text = JsonText::object();
    text.text("@context", vocabulary::activity_streams)
        .text("id", page_before(iri, before))
        .text("type", "OrderedCollectionPage")
        .text("partOf", iri)
        .raw("orderedItems", page.items.done());
    if (page.rest) text.text("next", page_before(iri, *page.rest));
    return text.done();
}

}  // namespace collegium::federation::documents
