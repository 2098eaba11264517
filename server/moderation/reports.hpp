// Reports: what somebody asked those who look into things here to look at, from pages, from programs and from partners,
// in one queue; and what has become of each (needs N1, N5).
#pragma once

#include "federation/timeline.hpp"
#include "server/app.hpp"

namespace collegium::server::moderation {

struct Reported {
    federation::timeline::Report report;
    storage::ReportCaseRecord state;
    storage::Handle reporter{};           // ours, or of another node
    std::vector<storage::Handle> things;  // those that we know, in the order of the report, of the first 50 in it
    std::vector<storage::Handle> people;  // whom it concerns: their authors, and those named themselves
};

// Looks into everything that is reported here: moderators, operators and the safeguarding lead.
bool may_moderate(Member const& member) noexcept;

// The report, for who may look into it: those above, and the facilitators of the communities that it stands with, who
// see of it only what stands in these. Not for whom it is about, under whatever name, nor for who made it: nobody
// judges their own case, and nobody learns here who told of them. Nothing for others.
std::optional<Reported> find_report(
    storage::ReadTx const& tx, storage::Tables const& tables, Member const& member, storage::Seq seq
);

// The same for what the node does by itself, whoever may look: also when it stands with nobody any more. Nothing if it
// is no report, or its words were erased.
std::optional<Reported> reported_at(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq);

enum class Which { open, mine, appeals, closed };

// Those which this member may look into, newest first, at most 100 of the newest 1000.
std::vector<Reported> reports(
    storage::ReadTx const& tx, storage::Tables const& tables, Member const& member, Which which
);

// Earlier reports about somebody: how many there are among the newest 1000, and how many led to something.
struct History {
    std::size_t reports = 0;
    std::size_t measures = 0;
};
History history_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person, storage::Seq but);

// Something that its author says against a decision and that nobody has answered.
bool has_appeal(storage::ReportCaseRecord const& state) noexcept;

}  // namespace collegium::server::moderation
