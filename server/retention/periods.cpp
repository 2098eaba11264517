#include "server/retention/periods.hpp"

#include "federation/community/visibility.hpp"
#include "server/members/accounts.hpp"

namespace collegium::server::retention {

using storage::AccountRecord;
using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::ReportCaseRecord;
using storage::SafeguardingCaseRecord;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

// Gathers what is not known as it is.
class Look {
public:
    Look(ReadTx const& tx, Tables const& tables, std::size_t most) : tx_{tx}, tables_{tables}, most_{most} {}

    // False when there is enough.
    bool at(KeptKey const& key, bool closed) {
        bool const is_known = tables_.over.contains(tx_, key);
        if (closed && !is_known) found_.closed.push_back(key);
        if (!closed && is_known) found_.open.push_back(key);
        return !is_enough();
    }

    bool is_enough() const noexcept { return found_.count() >= most_; }
    Changed found() && { return std::move(found_); }

private:
    ReadTx const& tx_;
    Tables const& tables_;
    std::size_t most_;
    Changed found_;
};

bool is_closed(ReadTx const& tx, Tables const& tables, KeptKey const& key) {
    switch (key.kind) {
        case KeptKind::account: {
            auto const name = tables.account_names.get(tx, Handle{key.number});
            auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
            return account && is_over(*account);
        }
        case KeptKind::report: return tables.report_cases.get(tx, Seq{key.number}).value_or(ReportCaseRecord{}).closed;
        case KeptKind::safeguarding_case: {
            auto const record = tables.safeguarding_cases.get(tx, LocalId{key.number});
            return record && record->closed;
        }
    }
    return false;
}

}  // namespace

KeptKey account_key(Handle person) noexcept {
    return {KeptKind::account, static_cast<std::uint64_t>(person)};
}

KeptKey report_key(Seq report) noexcept {
    return {KeptKind::report, static_cast<std::uint64_t>(report)};
}

KeptKey case_key(LocalId id) noexcept {
    return {KeptKind::safeguarding_case, static_cast<std::uint64_t>(id)};
}

void note_open(WriteTx& tx, Tables& tables, KeptKey const& key) {
    tables.over.erase(tx, key);
}

Changed changed(ReadTx const& tx, Tables const& tables, std::size_t most) {
    Look look{tx, tables, most};
    tables.accounts.each(tx, [&](std::string const&, AccountRecord const& record) {
        if (record.actor == storage::no_one || federation::community::is_gone(tx, tables, record.actor)) return true;
        return look.at(account_key(record.actor), is_over(record));
    });
    if (look.is_enough()) return std::move(look).found();
    tables.report_cases.each(tx, [&](Seq seq, ReportCaseRecord const& record) {
        return look.at(report_key(seq), record.closed);
    });
    if (look.is_enough()) return std::move(look).found();
    tables.safeguarding_cases.each(tx, [&](LocalId id, SafeguardingCaseRecord const& record) {
        return look.at(case_key(id), record.closed);
    });
    return std::move(look).found();
}

void note_changed(WriteTx& tx, Tables& tables, Changed const& found, Instant now) {
    for (auto const& key : found.closed)
        if (is_closed(tx, tables, key)) tables.over.insert(tx, key, {now, Instant{}});
    for (auto const& key : found.open)
        if (!is_closed(tx, tables, key)) tables.over.erase(tx, key);
}

bool is_over(AccountRecord const& account) noexcept {
    return account.state == storage::AccountState::closed || members::has_left(account);
}

}  // namespace collegium::server::retention
