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
using storage::OwnedToken;
using storage::PlaceKey;
using storage::ReadTx;
using storage::ReportCaseRecord;
using storage::Seq;
using storage::SessionRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

using Held = std::set<Handle>;

// What is still due of what was found, disposed of one by one. dispose(key): whether it was.
template <class Key, class Dispose>
std::size_t count_disposed(std::vector<Due> const& found, Dispose dispose) {
    std::size_t count = 0;
    for (auto const& each : found)
        if (dispose(std::get<Key>(each))) ++count;
    return count;
}

bool is_due_sign_in(SessionRecord const& record, Handle person, Instant before, Held const& held) {
    return record.seen < before && !held.contains(person);
}

std::vector<Due> find_sign_ins(ReadTx const& tx, Tables const& tables, Instant before, std::size_t most) {
    auto const held = held_people(tx, tables);
    std::vector<Due> found;
    tables.sessions.each(tx, [&](storage::TokenDigest const& digest, SessionRecord const& record) {
        auto const account = tables.accounts.get(tx, record.account);
        auto const person = account ? account->actor : storage::no_one;
        if (is_due_sign_in(record, person, before, held)) found.emplace_back(OwnedToken{person, digest});
        return found.size() < most;
    });
    return found;
}

std::size_t dispose_sign_ins(WriteTx& tx, Tables& tables, std::vector<Due> const& found, Instant before, Instant) {
    auto const held = held_people(tx, tables);
    return count_disposed<OwnedToken>(found, [&](OwnedToken const& key) {
        auto const record = tables.sessions.get(tx, key.token);
        if (!record || !is_due_sign_in(*record, key.of, before, held)) return false;
        SignIns::end_one(tx, tables, key.of, key.token);
        tables.sessions.erase(tx, key.token);
        return true;
    });
}

bool is_due_request(AccountRecord const& record, Instant before) {
    return record.state == storage::AccountState::awaiting && record.created <= before;
}

std::vector<Due> find_requests(ReadTx const& tx, Tables const& tables, Instant before, std::size_t most) {
    std::vector<Due> found;
    tables.accounts.each(tx, [&](std::string const& name, AccountRecord const& record) {
        if (is_due_request(record, before)) found.emplace_back(name);
        return found.size() < most;
    });
    return found;
}

std::size_t dispose_requests(WriteTx& tx, Tables& tables, std::vector<Due> const& found, Instant before, Instant) {
    return count_disposed<std::string>(found, [&](std::string const& name) {
        auto const record = tables.accounts.get(tx, name);
        return record && is_due_request(*record, before) && members::turn_down(tx, tables, name).has_value();
    });
}

// Those of one person stand in the order in which they were told.
std::vector<Due> find_notifications(
    ReadTx const& tx, Tables const& tables, Instant before, std::size_t most, bool pupils
) {
    auto const held = held_people(tx, tables);
    std::vector<Due> found;
    tables.accounts.each(tx, [&](std::string const&, AccountRecord const& account) {
        if (account.pupil != pupils || account.actor == storage::no_one || held.contains(account.actor)) return true;
        auto const first = PlaceKey{account.actor, LocalId{0}};
        tables.notifications.ascend(tx, first, [&](PlaceKey const& key, NotificationRecord const& record) {
            if (key.under != account.actor || record.at > before || found.size() == most) return false;
            found.emplace_back(key);
            return true;
        });
        return found.size() < most;
    });
    return found;
}

std::vector<Due> find_staff_notifications(ReadTx const& tx, Tables const& tables, Instant before, std::size_t most) {
    return find_notifications(tx, tables, before, most, false);
}

std::vector<Due> find_pupil_notifications(ReadTx const& tx, Tables const& tables, Instant before, std::size_t most) {
    return find_notifications(tx, tables, before, most, true);
}

std::size_t dispose_notifications(WriteTx& tx, Tables& tables, std::vector<Due> const& found, Instant, Instant) {
    auto const held = held_people(tx, tables);
    return count_disposed<PlaceKey>(found, [&](PlaceKey const& key) {
        return !held.contains(key.under) && tables.notifications.erase(tx, key);
    });
}

std::vector<Due> find_guide_drafts(ReadTx const& tx, Tables const& tables, Instant before, std::size_t most) {
    auto const held = held_people(tx, tables);
    std::vector<Due> found;
    tables.guide_drafts.each(tx, [&](PlaceKey const& key, GuideDraftRecord const& record) {
        if (record.saved <= before && !held.contains(key.under)) found.emplace_back(key);
        return found.size() < most;
    });
    return found;
}

std::size_t dispose_guide_drafts(WriteTx& tx, Tables& tables, std::vector<Due> const& found, Instant before, Instant) {
    auto const held = held_people(tx, tables);
    return count_disposed<PlaceKey>(found, [&](PlaceKey const& key) {
        auto const draft = tables.guide_drafts.get(tx, key);
        if (!draft || draft->saved > before || held.contains(key.under)) return false;
        return tables.guide_drafts.erase(tx, key);
    });
}

