// Appeals: what whom a decision concerns says against it, and the answer.
#include "federation/content/plain_text.hpp"
#include "server/audit/audit.hpp"
#include "server/moderation/deciding.hpp"
#include "server/moderation/telling.hpp"

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

Result<void> check_appeal(std::string const& words) {
    auto const length = federation::content::characters(words);
    if (length == 0) return Refusal{Reason::malformed, "Say it in your own words."};
    if (length > longest_words) return Refusal{Reason::malformed, "That is too long: use at most 1000 characters."};
    return {};
}

// Whom it concerns is told of it.
bool is_told_of(MeasureRecord const& measure, Handle person) {
    return measure.person == person && !told_words(measure.measure).empty();
}

std::string report_number(Seq report) {
    return "report " + std::to_string(static_cast<std::uint64_t>(report));
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
    if (auto const fits = check_appeal(words); !fits) co_return fits.error();
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
        tables.report_cases.put(tx, report, *state);
        audit::note(tx, tables, {member.account, "appealed against a decision", report_number(report), ""}, now);
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

asio::awaitable<Result<Nothing>> answer_appeal(
    App const& app, Member member, Seq report, std::size_t index, std::string words
) {
    if (auto const fits = check_appeal(words); !fits) co_return fits.error();
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
        audit::note(tx, tables, {member.account, "answered an appeal", report_number(report), words}, now);
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

}  // namespace collegium::server::moderation
