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

// What there is to note, found before anything of it is written.
class Changes {
public:
    Changes(ReadTx const& tx, Tables const& tables, std::size_t most) : tx_{tx}, tables_{tables}, most_{most} {}

    // False when there is enough.
    bool look(KeptKey const& key, bool closed) {
        bool const is_known = tables_.over.contains(tx_, key);
        if (closed && !is_known) closed_.push_back(key);
        if (!closed && is_known) open_.push_back(key);
        return count() < most_;
    }

    std::size_t count() const noexcept { return closed_.size() + open_.size(); }
    std::vector<KeptKey> const& closed() const noexcept { return closed_; }
    std::vector<KeptKey> const& open() const noexcept { return open_; }

private:
    ReadTx const& tx_;
    Tables const& tables_;
    std::size_t most_;
    std::vector<KeptKey> closed_;
    std::vector<KeptKey> open_;
};

void look_at_all(ReadTx const& tx, Tables const& tables, Changes& changes) {
    bool more = true;
    tables.accounts.each(tx, [&](std::string const&, AccountRecord const& record) {
        if (record.actor == storage::no_one || federation::community::is_gone(tx, tables, record.actor)) return true;
        return more = changes.look(account_key(record.actor), is_over(record));
    });
    if (!more) return;
    tables.report_cases.each(tx, [&](Seq seq, ReportCaseRecord const& record) {
        return more = changes.look(report_key(seq), record.closed);
    });
    if (!more) return;
    tables.safeguarding_cases.each(tx, [&](LocalId id, SafeguardingCaseRecord const& record) {
        return changes.look(case_key(id), record.closed);
    });
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

std::size_t note_closed(WriteTx& tx, Tables& tables, Instant now, std::size_t most) {
    Changes changes{tx, tables, most};
    look_at_all(tx, tables, changes);
    for (auto const& key : changes.closed()) tables.over.put(tx, key, {now, Instant{}});
    for (auto const& key : changes.open()) tables.over.erase(tx, key);
    return changes.count();
}

bool is_over(AccountRecord const& account) noexcept {
    return account.state == storage::AccountState::closed || members::has_left(account);
}

}  // namespace collegium::server::retention