// It is closed since before that moment, and no hold stands on it.
bool is_over_since(ReadTx const& tx, Tables const& tables, KeptKey const& key, Instant before) {
    auto const over = tables.over.get(tx, key);
    return over && over->since <= before && !stands_on(tx, tables, key);
}

// Of those. fits(number): whether it may go all the same.
template <class Fits>
std::vector<Due> closed_before(
    ReadTx const& tx, Tables const& tables, KeptKind kind, Instant before, std::size_t most, Fits fits
) {
    std::vector<Due> found;
    tables.over.ascend(tx, {kind, 0}, [&](KeptKey const& key, OverRecord const&) {
        if (key.kind != kind || found.size() == most) return false;
        if (is_over_since(tx, tables, key, before) && fits(key.number)) found.emplace_back(key.number);
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

bool is_done_with(ReadTx const& tx, Tables const& tables, Seq report, Held const& held) {
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

// What has to be asked of all holds and cases, once for many reports.
struct Wanted {
    Held held;
    std::set<Seq> in_cases;
};

Wanted wanted(ReadTx const& tx, Tables const& tables) {
    return {held_people(tx, tables), reports_in_cases(tx, tables)};
}

bool may_go(ReadTx const& tx, Tables const& tables, Seq report, Wanted const& by) {
    bool const is_wanted = by.in_cases.contains(report) || is_still_sent(tx, tables, report);
    return !is_wanted && is_done_with(tx, tables, report, by.held);
}

std::vector<Due> find_reports(ReadTx const& tx, Tables const& tables, Instant before, std::size_t most) {
    auto const by = wanted(tx, tables);
    return closed_before(tx, tables, KeptKind::report, before, most, [&](std::uint64_t number) {
        return may_go(tx, tables, Seq{number}, by);
    });
}

std::size_t dispose_reports(WriteTx& tx, Tables& tables, std::vector<Due> const& found, Instant before, Instant now) {
    if (found.empty()) return 0;
    auto const by = wanted(tx, tables);
    return count_disposed<std::uint64_t>(found, [&](std::uint64_t number) {
        Seq const report{number};
        bool const is_due = is_over_since(tx, tables, report_key(report), before);
        if (!is_due || !may_go(tx, tables, report, by)) return false;
        erase_report(tx, tables, report);
        audit::note(tx, tables, {"node", "disposed of a report", moderation::report_name(report), ""}, now);
        return true;
    });
}

bool may_go(ReadTx const& tx, Tables const& tables, LocalId id, Held const& held) {
    auto const record = tables.safeguarding_cases.get(tx, id);
    if (!record || !record->closed) return false;
    auto const people = people_in(tx, tables, case_key(id));
    return std::ranges::none_of(people, [&](Handle each) { return held.contains(each); });
}

std::vector<Due> find_cases(ReadTx const& tx, Tables const& tables, Instant before, std::size_t most) {
    auto const held = held_people(tx, tables);
    return closed_before(tx, tables, KeptKind::safeguarding_case, before, most, [&](std::uint64_t number) {
        return may_go(tx, tables, LocalId{number}, held);
    });
}

std::size_t dispose_cases(WriteTx& tx, Tables& tables, std::vector<Due> const& found, Instant before, Instant now) {
    auto const held = held_people(tx, tables);
    return count_disposed<std::uint64_t>(found, [&](std::uint64_t number) {
        LocalId const id{number};
        bool const is_due = is_over_since(tx, tables, case_key(id), before);
        if (!is_due || !may_go(tx, tables, id, held)) return false;
        tables.safeguarding_cases.erase(tx, id);
        tables.over.erase(tx, case_key(id));
        audit::note(tx, tables, {"node", "disposed of a safeguarding case", safeguarding::case_name(id), ""}, now);
        return true;
    });
}

}  // namespace

std::vector<Step> const& steps() {
    constexpr std::size_t rows = 500, cases = 20;
    static std::vector<Step> const all{
        {DisposalRule::sign_ins, rows, find_sign_ins, dispose_sign_ins},
        {DisposalRule::requests, rows, find_requests, dispose_requests},
        {DisposalRule::notifications, rows, find_staff_notifications, dispose_notifications},
        {DisposalRule::pupil_notifications, rows, find_pupil_notifications, dispose_notifications},
        {DisposalRule::guide_drafts, rows, find_guide_drafts, dispose_guide_drafts},
        {DisposalRule::reports, cases, find_reports, dispose_reports},
        {DisposalRule::safeguarding_cases, cases, find_cases, dispose_cases},
    };
    return all;
}

}  // namespace collegium::server::retention
