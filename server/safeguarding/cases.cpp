#include "server/safeguarding/cases.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "server/audit/audit.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/members/accounts.hpp"
#include "server/moderation/own_case.hpp"
#include "server/safeguarding/hours.hpp"
#include "server/sign_ins.hpp"
#include "server/retention/periods.hpp"

#include <algorithm>

namespace collegium::server::safeguarding {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Role;
using storage::SafeguardingCaseRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t most_found = 500;     // open cases of what watch lists found
constexpr std::size_t most_together = 100;  // things in one of them

Result<void> check_told(std::string const& words) {
    auto const length = federation::content::characters(words);
    if (length == 0) return Refusal{Reason::malformed, "Say what worries you, in your own words."};
    if (length > longest_words) return Refusal{Reason::malformed, "That is too long: use at most 4000 characters."};
    return {};
}

// Those who can use the role: a role sleeps without a second factor that it needs, and who has left signs in no more.
template <class Fits>
std::vector<std::string> accounts_with(App const& app, ReadTx const& tx, Tables const& tables, Role role, Fits fits) {
    std::vector<std::string> found;
    tables.accounts.each(tx, [&](std::string const& name, AccountRecord const& account) {
        bool const is_here = account.state == storage::AccountState::active && !members::has_left(account);
        if (is_here && member_with(tx, tables, app.node.settings, name, account).roles.has(role) && fits(account))
            found.push_back(name);
        return true;
    });
    return found;
}

bool is_about(ReadTx const& tx, Tables const& tables, SafeguardingCaseRecord const& record, Handle person) {
    auto people = record.people;
    for (auto const thing : record.things)
        if (auto const known = tables.objects.get(tx, thing)) people.push_back(known->author);
    return moderation::is_own_case(tx, tables, person, people);
}

std::vector<std::string> leads_for(
    App const& app, ReadTx const& tx, Tables const& tables, SafeguardingCaseRecord const& record
) {
    return accounts_with(app, tx, tables, Role::safeguarding_lead, [&](AccountRecord const& account) {
        return !is_about(tx, tables, record, account.actor);
    });
}

storage::MailRecord alert(App const& app, std::string const& account, std::string const& what) {
    using federation::content::escape;
    auto const address = app.node.settings.origin() + "/safeguarding/cases";
    storage::MailRecord mail;
    mail.account = account;
    mail.subject = "Safeguarding: please look now, at " + app.node.settings.node.name;
    mail.text = what + "\n" + address + "\n";
    mail.html = "<p>" + escape(what) + " <a href=\"" + escape(address) + "\">" + escape(address) + "</a></p>\n";
    mail.created = app.node.clock.now();
    return mail;
}

void send_alerts(App const& app, WriteTx& tx, Tables& tables, SafeguardingCaseRecord const& record) {
    auto const send = [&](std::string const& account, std::string const& what) {
        mail::enqueue(tx, tables, app.node.ids.next(), alert(app, account, what));
    };
    auto const leads = leads_for(app, tx, tables, record);
    for (auto const& lead : leads) send(lead, "There is a new case. What it is stands only there:");
    auto const& hours = app.node.settings.safeguarding;
    bool const is_away = !is_in_hours(hours, app.node.clock.now());
    bool const is_lead_too = std::ranges::find(leads, hours.deputy) != leads.end();
    auto const deputy = hours.deputy.empty() ? std::nullopt : tables.accounts.get(tx, hours.deputy);
    if (is_away && deputy && !is_lead_too && !is_about(tx, tables, record, deputy->actor))
        send(hours.deputy, "There is a new case out of hours. Reach the safeguarding lead, who reads it here:");
    if (!leads.empty()) return;
    auto const anybody = [](AccountRecord const&) { return true; };
    for (auto const& name : accounts_with(app, tx, tables, Role::operator_, anybody))
        send(
            name,
            "There is a case for the safeguarding lead that nobody can read: nobody holds that role, or who does "
            "has left, lacks a second factor, or has a part in it. Give the role to one more person now. Only they "
            "read it, here:"
        );
}

std::string context_of(LocalId id) {
    return "safeguarding " + case_name(id);
}

std::string seal(App const& app, LocalId id, std::string const& words) {
    return app.node.keyring.seal_token(words, context_of(id));
}

std::string opened(App const& app, LocalId id, std::string const& sealed) {
    return app.node.keyring.open_token(sealed, context_of(id)).value_or("(These words cannot be opened.)");
}

Case in_clear(App const& app, LocalId id, SafeguardingCaseRecord const& record) {
    Case found{id, record, opened(app, id, record.words), {}};
    for (auto const& note : record.notes) found.notes.push_back(opened(app, id, note.words));
    return found;
}

std::vector<std::pair<LocalId, storage::WatchHitRecord>> waiting_hits(ReadTx const& tx, Tables const& tables) {
    constexpr std::size_t most = 50;
    std::vector<std::pair<LocalId, storage::WatchHitRecord>> found;
    tables.watch_hits.each(tx, [&](LocalId id, storage::WatchHitRecord const& hit) {
        found.emplace_back(id, hit);
        return found.size() < most;
    });
    return found;
}

// How the words of a case begin in which one phrase of one author is collected.
std::string found_words(std::string const& phrase) {
    return "A watch list found \"" + phrase + "\"";
}

bool is_found(SafeguardingCaseRecord const& record) {
    return record.by == storage::no_one && record.report == storage::Seq{};
}

struct OpenFound {
    std::size_t count = 0;        // of all
    std::optional<LocalId> same;  // of this phrase and author
};

OpenFound open_found(App const& app, ReadTx const& tx, Tables const& tables, storage::WatchHitRecord const& hit) {
    OpenFound open;
    tables.safeguarding_cases.each(tx, [&](LocalId id, SafeguardingCaseRecord const& record) {
        if (record.closed || !is_found(record)) return true;
        ++open.count;
        bool const is_theirs = record.people.size() == 1 && record.people.front() == hit.author;
        if (is_theirs && opened(app, id, record.words).starts_with(found_words(hit.phrase))) open.same = id;
        return true;
    });
    return open;
}

// One more thing in a case. Beyond the bound the case says that there was more.
void add_found(App const& app, WriteTx& tx, Tables& tables, LocalId id, Handle thing) {
    auto record = tables.safeguarding_cases.get(tx, id).value();
    bool const is_known = thing == storage::no_one || std::ranges::find(record.things, thing) != record.things.end();
    if (is_known || record.things.size() > most_together) return;
    record.things.push_back(thing);
    if (record.things.size() > most_together) {
        auto const words = seal(app, id, "There is more of the same by now; further things are not added here.");
        record.notes.push_back({storage::no_one, app.node.clock.now(), words});
    }
    tables.safeguarding_cases.put(tx, id, record);
}

// False while too many are open.
bool tell_found(App const& app, WriteTx& tx, Tables& tables, storage::WatchHitRecord const& hit) {
    auto const open = open_found(app, tx, tables, hit);
    if (open.same) add_found(app, tx, tables, *open.same, hit.thing);
    if (open.same || open.count >= most_found) return open.same.has_value();
    bool const is_refused = hit.thing == storage::no_one;
    Concern concern;
    concern.words = found_words(hit.phrase) + (is_refused ? " in what somebody wanted to write. It was not taken."
                                               : hit.held ? " in this. It waits until somebody approves it."
                                                          : " in this.");
    if (!is_refused) concern.things = {hit.thing};
    concern.people = {hit.author};
    auto const raised = raise(app, tx, tables, concern);
    if (!raised) return false;
    audit::Entry const entry{"node", "a watch list told the safeguarding lead", case_name(*raised), ""};
    audit::note(tx, tables, entry, app.node.clock.now());
    return true;
}

}  // namespace

