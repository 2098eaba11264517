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

// Opens a case and queues the alerts: to every lead who can read it, out of hours to the deputy as well, and to the
// operators where no lead can. A lead who has a part in a case cannot. The mails say that there is a case, and nothing
// of it. Refuses malformed without words or with too many; never for how many there are.
Result<storage::LocalId> raise(App const& app, storage::WriteTx& tx, storage::Tables& tables, Concern const& concern);

// Turns what watch lists found into cases: one for each phrase of each author while it is open. Run every quarter of a
// minute.
boost::asio::awaitable<void> tend_alarms(App const& app);

// A case with its words in the clear.
struct Case {
    storage::LocalId id{};
    storage::SafeguardingCaseRecord record;
    std::string words;
    std::vector<std::string> notes;  // as those of the record
};

// Nothing for who does not lead, or has a part in it themselves.
std::optional<Case> find_case(
    App const& app, storage::ReadTx const& tx, storage::Tables const& tables, Member const& member, storage::LocalId id
);

// Whether any lead could read a case about these people; and whether somebody is a lead.
bool has_lead_for(
    App const& app, storage::ReadTx const& tx, storage::Tables const& tables, std::vector<storage::Handle> const& people
);
bool is_led_by(App const& app, storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);

constexpr std::size_t cases_on_page = 100;

struct CasesPage {
    std::vector<Case> cases;
    bool more = false;  // on the next page
};

// Those that this lead may read: open ones first, newest first among them. page: from 0.
CasesPage cases_on(
    App const& app, storage::ReadTx const& tx, storage::Tables const& tables, Member const& member, std::size_t page
);

// How entries of the audit log name a case.
std::string case_name(storage::LocalId id);

// Each with its entry in the audit log, which says nothing of what is in the case. Refuse not_found, malformed as
// raise() does, and conflict where it stands so already.
boost::asio::awaitable<Result<Nothing>> add_note(App const& app, Member member, storage::LocalId id, std::string words);
boost::asio::awaitable<Result<Nothing>> set_closed(App const& app, Member member, storage::LocalId id, bool closed);

}  // namespace collegium::server::safeguarding
