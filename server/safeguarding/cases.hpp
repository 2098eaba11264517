// Cases of the safeguarding lead (needs N2): what members tell in confidence and what moderators hand over. Only who
// holds the role reads them, every look is in the audit log, and nothing of them is ever an act that could leave.
#pragma once

#include "server/app.hpp"

namespace collegium::server::safeguarding {

constexpr std::size_t longest_words = 4000;  // characters

using storage::Nothing;

bool may_lead(Member const& member) noexcept;

struct Concern {
    storage::Handle by{};
    std::string words;
    std::vector<storage::Handle> things;
    std::vector<storage::Handle> people;
    storage::Seq report{};  // 0: none
};

// Opens a case and queues the alerts: to every lead at once, out of hours to the deputy as well, and to the operators
// where nobody holds the role. The mails say that there is a case, and nothing of it. Refuses malformed without words
// or with too many, unavailable while 500 cases are open.
Result<storage::LocalId> raise(App const& app, storage::WriteTx& tx, storage::Tables& tables, Concern const& concern);

// Turns what watch lists found into cases. Run every quarter of a minute.
boost::asio::awaitable<void> tend_alarms(App const& app);

// A case with its words in the clear.
struct Case {
    storage::LocalId id{};
    storage::SafeguardingCaseRecord record;
    std::string words;
    std::vector<std::string> notes;  // as those of the record
};

// Nothing, as if there were none, where it is about the lead who asks.
std::optional<Case> find_case(
    App const& app, storage::ReadTx const& tx, storage::Tables const& tables, storage::LocalId id, storage::Handle lead
);

// All open ones first, then the newest 200 of the closed, each newest first; none that is about the lead who asks.
std::vector<Case> all_cases(
    App const& app, storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle lead
);

// How entries of the audit log name a case.
std::string case_name(storage::LocalId id);

// Each with its entry in the audit log, which says nothing of what is in the case. Refuse not_found, malformed as
// raise() does, and conflict where it stands so already.
boost::asio::awaitable<Result<Nothing>> add_note(App const& app, Member member, storage::LocalId id, std::string words);
boost::asio::awaitable<Result<Nothing>> set_closed(App const& app, Member member, storage::LocalId id, bool closed);

}  // namespace collegium::server::safeguarding
