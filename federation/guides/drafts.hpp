// Drafts: guides that a member writes and nobody else has seen, kept so that no typing is lost. A register of this
// node: never in the log, never sent.
#pragma once

#include "federation/guides/compose_guide.hpp"

namespace collegium::federation::guides {

constexpr std::size_t most_drafts = 100;  // of a member

struct KeptDraft {
    storage::LocalId number{};
    GuideDraft draft;
    storage::Handle replaces{};  // the guide of which it will be a version; 0: a new one
    Instant saved{};
    std::string base{};  // the version of that guide which is changed here (brought_into); empty: a new one
};

// number: of this draft, a new one's from the node's ids. It may have problems. Refuses too_many for a new one beyond
// most_drafts, and too_large beyond 256 KiB or with more references, contributors or questions than are read again.
Result<void> keep_draft(storage::WriteTx& tx, storage::Tables& tables, storage::Handle member, KeptDraft const& kept);

bool drop_draft(storage::WriteTx& tx, storage::Tables& tables, storage::Handle member, storage::LocalId number);

std::optional<KeptDraft> find_draft(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, storage::LocalId number
);

// Newest first.
std::vector<KeptDraft> drafts_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

}  // namespace collegium::federation::guides
