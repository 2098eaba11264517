#include "server/moderation/deciding.hpp"

#include "federation/admit.hpp"
#include "federation/community/moderation.hpp"
#include "federation/logged.hpp"
#include "server/audit/audit.hpp"
#include "server/members/accounts.hpp"
#include "server/moderation/case_changes.hpp"
#include "server/moderation/telling.hpp"
#include "server/safeguarding/cases.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::moderation {

namespace asio = boost::asio;

using storage::AccountState;
using storage::Handle;
using storage::Measure;
using storage::MeasureRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

// What a decision is made from: one look at the store.
struct Facts {
    std::string thing;  // IRIs; empty: there is none
    std::string author;
    std::string place;  // community
    Handle community{};
    Handle person{};         // the author of the thing, or who is named
    bool has_roles = false;  // the person, at this school
    bool at_home = false;    // we judge what is in the community
    bool runs = false;       // the member is one of its facilitators
    bool author_here = false;
    std::string account;  // of the person, if it is one of ours
    std::string host;     // that the person or the thing is from
    std::optional<federation::Activity> words;
};

// How a decision is carried out: an act that others hear of, or a change here.
struct Step {
    MeasureRecord measure;
    std::optional<federation::Composed> act;
    std::function<Result<void>(WriteTx&, Tables&)> change;
};

bool is_among(std::vector<Handle> const& all, Handle one) {
    return std::ranges::find(all, one) != all.end();
}

std::string host_of(std::string const& iri) {
    auto const parsed = Iri::parse(iri);
    return parsed ? std::string{parsed->host()} : std::string{};
}

Result<Facts> look_at(App const& app, Member const& member, Decision const& decision) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> Result<Facts> {
        auto const reported = find_report(tx, tables, member, decision.report);
        bool const is_named = reported &&
                              (decision.thing == storage::no_one || is_among(reported->things, decision.thing)) &&
                              (decision.person == storage::no_one || is_among(reported->people, decision.person));
        if (!is_named) return Refusal{Reason::not_found, "no such report, or it is not about this"};
        Facts facts;
        auto& person = facts.person;
        person = decision.person;
        if (auto const record = tables.objects.get(tx, decision.thing)) {
            facts.thing = storage::iri_of(tx, tables, decision.thing);
            facts.community = record->community;
            facts.at_home = federation::community::is_home(tx, tables, record->community);
            facts.runs = tables.moderators.contains(tx, {record->community, member.actor});
            if (record->community != storage::no_one) facts.place = storage::iri_of(tx, tables, record->community);
            facts.words = federation::logged_activity(tx, tables, record->words);
            person = record->author;
        }
        if (person != storage::no_one) facts.author = storage::iri_of(tx, tables, person);
        facts.account = tables.account_names.get(tx, person).value_or(std::string{});
        facts.author_here = !facts.account.empty();
        auto const account = tables.accounts.get(tx, facts.account);
        facts.has_roles = account && account->roles.bits != 0;
        facts.host = host_of(facts.author);
        return facts;
    });
}

// A thing is taken away by its community, by its author's node, or, where neither is ours, from sight here.
Result<Step> removing(App const& app, Member const& member, Decision const& decision, Facts const& facts) {
    if (facts.thing.empty()) return Refusal{Reason::malformed, "Choose what has to go."};
    Step step;
    step.measure.measure = Measure::removed;
    step.measure.speaker = facts.at_home ? (facts.runs ? member.actor : facts.community) : facts.person;
    if (!facts.at_home && !facts.author_here) {
        step.measure.measure = Measure::hidden;
        step.measure.speaker = storage::no_one;
        auto const now = app.node.clock.now();
        step.change = [thing = decision.thing, by = member.actor, now](WriteTx& tx, Tables& tables) -> Result<void> {
            if (!tables.hidden.insert(tx, thing, {by, now})) return Refusal{Reason::conflict, "It is hidden already."};
            return {};
        };
        return step;
    }
    auto const author = federation::author_of(app.node, step.measure.speaker);
    if (!author) return Refusal{Reason::not_allowed, "Nobody here can take it away any more."};
    auto const composer = federation::composer_of(app.node);
    if (facts.at_home)
        step.act = composer.remove_thing(*author, facts.thing, facts.place, decision.reason);
    else
        step.act = facts.words ? composer.delete_object(*author, *facts.words)
                               : composer.delete_object(*author, facts.thing, facts.place, "");
    return step;
}

Result<Step> pausing(Member const& member, Decision const& decision, Facts const& facts) {
    if (facts.account.empty()) return Refusal{Reason::not_allowed, "Only accounts of this school can be paused."};
    if (facts.has_roles && !member.roles.has(storage::Role::operator_))
        return Refusal{
            Reason::not_allowed, "They hold a role: an operator pauses them. Hand it over, or speak to one."};
    Step step;
    step.measure.measure = decision.measure;
    step.change = [account = facts.account](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const standing = tables.accounts.get(tx, account);
        if (!standing || standing->state != AccountState::active)
            return Refusal{Reason::conflict, "Their account is paused or closed already: nothing is left to do here."};
        auto const changed = members::change_account(tx, tables, account, [](storage::AccountRecord& record) {
            record.state = AccountState::paused;
        });
        return changed ? Result<void>{} : Result<void>{changed.error()};
    };
    return step;
}

