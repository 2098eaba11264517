// Changes of what became of a report: checked, written and noted in the audit log as one.
#pragma once

#include "federation/admit.hpp"
#include "server/audit/audit.hpp"
#include "server/moderation/deciding.hpp"

namespace collegium::server::moderation {

// Refuses malformed without words, or with more than longest_words characters.
Result<void> check_words(std::string const& words);

// How entries of the audit log name a report.
std::string report_name(storage::Seq report);

// Changes what became of a report. Returns what the audit log says of it: who is filled in, and the report where it is
// about nothing else.
using CaseChange = std::function<
    Result<audit::Entry>(storage::WriteTx&, storage::Tables&, Reported const&, storage::ReportCaseRecord&)>;

// The change with its entry, for a report that the member may look into. Refuses not_found for any other.
federation::Alongside changing_case(App const& app, Member member, storage::Seq report, CaseChange change);

// The same in a transaction of its own.
boost::asio::awaitable<Result<Nothing>> write_case(App const& app, federation::Alongside alongside);

}  // namespace collegium::server::moderation
