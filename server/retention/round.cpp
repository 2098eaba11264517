#include "server/retention/round.hpp"

#include "config/log.hpp"
#include "federation/community/visibility.hpp"
#include "federation/timeline.hpp"
#include "server/audit/audit.hpp"
#include "server/erasure/erasing.hpp"
#include "server/media/workshop.hpp"
#include "server/notifications/news_list.hpp"
#include "server/read_only.hpp"
#include "server/retention/disposals.hpp"
#include "server/retention/holds.hpp"
#include "server/retention/steps.hpp"
#include "server/retention/sure_time.hpp"
#include "storage/names.hpp"

#include <set>

namespace collegium::server::retention {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::Handle;
using storage::Nothing;
using storage::OverRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t most_noted = 500;     // in one transaction
constexpr std::size_t most_accounts = 100;  // of one rule in one round: the next one goes on

// Nobody has closed it: its people may still be asked about.
bool is_open(ReadTx const& tx, Tables const& tables, Seq report) {
    auto const state = tables.report_cases.get(tx, report);
    return !state || !state->closed;
}

// Whom a report or a case is about that nobody has closed.
std::set<Handle> people_in_open_cases(ReadTx const& tx, Tables const& tables) {
    std::set<Handle> people;
    tables.safeguarding_cases.each(tx, [&](storage::LocalId id, storage::SafeguardingCaseRecord const& record) {
        if (!record.closed) people.merge(people_in(tx, tables, case_key(id)));
        return true;
    });
    tables.reports.each(tx, [&](storage::EntryKey const& key, Nothing) {
        if (is_open(tx, tables, key.seq)) people.merge(people_in(tx, tables, report_key(key.seq)));
        return true;
    });
    return people;
}

struct DueAccount {
    std::string name;
    Handle person{};
    bool pupil = false;
};

// The account, where its person has not been here since before that moment and no hold stands on them. details: only
// what it says of its person is to go.
std::optional<DueAccount> due_account(
    ReadTx const& tx, Tables const& tables, Handle person, Instant before, bool details
) {
    auto const over = tables.over.get(tx, account_key(person));
    auto const name = tables.account_names.get(tx, person);
    auto const record = name ? tables.accounts.get(tx, *name) : std::nullopt;
    if (!over || over->since > before || !record || !is_over(*record)) return std::nullopt;
    if (details && over->emptied != Instant{}) return std::nullopt;
    if (federation::community::is_gone(tx, tables, person)) return std::nullopt;
    return DueAccount{*name, person, record->pupil};
}

std::vector<DueAccount> due_accounts(App const& app, Instant before, bool pupils, bool details) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<DueAccount> found;
        auto kept = held_people(tx, tables);
        kept.merge(people_in_open_cases(tx, tables));
        tables.over.ascend(tx, {KeptKind::account, 0}, [&](KeptKey const& key, OverRecord const&) {
            if (key.kind != KeptKind::account || found.size() == most_accounts) return false;
            auto const due = due_account(tx, tables, Handle{key.number}, before, details);
            if (due && due->pupil == pupils && !kept.contains(due->person)) found.push_back(*due);
            return true;
        });
        return found;
    });
}

erasure::RemovePicture remover(App const& app) {
    return [&app](std::string const& name) { app.pictures.files().remove(name); };
}

// Somebody may have put a hold on it since it was found, or let its person in again.
storage::Store::Change<Nothing> emptying(DueAccount due, Rule rule, Instant before, Instant now) {
    return [due = std::move(due), rule, before, now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        bool const is_due = due_account(tx, tables, due.person, before, true).has_value();
        if (!is_due || is_held(tx, tables, due.person)) return Nothing{};
        auto over = tables.over.get(tx, account_key(due.person)).value_or(OverRecord{});
        auto const emptied = erasure::empty_account(tx, tables, due.name);
        if (!emptied) return emptied;
        erasure::drop_unsent(tx, tables, due.person);
        notifications::clear(tx, tables, due.person);
        over.emptied = now;
        tables.over.put(tx, account_key(due.person), over);
        note_disposed(tx, tables, rule, 1, now);
        audit::note(tx, tables, {"node", "disposed of what a closed account said of its person", due.name, ""}, now);
        return Nothing{};
    };
}

// The name stays beside what they wrote.
asio::awaitable<Result<Nothing>> dispose_details(App const& app, DueAccount due, Rule rule, Instant before) {
    Member member;
    member.account = due.name;
    member.actor = due.person;
    member.pupil = due.pupil;
    auto remove = remover(app);
    auto const profile = co_await erasure::empty_profile(app.node, std::move(remove), std::move(member), true);
    if (!profile) co_return profile.error();
    auto change = emptying(std::move(due), rule, before, app.node.clock.now());
    co_return co_await app.node.store.write(std::move(change));
}

