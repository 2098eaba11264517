// Appeals: what whom a decision concerns says against it, and the answer.
#include "server/moderation/case_changes.hpp"
#include "server/moderation/telling.hpp"
#include "server/retention/periods.hpp"

#include <algorithm>

namespace collegium::server::moderation {

namespace asio = boost::asio;

using storage::EntryKey;
using storage::Handle;
using storage::MeasureRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

// Whom it concerns is told of it.
bool is_told_of(MeasureRecord const& measure, Handle person) {
    return measure.person == person && !told_words(measure.measure).empty();
}

}  // namespace

std::vector<Concerning> decisions_about(ReadTx const& tx, Tables const& tables, Handle person) {
    std::vector<Concerning> found;
    tables.concerned.ascend(tx, EntryKey{person, Seq{0}}, [&](EntryKey const& key, Nothing) {
        if (key.of != person) return false;
        auto const state = tables.report_cases.get(tx, key.seq).value_or(storage::ReportCaseRecord{});
        for (std::size_t index = 0; index < state.measures.size(); ++index)
            if (is_told_of(state.measures[index], person)) found.push_back({key.seq, index, state.measures[index]});
        return true;
    });
    std::ranges::sort(found, std::greater{}, [](Concerning const& each) { return each.measure.at; });
    return found;
}

asio::awaitable<Result<Nothing>> appeal(
    App const& app, Member member, Seq report, std::size_t index, std::string words
) {
    if (auto const fits = check_words(words); !fits) co_return fits.error();
    storage::Store::Change<Nothing> change =
        [&, now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto state = tables.report_cases.get(tx, report);
        if (!state || index >= state->measures.size() || !is_told_of(state->measures[index], member.actor))
            return Refusal{Reason::not_found, "no decision about this member"};
        auto& measure = state->measures[index];
        if (!measure.appeal.empty() || measure.undone != Instant{})
            return Refusal{Reason::conflict, "You have said something against this already, or it was taken back."};
        measure.appeal = words;
        state->closed = false;
        retention::note_open(tx, tables, retention::report_key(report));
        tables.report_cases.put(tx, report, *state);
        audit::note(tx, tables, {"somebody", "appealed against a decision", report_name(report), ""}, now);
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

asio::awaitable<Result<Nothing>> answer_appeal(
    App const& app, Member member, Seq report, std::size_t index, std::string words
) {
    if (auto const fits = check_words(words); !fits) co_return fits.error();
    storage::Store::Change<Nothing> change =
        [&, now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto const reported = find_report(tx, tables, member, report);
        if (!reported || index >= reported->state.measures.size())
            return Refusal{Reason::not_found, "no such decision"};
        auto state = reported->state;
        auto& measure = state.measures[index];
        if (measure.appeal.empty() || !measure.answer.empty())
            return Refusal{Reason::conflict, "Nobody has said anything against this, or it is answered."};
        measure.answer = words;
        tables.report_cases.put(tx, report, state);
        tell_person(app, tx, tables, measure.person, "A moderator answered what you said against a decision.");
        audit::note(tx, tables, {member.account, "answered an appeal", report_name(report), ""}, now);
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

}  // namespace collegium::server::moderation