bool may_lead(Member const& member) noexcept {
    return member.roles.has(Role::safeguarding_lead);
}

std::string case_name(LocalId id) {
    return "case " + std::to_string(static_cast<std::uint64_t>(id));
}

Result<LocalId> raise(App const& app, WriteTx& tx, Tables& tables, Concern const& concern) {
    if (auto const fits = check_told(concern.words); !fits) return fits.error();
    auto const id = app.node.ids.next();
    SafeguardingCaseRecord record;
    record.by = concern.by;
    record.words = seal(app, id, concern.words);
    record.things = concern.things;
    record.people = concern.people;
    record.report = concern.report;
    record.created = app.node.clock.now();
    tables.safeguarding_cases.put(tx, id, record);
    send_alerts(app, tx, tables, record);
    return id;
}

asio::awaitable<void> tend_alarms(App const& app) {
    bool const any =
        app.node.store.read([](auto const& tx, auto const& tables) { return tables.watch_hits.size(tx) > 0; });
    if (!any) co_return;
    storage::Store::Change<Nothing> change = [&app](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        std::vector<LocalId> told;
        for (auto const& [id, hit] : waiting_hits(tx, tables)) {
            if (!tell_found(app, tx, tables, hit)) break;
            told.push_back(id);
        }
        for (auto const id : told) tables.watch_hits.erase(tx, id);
        return Nothing{};
    };
    auto const written = co_await app.node.store.write(std::move(change));
    static_cast<void>(written);  // what was not written is tried again in the next round
}

