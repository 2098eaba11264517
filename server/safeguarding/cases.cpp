#include "server/safeguarding/cases.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "server/audit/audit.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/safeguarding/hours.hpp"

#include <algorithm>
#include <iterator>

namespace collegium::server::safeguarding {

namespace asio = boost::asio;

using storage::AccountRecord;
using storage::LocalId;
using storage::ReadTx;
using storage::Role;
using storage::SafeguardingCaseRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t most_open = 500, most_closed_listed = 200;

Result<void> check_told(std::string const& words) {
    auto const length = federation::content::characters(words);
    if (length == 0) return Refusal{Reason::malformed, "Say what worries you, in your own words."};
    if (length > longest_words) return Refusal{Reason::malformed, "That is too long: use at most 4000 characters."};
    return {};
}

std::vector<std::string> accounts_with(ReadTx const& tx, Tables const& tables, Role role) {
    std::vector<std::string> found;
    tables.accounts.each(tx, [&](std::string const& name, AccountRecord const& account) {
        if (account.roles.has(role) && account.state == storage::AccountState::active) found.push_back(name);
        return true;
    });
    return found;
}

// Who wrote one of its things, or whom else it is about, learns nothing of it, whatever their role.
bool is_about(ReadTx const& tx, Tables const& tables, SafeguardingCaseRecord const& record, storage::Handle person) {
    if (std::ranges::find(record.people, person) != record.people.end()) return true;
    return std::ranges::any_of(record.things, [&](storage::Handle thing) {
        auto const object = tables.objects.get(tx, thing);
        return object && object->author == person;
    });
}

std::vector<std::string> accounts_to_tell(
    ReadTx const& tx, Tables const& tables, Role role, SafeguardingCaseRecord const& record
) {
    auto found = accounts_with(tx, tables, role);
    std::erase_if(found, [&](std::string const& name) {
        auto const account = tables.accounts.get(tx, name);
        return account && is_about(tx, tables, record, account->actor);
    });
    return found;
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
    auto const leads = accounts_to_tell(tx, tables, Role::safeguarding_lead, record);
    for (auto const& lead : leads) send(lead, "There is a new case. What it is stands only there:");
    auto const& hours = app.node.settings.safeguarding;
    bool const is_away = !is_in_hours(hours, app.node.clock.now());
    bool const is_lead_too = std::ranges::find(leads, hours.deputy) != leads.end();
    if (is_away && !hours.deputy.empty() && !is_lead_too && tables.accounts.contains(tx, hours.deputy))
        send(hours.deputy, "There is a new case out of hours. Reach the safeguarding lead, who reads it here:");
    if (!leads.empty()) return;
    for (auto const& name : accounts_to_tell(tx, tables, Role::operator_, record))
        send(
            name,
            "Somebody told the safeguarding lead of something, and nobody holds that role whom it is not about. Give "
            "it to "
            "somebody now:"
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

std::size_t open_cases(ReadTx const& tx, Tables const& tables) {
    std::size_t count = 0;
    tables.safeguarding_cases.each(tx, [&](LocalId, SafeguardingCaseRecord const& record) {
        if (!record.closed) ++count;
        return true;
    });
    return count;
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
    if (open_cases(tx, tables) >= most_open) return Refusal{Reason::unavailable, "500 cases are open"};
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
            Concern concern;
            concern.words = "A watch list found \"" + hit.phrase + "\" in this" +
                            (hit.held ? ". It waits until somebody approves it." : ".");
            concern.things = {hit.thing};
            concern.people = {hit.author};
            auto const raised = raise(app, tx, tables, concern);
            if (!raised) break;
            auto const now = app.node.clock.now();
            audit::note(tx, tables, {"node", "a watch list told the safeguarding lead", case_name(*raised), ""}, now);
            told.push_back(id);
        }
        for (auto const id : told) tables.watch_hits.erase(tx, id);
        return Nothing{};
    };
    auto const written = co_await app.node.store.write(std::move(change));
    static_cast<void>(written);  // what was not written is tried again in the next round
}

std::optional<Case> find_case(
    App const& app, ReadTx const& tx, Tables const& tables, LocalId id, storage::Handle lead
) {
    auto const record = tables.safeguarding_cases.get(tx, id);
    if (!record || is_about(tx, tables, *record, lead)) return std::nullopt;
    return in_clear(app, id, *record);
}

std::vector<Case> all_cases(App const& app, ReadTx const& tx, Tables const& tables, storage::Handle lead) {
    std::vector<Case> found, closed;
    tables.safeguarding_cases.descend(tx, LocalId{~0ull}, [&](LocalId id, SafeguardingCaseRecord const& record) {
        if (is_about(tx, tables, record, lead)) return true;
        if (!record.closed)
            found.push_back(in_clear(app, id, record));
        else if (closed.size() < most_closed_listed)
            closed.push_back(in_clear(app, id, record));
        return true;
    });
    std::ranges::move(closed, std::back_inserter(found));
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
        tables.safeguarding_cases.put(tx, id, *record);
        auto const what = closed ? "closed a safeguarding case" : "opened a safeguarding case again";
        audit::note(tx, tables, {member.account, what, case_name(id), ""}, now);
        return Nothing{};
    };
    co_return co_await app.node.store.write(std::move(change));
}

}  // namespace collegium::server::safeguarding
