// Councils: student councils of this node, who belongs to them, and what they draft before they say it (needs H1, H2).
#pragma once

#include "federation/timeline.hpp"
#include "server/app.hpp"

#include <string>
#include <vector>

namespace collegium::server::communities {

constexpr std::size_t most_statement_drafts = 100;  // of a council

// A community of this node that was founded as one.
bool is_council(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// Guests are not led to councils.
void leave_out_councils(
    storage::ReadTx const& tx, storage::Tables const& tables, std::vector<federation::timeline::ActorView>& communities
);

// How somebody takes part. The sponsors run the council, and are grown-ups.
enum class CouncilPart { none, member, sponsor };
CouncilPart part_in(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle council, Member const& member
);

// Councils in which somebody takes part, in the order of their handles.
std::vector<storage::Handle> councils_of(
    storage::ReadTx const& tx, storage::Tables const& tables, Member const& member
);

struct StatementDraft {
    storage::LocalId number{};
    storage::StatementDraftRecord record;
};

// For sponsors; for whoever saved it last; and for the whole council once a sponsor has saved it.
bool may_read(CouncilPart part, storage::Handle reader, storage::StatementDraftRecord const& draft) noexcept;

// Those that the member may read, newest first.
std::vector<StatementDraft> drafts_for(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle council, Member const& member
);

// Nothing if there is none, or none that the member may read.
std::optional<StatementDraft> draft_for(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle council,
    storage::LocalId number,
    Member const& member
);

// Keeps the words of a draft; a new one's number comes from the node's ids. What a pupil saves is for the sponsors
// until one of them has saved it. draft.record.saved: when the words were saved from which these were made, Instant{}
// for a new draft; it becomes `now`. own_from: the age from which pupils agree for themselves, in years. Refuses
// not_found who takes no part or may not read the draft, and where it is gone; no_consent a pupil for whom nobody
// agreed to it; malformed without words, too_large beyond content::longest_source, conflict where somebody saved other
// words meanwhile, and too_many beyond most_statement_drafts.
Result<storage::Nothing> keep_draft(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle council,
    StatementDraft draft,
    Member const& member,
    unsigned own_from,
    Instant now
);

// Those that somebody began, or saved last, in any council.
void drop_drafts_of(storage::WriteTx& tx, storage::Tables& tables, storage::Handle person);

// As it was when it was saved last. Refuses not_found if there is none any more, and conflict where somebody saved
// other words meanwhile.
Result<storage::Nothing> drop_draft(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle council, storage::LocalId number, Instant saved
);

}  // namespace collegium::server::communities
