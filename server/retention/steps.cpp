#include "server/retention/steps.hpp"

#include "federation/delivery/delivery_state.hpp"
#include "server/audit/audit.hpp"
#include "server/members/accounts.hpp"
#include "server/moderation/case_changes.hpp"
#include "server/retention/holds.hpp"
#include "server/safeguarding/cases.hpp"
#include "server/sign_ins.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::retention {

using storage::AccountRecord;
using storage::EntryKey;
using storage::GuideDraftRecord;
using storage::Handle;
using storage::LocalId;
using storage::Measure;
using storage::MeasureRecord;
using storage::Nothing;
using storage::NotificationRecord;
using storage::OverRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::ReportCaseRecord;
using storage::Seq;
using storage::SessionRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

std::size_t dispose_sign_ins(WriteTx& tx, Tables& tables, Instant before, std::size_t most, Instant) {
    auto const held = held_people(tx, tables);
    std::vector<storage::OwnedToken> found;
    tables.sessions.each(tx, [&](storage::TokenDigest const& digest, SessionRecord const& record) {
        auto const account = tables.accounts.get(tx, record.account);
        auto const person = account ? account->actor : storage::no_one;
        if (record.seen < before && !held.contains(person)) found.push_back({person, digest});
        return found.size() < most;
    });
    for (auto const& each : found) {
        SignIns::end_one(tx, tables, each.of, each.token);
        tables.sessions.erase(tx, each.token);
    }
    return found.size();
}

std::size_t dispose_requests(WriteTx& tx, Tables& tables, Instant before, std::size_t most, Instant) {
    std::vector<std::string> found;
    tables.accounts.each(tx, [&](std::string const& name, AccountRecord const& record) {
        if (record.state == storage::AccountState::awaiting && record.created <= before) found.push_back(name);
        return found.size() < most;
    });
    for (auto const& name : found) static_cast<void>(members::turn_down(tx, tables, name));
    return found.size();
}

// Those of one person stand in the order in which they were told.
std::size_t dispose_notifications(WriteTx& tx, Tables& tables, Instant before, std::size_t most, bool pupils) {
    auto const held = held_people(tx, tables);
    std::vector<PlaceKey> found;
    tables.accounts.each(tx, [&](std::string const&, AccountRecord const& account) {
        if (account.pupil != pupils || account.actor == storage::no_one || held.contains(account.actor)) return true;
        auto const first = PlaceKey{account.actor, LocalId{0}};
        tables.notifications.ascend(tx, first, [&](PlaceKey const& key, NotificationRecord const& record) {
            if (key.under != account.actor || record.at > before || found.size() == most) return false;
            found.push_back(key);
            return true;
        });
        return found.size() < most;
    });
    for (auto const& key : found) tables.notifications.erase(tx, key);
    return found.size();
}

std::size_t dispose_staff_notifications(WriteTx& tx, Tables& tables, Instant before, std::size_t most, Instant) {
    return dispose_notifications(tx, tables, before, most, false);
}

std::size_t dispose_pupil_notifications(WriteTx& tx, Tables& tables, Instant before, std::size_t most, Instant) {
    return dispose_notifications(tx, tables, before, most, true);
}

std::size_t dispose_guide_drafts(WriteTx& tx, Tables& tables, Instant before, std::size_t most, Instant) {
    auto const held = held_people(tx, tables);
    std::vector<PlaceKey> found;
    tables.guide_drafts.each(tx, [&](PlaceKey const& key, GuideDraftRecord const& record) {
        if (record.saved <= before && !held.contains(key.under)) found.push_back(key);
        return found.size() < most;
    });
    for (auto const& key : found) tables.guide_drafts.erase(tx, key);
    return found.size();
}

// Closed since before that moment, and no hold stands on it. fits(number): whether it may go all the same.
template <class Fits>
std::vector<std::uint64_t> closed_before(
    ReadTx const& tx, Tables const& tables, KeptKind kind, Instant before, std::size_t most, Fits fits
) {
    std::vector<std::uint64_t> found;
    tables.over.ascend(tx, {kind, 0}, [&](KeptKey const& key, OverRecord const& record) {
        if (key.kind != kind || found.size() == most) return false;
        bool const is_due = record.since <= before && !stands_on(tx, tables, key);
        if (is_due && fits(key.number)) found.push_back(key.number);
        return true;
    });
    return found;
}

// It can still be taken back, and whom it concerns can still say something against it.
bool still_stands(MeasureRecord const& measure) noexcept {
    bool const lasts = measure.measure == Measure::hidden || measure.measure == Measure::paused ||
                       measure.measure == Measure::shut_out || measure.measure == Measure::limited;
    return lasts && measure.undone == Instant{};
}

