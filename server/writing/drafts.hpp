// Drafts: what members typed into forms of pages and have not sent, so that nothing is lost, and what they sent, so
// that nothing is sent twice. A register of this node: each is its member's alone, never in the log, never sent.
#pragma once

#include "server/app.hpp"

#include <set>
#include <utility>

namespace collegium::server::writing {

constexpr std::size_t most_drafts = 50;                 // of a member
constexpr std::size_t longest_draft = 64 * 1024;        // bytes of names and values together
constexpr std::size_t longest_place = 200;              // bytes
constexpr std::chrono::hours draft_lives{24 * 30};      // after it was saved last
constexpr std::chrono::hours sending_is_known{24 * 2};  // after that the same form would be taken again

struct Draft {
    storage::LocalId number{};
    storage::WritingDraftRecord record{};
};

// What was typed there, in the order of the form: name and value, one after the other.
std::vector<FormField> fields_of(storage::WritingDraftRecord const& record);

// number: the form's own, which it keeps as long as it is open; any but 0. place: where the form is sent to, at most
// longest_place bytes. Refuses conflict if that form was sent already, too_many for a new draft beyond most_drafts, and
// too_large beyond longest_draft.
Result<void> keep_draft(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle member,
    storage::LocalId number,
    std::string place,
    std::vector<FormField> const& typed,
    Instant now
);

// What was sent stays known. False if there is none.
bool drop_draft(storage::WriteTx& tx, storage::Tables& tables, storage::Handle member, storage::LocalId number);

// For withdrawals of consent: nothing that the person typed or sent is left.
void drop_drafts_of(storage::WriteTx& tx, storage::Tables& tables, storage::Handle member);

// Nothing for what is sent, and for others' drafts as for those that do not exist.
std::optional<Draft> find_draft(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, storage::LocalId number
);

// The one that was begun last among those that go to this place.
std::optional<Draft> newest_draft(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, std::string_view place
);

// Those that are not sent, newest first.
std::vector<Draft> drafts_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

// How the form of this number was sent; nothing if it was not.
struct Sent {
    std::string path;  // the page of what came of it
    storage::TokenDigest form{};
};
std::optional<Sent> sending_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, storage::LocalId number
);

// In the transaction that publishes what was typed: its draft ends, and is known as sent. Refuses conflict if it was
// sent already.
Result<void> note_sending(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle member,
    storage::LocalId number,
    Sent const& sent,
    Instant now
);

// Pictures that wait with a draft, each with its owner.
std::set<std::pair<storage::Handle, storage::LocalId>> pictures_in_drafts(
    storage::ReadTx const& tx, storage::Tables const& tables
);

// One round: forgets drafts that nobody saved for draft_lives, and sendings after sending_is_known.
boost::asio::awaitable<void> tend_drafts(App const& app);

}  // namespace collegium::server::writing
