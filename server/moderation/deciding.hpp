// Deciding: what those who look into a report do about it, and what whom it concerns may say against it. Each decision
// is one transaction with its entry in the audit log and with the news to whom it concerns.
#pragma once

#include "server/moderation/reports.hpp"

namespace collegium::server::moderation {

constexpr std::size_t longest_words = 1000;  // characters of a note, a reason or an appeal

using storage::Nothing;

// A note that those who look into the report read. Refuses malformed without words or with too many.
boost::asio::awaitable<Result<Nothing>> add_note(App const& app, Member member, storage::Seq report, std::string words);

// person: ours, or no_one.
boost::asio::awaitable<Result<Nothing>> assign(
    App const& app, Member member, storage::Seq report, storage::Handle person
);

// Closes the report, or opens it again. The reason is a note.
boost::asio::awaitable<Result<Nothing>> close(
    App const& app, Member member, storage::Seq report, bool closed, std::string reason
);

struct Decision {
    storage::Seq report{};
    storage::Measure measure{};  // removed stands for hidden where nothing else can be done here
    storage::Handle thing{};     // one of the report's; no_one for what is about a person
    storage::Handle person{};    // one of the report's
    std::string reason;          // whom it concerns reads it
};

// Takes a thing away, warns somebody, pauses their account, shuts them out, passes the report on to the institution
// that a thing is from, or to the safeguarding lead. Who reported, and their words, go nowhere: what is passed on is
// said by this node, with the reason of the one who decides. Refuses malformed without a reason, not_found for a report
// that the member may not look into or that does not name the thing or person, not_allowed where it takes a moderator
// or where nothing of this kind can be done, and what perform() and the rules of accounts refuse.
boost::asio::awaitable<Result<Nothing>> decide(App const& app, Member member, Decision decision);

// Takes one back. index: of the measure in the report's case. Refuses conflict for what cannot be undone or is already.
boost::asio::awaitable<Result<Nothing>> undo(App const& app, Member member, storage::Seq report, std::size_t index);

// Says why a decision stays, to who appealed. Refuses conflict where nobody did.
boost::asio::awaitable<Result<Nothing>> answer_appeal(
    App const& app, Member member, storage::Seq report, std::size_t index, std::string words
);

// What was decided about somebody of ours, newest first.
struct Concerning {
    storage::Seq report{};
    std::size_t index = 0;
    storage::MeasureRecord measure;
};
std::vector<Concerning> decisions_about(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person
);

// Whom a decision concerns says why it is wrong, once. The report is open again. Refuses not_found for what does not
// concern them, conflict where they said something already, malformed without words or with too many.
boost::asio::awaitable<Result<Nothing>> appeal(
    App const& app, Member member, storage::Seq report, std::size_t index, std::string words
);

// Whether undo() can take it back.
bool can_be_undone(storage::MeasureRecord const& measure) noexcept;

}  // namespace collegium::server::moderation