bool is_done_with(ReadTx const& tx, Tables const& tables, Seq report, std::set<Handle> const& held) {
    auto const state = tables.report_cases.get(tx, report);
    if (!state || !state->closed || moderation::has_appeal(*state)) return false;
    if (std::ranges::any_of(state->measures, still_stands)) return false;
    return std::ranges::none_of(people_in(tx, tables, report_key(report)), [&](Handle each) {
        return held.contains(each);
    });
}

// A case of the safeguarding lead that came of a report keeps it: its evidence is made from the words of both.
std::set<Seq> reports_in_cases(ReadTx const& tx, Tables const& tables) {
    std::set<Seq> found;
    tables.safeguarding_cases.each(tx, [&](LocalId, storage::SafeguardingCaseRecord const& record) {
        found.insert(record.report);
        return true;
    });
    return found;
}

// With whom it stands, as one who looks for it finds them.
std::vector<EntryKey> standing_with(ReadTx const& tx, Tables const& tables, Seq report) {
    std::vector<EntryKey> found;
    tables.local_names.each(tx, [&](std::string const&, Handle actor) {
        if (tables.reports.contains(tx, {actor, report})) found.push_back({actor, report});
        return true;
    });
    return found;
}

// Also from the views in which a rebuild, which finds no words of it any more, would not put it.
void erase_report(WriteTx& tx, Tables& tables, Seq report) {
    if (auto const entry = tables.log.get(tx, report)) tables.outbox.erase(tx, {entry->actor, report});
    for (auto const& key : standing_with(tx, tables, report)) tables.reports.erase(tx, key);
    auto const state = tables.report_cases.get(tx, report).value_or(ReportCaseRecord{});
    for (auto const& measure : state.measures) tables.concerned.erase(tx, {measure.person, report});
    tables.flesh.erase(tx, report);
    tables.report_cases.erase(tx, report);
    tables.over.erase(tx, report_key(report));
}

bool is_still_sent(ReadTx const& tx, Tables const& tables, Seq report) {
    return std::ranges::any_of(federation::deliveries_of(tx, tables, report), [](federation::HostDelivery const& each) {
        return each.state == federation::DeliveryState::waiting;
    });
}

std::size_t dispose_reports(WriteTx& tx, Tables& tables, Instant before, std::size_t most, Instant now) {
    auto const held = held_people(tx, tables);
    auto const in_cases = reports_in_cases(tx, tables);
    auto const found = closed_before(tx, tables, KeptKind::report, before, most, [&](std::uint64_t number) {
        Seq const report{number};
        bool const is_wanted = in_cases.contains(report) || is_still_sent(tx, tables, report);
        return !is_wanted && is_done_with(tx, tables, report, held);
    });
    for (auto const number : found) {
        erase_report(tx, tables, Seq{number});
        audit::note(tx, tables, {"node", "disposed of a report", moderation::report_name(Seq{number}), ""}, now);
    }
    return found.size();
}

std::size_t dispose_cases(WriteTx& tx, Tables& tables, Instant before, std::size_t most, Instant now) {
    auto const held = held_people(tx, tables);
    auto const found = closed_before(tx, tables, KeptKind::safeguarding_case, before, most, [&](std::uint64_t number) {
        auto const record = tables.safeguarding_cases.get(tx, LocalId{number});
        if (!record || !record->closed) return false;
        auto const people = people_in(tx, tables, case_key(LocalId{number}));
        return std::ranges::none_of(people, [&](Handle each) { return held.contains(each); });
    });
    for (auto const number : found) {
        tables.safeguarding_cases.erase(tx, LocalId{number});
        tables.over.erase(tx, case_key(LocalId{number}));
        auto const name = safeguarding::case_name(LocalId{number});
        audit::note(tx, tables, {"node", "disposed of a safeguarding case", name, ""}, now);
    }
    return found.size();
}

}  // namespace

std::vector<Step> const& steps() {
    constexpr std::size_t rows = 500, cases = 20;
    static std::vector<Step> const all{
        {DisposalRule::sign_ins, rows, dispose_sign_ins},
        {DisposalRule::requests, rows, dispose_requests},
        {DisposalRule::notifications, rows, dispose_staff_notifications},
        {DisposalRule::pupil_notifications, rows, dispose_pupil_notifications},
        {DisposalRule::guide_drafts, rows, dispose_guide_drafts},
        {DisposalRule::reports, cases, dispose_reports},
        {DisposalRule::safeguarding_cases, cases, dispose_cases},
    };
    return all;
}

}  // namespace collegium::server::retention