Result<Step> shutting_out(App const& app, Member const& member, Decision const& decision, Facts const& facts) {
    bool const is_ours = facts.author.starts_with(app.node.settings.origin() + "/");
    if (facts.author.empty() || is_ours)
        return Refusal{Reason::not_allowed, "Only somebody of another institution can be shut out."};
    Step step;
    step.measure.measure = decision.measure;
    step.change = [person = facts.person,
                   by = member.actor,
                   now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<void> {
        if (!tables.hidden.insert(tx, person, {by, now}))
            return Refusal{Reason::conflict, "They are shut out already."};
        return {};
    };
    return step;
}

// Of this school or another one.
Result<Step> limiting(App const& app, Member const& member, Decision const& decision, Facts const& facts) {
    if (facts.person == storage::no_one) return Refusal{Reason::malformed, "Choose whom it is about."};
    Step step;
    step.measure.measure = decision.measure;
    step.change = [person = facts.person,
                   by = member.actor,
                   now = app.node.clock.now()](WriteTx& tx, Tables& tables) -> Result<void> {
        if (!tables.limited.insert(tx, person, {by, now})) return Refusal{Reason::conflict, "That is so already."};
        return {};
    };
    return step;
}

// To the community, if it is theirs; else to the node itself, which the operators there read.
Result<Step> forwarding(App const& app, Decision const& decision, Facts const& facts) {
    bool const is_theirs = !facts.place.empty() && !facts.at_home;
    auto const host = is_theirs ? host_of(facts.place) : facts.host;
    if (host.empty() || host == app.node.settings.node.domain)
        return Refusal{Reason::not_allowed, "It is from this school: nobody else looks into it."};
    Step step;
    step.measure.measure = decision.measure;
    step.measure.speaker = app.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, app.node.settings.origin() + "/").value_or(storage::no_one);
    });
    auto const author = federation::author_of(app.node, step.measure.speaker);
    if (!author) return Refusal{Reason::unavailable, "this node has no actor"};
    auto const to = is_theirs ? facts.place : "https://" + host + "/";
    auto const& about = facts.thing.empty() ? facts.author : facts.thing;
    step.act = federation::composer_of(app.node).flag(*author, to, {about}, decision.reason);
    return step;
}

Result<Step> handing_over(App const& app, Member const& member, Decision const& decision) {
    Step step;
    step.measure.measure = decision.measure;
    step.change = [&app, member, decision](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const reported = find_report(tx, tables, member, decision.report);
        if (!reported) return Refusal{Reason::not_found, "no such report"};
        safeguarding::Concern concern;
        concern.by = member.actor;
        concern.words = decision.reason;
        concern.things = reported->things;
        concern.people = reported->people;
        concern.report = decision.report;
        auto const raised = safeguarding::raise(app, tx, tables, concern);
        return raised ? Result<void>{} : Result<void>{raised.error()};
    };
    return step;
}

Result<Step> step_of(App const& app, Member const& member, Decision const& decision, Facts const& facts) {
    bool const own_place = facts.at_home && facts.runs;
    bool const is_small = decision.measure == Measure::warned || decision.measure == Measure::handed_over;
    bool const in_place = own_place && decision.measure == Measure::removed;
    if (!may_moderate(member) && !is_small && !in_place)
        return Refusal{Reason::not_allowed, "That is for the moderators of the school to decide."};
    switch (decision.measure) {
        case Measure::removed:
        case Measure::hidden: return removing(app, member, decision, facts);
        case Measure::paused: return pausing(member, decision, facts);
        case Measure::limited: return limiting(app, member, decision, facts);
        case Measure::shut_out: return shutting_out(app, member, decision, facts);
        case Measure::forwarded: return forwarding(app, decision, facts);
        case Measure::handed_over: return handing_over(app, member, decision);
        case Measure::warned: break;
    }
    if (facts.account.empty()) return Refusal{Reason::not_allowed, "Only members of this school can be warned."};
    Step step;
    step.measure.measure = decision.measure;
    return step;
}

asio::awaitable<Result<Nothing>> perform_or_write(
    App const& app, std::optional<federation::Composed> act, federation::Alongside alongside
) {
    if (!act) co_return co_await write_case(app, std::move(alongside));
    auto composed = *std::move(act);
    auto const done = co_await federation::perform(app.node, std::move(composed), std::move(alongside));
    if (!done) co_return done.error();
    co_return Nothing{};
}

CaseChange recording(App const& app, Step const& step) {
    return [&app, measure = step.measure, change = step.change](
               WriteTx& tx, Tables& tables, Reported const& reported, storage::ReportCaseRecord& state
           ) -> Result<audit::Entry> {
        if (change)
            if (auto const done = change(tx, tables); !done) return done.error();
        state.measures.push_back(measure);
        auto const told = std::string{told_words(measure.measure)};
        bool const is_told = !told.empty() && measure.person != storage::no_one;
        if (is_told) tables.concerned.put(tx, {measure.person, reported.report.seq}, {});
        if (is_told) tell_person(app, tx, tables, measure.person, told);
        // Whom it is about, and why, stands with the report, which is kept from whom it is about: the log is not.
        return audit::Entry{"", std::string{done_words(measure.measure)}, "", ""};
    };
}

