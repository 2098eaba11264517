#include "server/moderation/case_changes.hpp"
#include "server/retention/periods.hpp"

#include "federation/content/plain_text.hpp"

namespace collegium::server::moderation {

namespace asio = boost::asio;

using storage::Handle;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

Result<void> check_words(std::string const& words) {
    auto const length = federation::content::characters(words);
    if (length == 0) return Refusal{Reason::malformed, "Say why, in your own words."};
    if (length > longest_words) return Refusal{Reason::malformed, "That is too long: use at most 1000 characters."};
    return {};
}

std::string report_name(Seq report) {
    return "report " + std::to_string(static_cast<std::uint64_t>(report));
}

federation::Alongside changing_case(App const& app, Member member, Seq report, CaseChange change) {
    return [&app, member = std::move(member), report, change = std::move(change)](
               WriteTx& tx, Tables& tables
           ) -> Result<void> {
        auto const reported = find_report(tx, tables, member, report);
        if (!reported) return Refusal{Reason::not_found, "no such report"};
        auto state = reported->state;
        auto entry = change(tx, tables, *reported, state);
        if (!entry) return entry.error();
        if (!state.closed) retention::note_open(tx, tables, retention::report_key(report));
        tables.report_cases.put(tx, report, state);
        entry->who = member.account;
        entry->about = report_name(report);
        audit::note(tx, tables, *entry, app.node.clock.now());
        return {};
    };
}

asio::awaitable<Result<Nothing>> write_case(App const& app, federation::Alongside alongside) {
    storage::Store::Change<Nothing> change =
        [alongside = std::move(alongside)](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto const done = alongside(tx, tables);
        if (!done) return done.error();
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

asio::awaitable<Result<Nothing>> add_note(App const& app, Member member, Seq report, std::string words) {
    if (auto const fits = check_words(words); !fits) co_return fits.error();
    storage::NoteRecord note{member.actor, app.node.clock.now(), ""};
    CaseChange change = [note, words = std::move(words)](
                            WriteTx&, Tables&, Reported const&, storage::ReportCaseRecord& state
                        ) -> Result<audit::Entry> {
        state.notes.push_back({note.by, note.at, words});
        return audit::Entry{"", "wrote a note about a report", "", ""};
    };
    auto alongside = changing_case(app, std::move(member), report, std::move(change));
    co_return co_await write_case(app, std::move(alongside));
}

asio::awaitable<Result<Nothing>> assign(App const& app, Member member, Seq report, Handle person) {
    CaseChange change =
        [person](WriteTx&, Tables&, Reported const&, storage::ReportCaseRecord& state) -> Result<audit::Entry> {
        state.assigned = person;
        bool const is_taken = person != storage::no_one;
        return audit::Entry{"", is_taken ? "assigned a report" : "gave a report back", "", ""};
    };
    auto alongside = changing_case(app, std::move(member), report, std::move(change));
    co_return co_await write_case(app, std::move(alongside));
}

asio::awaitable<Result<Nothing>> close(App const& app, Member member, Seq report, bool closed, std::string reason) {
    if (closed)
        if (auto const fits = check_words(reason); !fits) co_return fits.error();
    storage::NoteRecord note{member.actor, app.node.clock.now(), ""};
    CaseChange change = [note, closed, reason = std::move(reason)](
                            WriteTx&, Tables&, Reported const&, storage::ReportCaseRecord& state
                        ) -> Result<audit::Entry> {
        if (state.closed == closed) return Refusal{Reason::conflict, "It stands so already."};
        state.closed = closed;
        if (!reason.empty()) state.notes.push_back({note.by, note.at, reason});
        return audit::Entry{"", closed ? "closed a report" : "opened a report again", "", ""};
    };
    auto alongside = changing_case(app, std::move(member), report, std::move(change));
    co_return co_await write_case(app, std::move(alongside));
}

}  // namespace collegium::server::moderation
