#include "server/retention/holds.hpp"

#include "federation/content/plain_text.hpp"
#include "server/audit/audit.hpp"
#include "server/moderation/case_changes.hpp"
#include "server/safeguarding/cases.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::retention {

using storage::Handle;
using storage::HoldRecord;
using storage::LocalId;
using storage::Nothing;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Result<KeptKey> account_named(ReadTx const& tx, Tables const& tables, std::string const& name) {
    auto const account = tables.accounts.get(tx, name);
    if (!account || account->actor == storage::no_one)
        return Refusal{Reason::not_found, "nobody of that name: 'collegium user list' names everybody"};
    return account_key(account->actor);
}

bool is_report(ReadTx const& tx, Tables const& tables, Seq seq) {
    bool found = false;
    tables.reports.each(tx, [&](storage::EntryKey const& key, Nothing) {
        found = key.seq == seq;
        return !found;
    });
    return found;
}

void add_authors(ReadTx const& tx, Tables const& tables, std::vector<Handle> const& things, std::set<Handle>& people) {
    for (auto const thing : things)
        if (auto const record = tables.objects.get(tx, thing)) people.insert(record->author);
}

void add_people_of_case(ReadTx const& tx, Tables const& tables, LocalId id, std::set<Handle>& people) {
    auto const record = tables.safeguarding_cases.get(tx, id);
    if (!record) return;
    people.insert(record->people.begin(), record->people.end());
    people.insert(record->by);
    add_authors(tx, tables, record->things, people);
    if (record->report != Seq{}) people.merge(people_in(tx, tables, report_key(record->report)));
}

void add_people_of_report(ReadTx const& tx, Tables const& tables, Seq seq, std::set<Handle>& people) {
    auto const reported = moderation::reported_at(tx, tables, seq);
    if (!reported) return;
    people.insert(reported->people.begin(), reported->people.end());
    people.insert(reported->reporter);
    for (auto const& measure : reported->state.measures) people.insert(measure.person);
}

Result<Nothing> check_reason(std::string const& reason) {
    auto const length = federation::content::characters(reason);
    if (length == 0) return Refusal{Reason::malformed, "Say why it has to be kept."};
    if (length > longest_reason) return Refusal{Reason::malformed, "That is too long: use at most 200 characters."};
    return Nothing{};
}

}  // namespace

Result<KeptKey> kept_named(ReadTx const& tx, Tables const& tables, std::string_view kind, std::string const& name) {
    if (kind == "account") return account_named(tx, tables, name);
    if (kind != "report" && kind != "case")
        return Refusal{Reason::malformed, "say what it is: account NAME, report NUMBER or case NUMBER"};
    auto const number = number_in(name);
    if (!number) return Refusal{Reason::malformed, "name it by its number, which ends its address"};
    bool const is_there = kind == "report" ? is_report(tx, tables, Seq{*number})
                                           : tables.safeguarding_cases.contains(tx, LocalId{*number});
    if (!is_there) return Refusal{Reason::not_found, "there is none of that number: it ends the address of its page"};
    return kind == "report" ? report_key(Seq{*number}) : case_key(LocalId{*number});
}

std::string name_of(ReadTx const& tx, Tables const& tables, KeptKey const& key) {
    switch (key.kind) {
        case KeptKind::account: return "account " + audit::name_of(tx, tables, Handle{key.number});
        case KeptKind::report: return moderation::report_name(Seq{key.number});
        case KeptKind::safeguarding_case: return safeguarding::case_name(LocalId{key.number});
    }
    return "";
}

Result<Nothing> put_hold(
    WriteTx& tx, Tables& tables, KeptKey const& key, std::string const& by, std::string const& reason, Instant now
) {
    if (auto const fits = check_reason(reason); !fits) return fits;
    if (!tables.holds.insert(tx, key, HoldRecord{reason, by, now}))
        return Refusal{Reason::conflict, "A hold stands on it already."};
    audit::note(tx, tables, {by, "put a hold on what is kept", name_of(tx, tables, key), reason}, now);
    return Nothing{};
}

Result<Nothing> release(WriteTx& tx, Tables& tables, KeptKey const& key, std::string const& by, Instant now) {
    if (!tables.holds.erase(tx, key)) return Refusal{Reason::not_found, "No hold stands on it."};
    audit::note(tx, tables, {by, "released a hold on what is kept", name_of(tx, tables, key), ""}, now);
    return Nothing{};
}

std::vector<Hold> holds(ReadTx const& tx, Tables const& tables) {
    std::vector<Hold> found;
    tables.holds.each(tx, [&](KeptKey const& key, HoldRecord const& record) {
        found.push_back({key, "", record});
        return true;
    });
    for (auto& each : found) each.name = name_of(tx, tables, each.key);
    return found;
}

bool stands_on(ReadTx const& tx, Tables const& tables, KeptKey const& key) {
    return tables.holds.contains(tx, key);
}

std::set<Handle> people_in(ReadTx const& tx, Tables const& tables, KeptKey const& key) {
    std::set<Handle> people;
    if (key.kind == KeptKind::account) people.insert(Handle{key.number});
    if (key.kind == KeptKind::report) add_people_of_report(tx, tables, Seq{key.number}, people);
    if (key.kind == KeptKind::safeguarding_case) add_people_of_case(tx, tables, LocalId{key.number}, people);
    people.erase(storage::no_one);
    auto const named = people;
    for (auto const each : named)
        if (auto const behind = tables.pen_names.get(tx, each)) people.insert(behind->person);
    return people;
}

std::set<Handle> held_people(ReadTx const& tx, Tables const& tables) {
    std::set<Handle> people;
    for (auto const& each : holds(tx, tables)) people.merge(people_in(tx, tables, each.key));
    return people;
}

bool is_held(ReadTx const& tx, Tables const& tables, Handle person) {
    return stands_on(tx, tables, account_key(person)) || held_people(tx, tables).contains(person);
}

}  // namespace collegium::server::retention