// How a measure is lifted, beside an act.
Result<void> lift(WriteTx& tx, Tables& tables, MeasureRecord const& measure) {
    if (measure.measure == Measure::hidden) tables.hidden.erase(tx, measure.thing);
    if (measure.measure == Measure::limited) tables.limited.erase(tx, measure.person);
    if (measure.measure == Measure::shut_out) tables.hidden.erase(tx, measure.person);
    auto const account = tables.account_names.get(tx, measure.person);
    if (measure.measure != Measure::paused || !account) return {};
    auto const changed = members::change_account(tx, tables, *account, [](storage::AccountRecord& record) {
        if (record.state == AccountState::paused) record.state = AccountState::active;
    });
    return changed ? Result<void>{} : Result<void>{changed.error()};
}

// Facilitators undo what they may decide: a removal in a community that they run, and what they told somebody
// themselves.
bool may_undo(App const& app, Member const& member, MeasureRecord const& measure) {
    if (may_moderate(member)) return true;
    if (measure.measure == Measure::warned) return measure.by == member.actor;
    if (measure.measure != Measure::removed) return false;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.objects.get(tx, measure.thing);
        return record && federation::community::is_home(tx, tables, record->community) &&
               tables.moderators.contains(tx, {record->community, member.actor});
    });
}

std::optional<MeasureRecord> measure_of(App const& app, Member const& member, Seq report, std::size_t index) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<MeasureRecord> {
        auto const reported = find_report(tx, tables, member, report);
        if (!reported || index >= reported->state.measures.size()) return std::nullopt;
        return reported->state.measures[index];
    });
}

// The act that takes a measure back; nothing if it was done without one, or is not kept any more.
std::optional<federation::Composed> undoing_act(App const& app, MeasureRecord const& measure) {
    if (measure.act.empty()) return std::nullopt;
    auto const act = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const seq = tables.known.get(tx, storage::hash_of(measure.act));
        return seq ? federation::logged_activity(tx, tables, *seq) : std::nullopt;
    });
    auto const author = act ? federation::author_of(app.node, measure.speaker) : std::nullopt;
    return author ? std::optional{federation::composer_of(app.node).undo(*author, *act)} : std::nullopt;
}

}  // namespace

bool can_be_undone(MeasureRecord const& measure) noexcept {
    bool const is_said = measure.measure == Measure::forwarded || measure.measure == Measure::handed_over;
    return !is_said && measure.undone == Instant{};
}

asio::awaitable<Result<Nothing>> decide(App const& app, Member member, Decision decision) {
    if (auto const fits = check_words(decision.reason); !fits) co_return fits.error();
    auto const facts = look_at(app, member, decision);
    if (!facts) co_return facts.error();
    auto step = step_of(app, member, decision, *facts);
    if (!step) co_return step.error();
    auto& measure = step->measure;
    measure.by = member.actor;
    measure.thing = decision.thing;
    measure.person = facts->person;
    measure.at = app.node.clock.now();
    measure.reason = measure.measure == Measure::handed_over ? std::string{} : decision.reason;
    if (step->act) measure.act = step->act->activity.id().text();
    auto alongside = changing_case(app, std::move(member), decision.report, recording(app, *step));
    co_return co_await perform_or_write(app, std::move(step->act), std::move(alongside));
}

asio::awaitable<Result<Nothing>> undo(App const& app, Member member, Seq report, std::size_t index) {
    auto const measure = measure_of(app, member, report, index);
    if (!measure) co_return Refusal{Reason::not_found, "no such decision"};
    if (!may_undo(app, member, *measure)) co_return Refusal{Reason::not_allowed, "That is for the moderators to undo."};
    auto act = undoing_act(app, *measure);
    bool const is_lost = !measure->act.empty() && !act;
    if (!can_be_undone(*measure) || is_lost) co_return Refusal{Reason::conflict, "This cannot be undone."};
    CaseChange change = [&app, index, now = app.node.clock.now()](
                            WriteTx& tx, Tables& tables, Reported const&, storage::ReportCaseRecord& state
                        ) -> Result<audit::Entry> {
        auto& standing = state.measures.at(index);
        if (standing.undone != Instant{}) return Refusal{Reason::conflict, "This is undone already."};
        if (auto const lifted = lift(tx, tables, standing); !lifted) return lifted.error();
        standing.undone = now;
        tell_person(app, tx, tables, standing.person, "A moderator took back what was decided about you.");
        return audit::Entry{"", "took back: " + std::string{done_words(standing.measure)}, "", ""};
    };
    auto alongside = changing_case(app, std::move(member), report, std::move(change));
    co_return co_await perform_or_write(app, std::move(act), std::move(alongside));
}

}  // namespace collegium::server::moderation
