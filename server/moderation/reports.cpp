#include "server/moderation/reports.hpp"

#include "federation/logged.hpp"
#include "server/members/roles.hpp"
#include "server/moderation/own_case.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::moderation {

using storage::EntryKey;
using storage::Handle;
using storage::ReadTx;
using storage::ReportCaseRecord;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_looked_at = 1000, most_listed = 100, most_named = 50;

// The newest reports, newest first.
std::vector<Seq> newest(ReadTx const& tx, Tables const& tables) {
    std::set<Seq, std::greater<>> found;
    tables.reports.each(tx, [&](EntryKey const& key, storage::Nothing) {
        found.insert(key.seq);
        if (found.size() > most_looked_at) found.erase(std::prev(found.end()));
        return true;
    });
    return {found.begin(), found.end()};
}

void add_once(std::vector<Handle>& all, Handle one) {
    if (one != storage::no_one && std::ranges::find(all, one) == all.end()) all.push_back(one);
}

// What a facilitator reads of a report: what stands in communities that they run. A report may name whatever its
// reporter liked, and what is private elsewhere is not theirs to read.
void leave_to_facilitator(ReadTx const& tx, Tables const& tables, Member const& member, Reported& reported) {
    std::vector<Handle> authors;
    std::erase_if(reported.things, [&](Handle thing) {
        auto const record = tables.objects.get(tx, thing);
        bool const is_theirs = record && tables.moderators.contains(tx, {record->community, member.actor});
        if (record) add_once(authors, is_theirs ? storage::no_one : record->author);
        return !is_theirs;
    });
    std::erase_if(reported.people, [&](Handle person) {
        bool const wrote_theirs = std::ranges::any_of(reported.things, [&](Handle thing) {
            return tables.objects.get(tx, thing).value().author == person;
        });
        return !wrote_theirs && std::ranges::find(authors, person) != authors.end();
    });
}

bool facilitates(ReadTx const& tx, Tables const& tables, Member const& member, Seq seq) {
    bool found = false;
    tables.local_names.each(tx, [&](std::string const&, Handle actor) {
        found = tables.reports.contains(tx, {actor, seq}) && tables.moderators.contains(tx, {actor, member.actor});
        return !found;
    });
    return found;
}

bool may_look(ReadTx const& tx, Tables const& tables, Member const& member, Reported const& reported) {
    bool const is_own = reported.reporter == member.actor || is_own_case(tx, tables, member.actor, reported.people);
    return !is_own && (may_moderate(member) || facilitates(tx, tables, member, reported.report.seq));
}

bool belongs(Reported const& reported, Member const& member, Which which) {
    auto const& state = reported.state;
    switch (which) {
        case Which::open: return !state.closed;
        case Which::mine: return !state.closed && state.assigned == member.actor;
        case Which::appeals: return has_appeal(state);
        case Which::closed: return state.closed;
    }
    return false;
}

}  // namespace

bool may_moderate(Member const& member) noexcept {
    return members::look_into_reports(member.roles);
}

bool has_appeal(ReportCaseRecord const& state) noexcept {
    return std::ranges::any_of(state.measures, [](storage::MeasureRecord const& each) {
        return !each.appeal.empty() && each.answer.empty() && each.undone == Instant{};
    });
}

std::optional<Reported> reported_at(ReadTx const& tx, Tables const& tables, Seq seq) {
    auto report = federation::timeline::report_of(tx, tables, seq);
    auto const entry = tables.log.get(tx, seq);
    if (!report || !entry) return std::nullopt;
    Reported found;
    found.report = *std::move(report);
    found.reporter = entry->actor;
    found.state = tables.report_cases.get(tx, seq).value_or(ReportCaseRecord{});
    // A Flag may name as many as fit in it, and each is shown with what is known of its author.
    if (found.report.things.size() > most_named) found.report.things.resize(most_named);
    for (auto const& iri : found.report.things) {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
        if (record) add_once(found.things, *handle);
        if (record) add_once(found.people, record->author);
        if (handle && !record && tables.actors.contains(tx, *handle)) add_once(found.people, *handle);
    }
    return found;
}

std::optional<Reported> find_report(ReadTx const& tx, Tables const& tables, Member const& member, Seq seq) {
    auto reported = reported_at(tx, tables, seq);
    bool is_kept = false;
    tables.local_names.each(tx, [&](std::string const&, Handle actor) {
        is_kept = tables.reports.contains(tx, {actor, seq});
        return !is_kept;
    });
    if (!reported || !is_kept || !may_look(tx, tables, member, *reported)) return std::nullopt;
    if (!may_moderate(member)) leave_to_facilitator(tx, tables, member, *reported);
    return reported;
}

std::vector<Reported> reports(ReadTx const& tx, Tables const& tables, Member const& member, Which which) {
    std::vector<Reported> found;
    for (auto const seq : newest(tx, tables)) {
        auto reported = reported_at(tx, tables, seq);
        if (!reported || !belongs(*reported, member, which) || !may_look(tx, tables, member, *reported)) continue;
        if (!may_moderate(member)) leave_to_facilitator(tx, tables, member, *reported);
        found.push_back(*std::move(reported));
        if (found.size() == most_listed) break;
    }
    return found;
}

History history_of(ReadTx const& tx, Tables const& tables, Handle person, Seq but) {
    History history;
    for (auto const seq : newest(tx, tables)) {
        auto const reported = seq == but ? std::nullopt : reported_at(tx, tables, seq);
        if (!reported || std::ranges::find(reported->people, person) == reported->people.end()) continue;
        ++history.reports;
        history.measures += static_cast<std::size_t>(std::ranges::count_if(
            reported->state.measures,
            [&](storage::MeasureRecord const& each) { return each.person == person && each.undone == Instant{}; }
        ));
    }
    return history;
}

}  // namespace collegium::server::moderation