asio::awaitable<Result<Nothing>> dispose_words(App const& app, DueAccount due, Rule rule, Instant before) {
    federation::Alongside also =
        [person = due.person, rule, before, now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const over = tables.over.get(tx, account_key(person));
        if (!over || over->since > before) return Refusal{Reason::conflict, "the account was opened again"};
        tables.over.erase(tx, account_key(person));
        note_disposed(tx, tables, rule, 1, now);
        return {};
    };
    auto remove = remover(app);
    std::string by = "node";
    auto const erased =
        co_await erasure::erase(app.node, std::move(remove), std::move(due.name), std::move(by), std::move(also));
    if (!erased) co_return erased.error();
    co_return Nothing{};
}

asio::awaitable<void> dispose_accounts(App const& app, Instant now, DisposalRule number, bool pupils, bool details) {
    auto const rule = rule_of(app.node.settings, number);
    auto const before = due_before(rule, now);
    if (!before) co_return;
    std::vector<DueAccount> found;
    std::function<void()> look = [&] { found = due_accounts(app, *before, pupils, details); };
    co_await app.node.workers.run(std::move(look));
    for (auto const& due : found) {
        Result<Nothing> done{Nothing{}};
        if (details)
            done = co_await dispose_details(app, due, rule, *before);
        else
            done = co_await dispose_words(app, due, rule, *before);
        if (!done)
            log::warning(
                "a closed account is kept longer than its period",
                {{"account", due.name}, {"detail", done.error().detail()}}
            );
    }
}

asio::awaitable<void> note_all_closed(App const& app, Instant now) {
    for (bool more = true; more;) {
        Changed found;
        std::function<void()> look = [&] {
            found =
                app.node.store.read([](auto const& tx, auto const& tables) { return changed(tx, tables, most_noted); });
        };
        co_await app.node.workers.run(std::move(look));
        if (found.count() == 0) co_return;
        storage::Store::Change<Nothing> change = [&found, now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
            note_changed(tx, tables, found, now);
            return Nothing{};
        };
        auto const noted = co_await app.node.store.write(std::move(change));
        more = noted && found.count() >= most_noted;
    }
}

asio::awaitable<void> carry_out(App const& app, Instant now, Step step) {
    auto const rule = rule_of(app.node.settings, step.rule);
    auto const before = due_before(rule, now);
    for (bool more = before.has_value(); more;) {
        std::vector<Due> found;
        std::function<void()> look = [&] {
            found = app.node.store.read([&](auto const& tx, auto const& tables) {
                return step.find(tx, tables, *before, step.most);
            });
        };
        co_await app.node.workers.run(std::move(look));
        if (found.empty()) co_return;
        storage::Store::Change<std::size_t> change = [&](WriteTx& tx, Tables& tables) -> Result<std::size_t> {
            auto const count = step.dispose(tx, tables, found, *before, now);
            note_disposed(tx, tables, rule, count, now);
            return count;
        };
        auto const disposed = co_await app.node.store.write(std::move(change));
        if (!disposed) log::warning("what is due is kept longer", {{"what", rule.name}});
        more = disposed && *disposed == step.most;
    }
}

}  // namespace

asio::awaitable<void> tend_retention(App const& app) {
    auto const now = app.node.clock.now();  // the one that is judged, for all of the round
    storage::Store::Change<std::optional<Instant>> believing = [now](WriteTx& tx, Tables& tables) {
        auto const doubted = doubted_since(tx, tables, now);
        if (!doubted) note_sure(tx, tables, now);
        return Result<std::optional<Instant>>{doubted};
    };
    auto const doubted = co_await app.node.store.write(std::move(believing));
    if (!doubted) co_return;
    if (*doubted) {
        log::warning(
            "nothing is disposed of: the clock is not to be believed",
            {{"clock", to_rfc3339(now)}, {"sure", to_rfc3339(**doubted)}, {"remedy", "collegium health"}}
        );
        co_return;
    }
    if (is_read_only(app.node.store)) co_return;
    co_await note_all_closed(app, now);
    for (auto const& step : steps()) {
        auto const each = step;
        co_await carry_out(app, now, each);
    }
    using enum DisposalRule;
    co_await dispose_accounts(app, now, details, false, true);
    co_await dispose_accounts(app, now, pupil_details, true, true);
    co_await dispose_accounts(app, now, words, false, false);
    co_await dispose_accounts(app, now, pupil_words, true, false);
}

}  // namespace collegium::server::retention