bool has_lead_for(App const& app, ReadTx const& tx, Tables const& tables, std::vector<Handle> const& people) {
    SafeguardingCaseRecord record;
    record.people = people;
    return !leads_for(app, tx, tables, record).empty();
}

bool is_led_by(App const& app, ReadTx const& tx, Tables const& tables, Handle person) {
    auto const name = tables.account_names.get(tx, person);
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    return account && member_with(tx, tables, app.node.settings, *name, *account).roles.has(Role::safeguarding_lead);
}

std::optional<Case> find_case(
    App const& app, ReadTx const& tx, Tables const& tables, Member const& member, LocalId id
) {
    auto const record = tables.safeguarding_cases.get(tx, id);
    if (!record || !may_lead(member) || is_about(tx, tables, *record, member.actor)) return std::nullopt;
    return in_clear(app, id, *record);
}

CasesPage cases_on(App const& app, ReadTx const& tx, Tables const& tables, Member const& member, std::size_t page) {
    CasesPage found;
    auto left_out = page * cases_on_page;
    for (bool const closed : {false, true})
        tables.safeguarding_cases.descend(tx, LocalId{~0ull}, [&](LocalId id, SafeguardingCaseRecord const& record) {
            if (record.closed != closed || is_about(tx, tables, record, member.actor)) return true;
            if (left_out > 0)
                --left_out;
            else if (found.cases.size() < cases_on_page)
                found.cases.push_back(in_clear(app, id, record));
            else
                found.more = true;
            return !found.more;
        });
    return found;
}

asio::awaitable<Result<Nothing>> add_note(App const& app, Member member, LocalId id, std::string words) {
    if (auto const fits = check_told(words); !fits) co_return fits.error();
    storage::Store::Change<Nothing> change =
        [&, now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto record = tables.safeguarding_cases.get(tx, id);
        if (!record || is_about(tx, tables, *record, member.actor)) return Refusal{Reason::not_found, "no such case"};
        record->notes.push_back({member.actor, now, seal(app, id, words)});
        tables.safeguarding_cases.put(tx, id, *record);
        audit::note(tx, tables, {member.account, "wrote a note in a safeguarding case", case_name(id), ""}, now);
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

asio::awaitable<Result<Nothing>> set_closed(App const& app, Member member, LocalId id, bool closed) {
    storage::Store::Change<Nothing> change =
        [&, now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto record = tables.safeguarding_cases.get(tx, id);
        if (!record || is_about(tx, tables, *record, member.actor)) return Refusal{Reason::not_found, "no such case"};
        if (record->closed == closed) return Refusal{Reason::conflict, "It stands so already."};
        record->closed = closed;
        if (!closed) retention::note_open(tx, tables, retention::case_key(id));
        tables.safeguarding_cases.put(tx, id, *record);
        auto const what = closed ? "closed a safeguarding case" : "opened a safeguarding case again";
        audit::note(tx, tables, {member.account, what, case_name(id), ""}, now);
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

}  // namespace collegium::server::safeguarding
