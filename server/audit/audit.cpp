#include "server/audit/audit.hpp"

#include "config/log.hpp"
#include "server/members/words.hpp"
#include "storage/names.hpp"

namespace collegium::server::audit {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::AuditNumber;
using storage::AuditRecord;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t longest = 500;  // bytes

// Cut at the end of a character, so that it stays a text.
std::string kept(std::string const& words) {
    auto text = words.substr(0, longest);
    while (!text.empty() && !is_text(text)) text.pop_back();
    return text;
}

void add_change(std::string& words, std::string_view what, std::string_view before, std::string_view now) {
    if (before == now) return;
    words += (words.empty() ? "" : "; ") + std::string{what} + ": " + std::string{before.empty() ? "none" : before} +
             " -> " + std::string{now.empty() ? "none" : now};
}

// What is another one, for the entry.
std::string changes_of(AccountRecord const& before, AccountRecord const& now) {
    std::string words;
    add_change(words, "roles", members::names_of(before.roles), members::names_of(now.roles));
    add_change(
        words,
        "state",
        members::named(members::states(), before.state).name,
        members::named(members::states(), now.state).name
    );
    add_change(
        words,
        "constituency",
        members::named(members::constituencies(), before.constituency).name,
        members::named(members::constituencies(), now.constituency).name
    );
    add_change(
        words,
        "belonging",
        members::named(members::belongings(), before.belonging).name,
        members::named(members::belongings(), now.belonging).name
    );
    return words;
}

}  // namespace

AuditNumber note(WriteTx& tx, Tables& tables, Entry const& entry, Instant now) {
    auto const last = tables.audit_log.last_key(tx).value_or(AuditNumber{0});
    AuditNumber const number{static_cast<std::uint64_t>(last) + 1};
    AuditRecord record;
    record.at = std::chrono::floor<std::chrono::seconds>(now);
    record.who = kept(entry.who);
    record.what = kept(entry.what);
    record.about = kept(entry.about);
    record.reason = kept(entry.reason);
    if (auto const before = tables.audit_log.get(tx, last)) record.previous = before->hash;
    record.hash = hash_of(number, record);
    tables.audit_log.put(tx, number, record);
    return number;
}

asio::awaitable<Result<AuditNumber>> note(App const& app, Entry entry) {
    auto const now = app.node.clock.now();
    storage::Store::Change<AuditNumber> change = [&entry, now](WriteTx& tx, Tables& tables) {
        return Result<AuditNumber>{note(tx, tables, entry, now)};
    };
    co_return co_await app.node.store.write(std::move(change));
}

std::string name_of(ReadTx const& tx, Tables const& tables, storage::Handle actor) {
    if (auto const account = tables.account_names.get(tx, actor)) return *account;
    return actor == storage::no_one ? std::string{} : storage::iri_of(tx, tables, actor);
}

federation::Alongside alongside(Entry entry, Instant now) {
    return [entry = std::move(entry), now](WriteTx& tx, Tables& tables) -> Result<void> {
        note(tx, tables, entry, now);
        return {};
    };
}

storage::Store::Change<Nothing> noted_account(
    storage::Store::Change<Nothing> change, std::string who, std::string what, std::string name, Instant now
) {
    return [change = std::move(change), who = std::move(who), what = std::move(what), name = std::move(name), now](
               WriteTx& tx, Tables& tables
           ) -> Result<Nothing> {
        auto const before = tables.accounts.get(tx, name).value_or(AccountRecord{});
        auto done = change(tx, tables);
        if (!done) return done;
        auto const after = tables.accounts.get(tx, name).value_or(AccountRecord{});
        note(tx, tables, {who, what, name, changes_of(before, after)}, now);
        return done;
    };
}

std::vector<Written> entries_before(ReadTx const& tx, Tables const& tables, AuditNumber before, std::size_t most) {
    std::vector<Written> found;
    tables.audit_log.descend(tx, before, [&](AuditNumber number, AuditRecord const& record) {
        found.push_back({number, record});
        return found.size() < most;
    });
    return found;
}

Verdict verify(ReadTx const& tx, Tables const& tables, std::optional<Witness> const& witness) {
    Chain chain;
    Verdict verdict;
    std::optional<storage::TokenDigest> found;
    try {
        tables.audit_log.each(tx, [&](AuditNumber number, AuditRecord const& record) {
            if (auto const wrong = chain.take(number, record)) verdict.problem = *wrong;
            if (verdict.ok() && witness && number == witness->number) found = record.hash;
            return verdict.ok();
        });
    } catch (storage::CorruptRecord const&) {
        verdict.problem =
            "entry " + std::to_string(static_cast<std::uint64_t>(chain.last()) + 1) + " was changed on the disk";
    }
    verdict.last = chain.last();
    verdict.head = chain.head();
    if (verdict.ok() && witness) verdict.problem = against(*witness, found);
    return verdict;
}

std::string head(ReadTx const& tx, Tables const& tables) {
    auto const last = tables.audit_log.last_key(tx);
    auto const record = last ? tables.audit_log.get(tx, *last) : std::nullopt;
    if (!record) return {};
    return std::to_string(static_cast<std::uint64_t>(*last)) + ":" + crypto::to_hex(record->hash);
}

asio::awaitable<void> witness_round(App const& app) {
    auto const where = app.node.store.read([](auto const& tx, auto const& tables) { return head(tx, tables); });
    if (!where.empty()) log::info("the audit log stands at", {{"head", where}});
    co_return;
}

}  // namespace collegium::server::audit
