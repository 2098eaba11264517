#include "server/decommission/farewell.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/terms.hpp"
#include "federation/community/visibility.hpp"
#include "federation/delivery/delivery_state.hpp"
#include "federation/erasure/messages.hpp"
#include "federation/erasure/reading.hpp"
#include "federation/messages/silent_copies.hpp"
#include "federation/partners/partnership.hpp"
#include "federation/partners/removal.hpp"
#include "federation/partners/rest.hpp"
#include "server/audit/audit.hpp"
#include "server/export/reach.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::decommission {

namespace community = federation::community;
namespace erasures = federation::erasure;

using federation::Composed;
using federation::Decision;
using federation::Node;
using storage::ActorType;
using storage::Handle;
using storage::Nothing;
using storage::PartnerRecord;
using storage::PartnerState;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr char const* register_name = "farewell";  // when it began
constexpr std::chrono::minutes patience_for_receipts{2};
constexpr std::size_t most_refused = 1000;

// Who of ours speaks, has not ended, and may be heard of outside.
std::vector<Handle> speakers(ReadTx const& tx, Tables const& tables) {
    std::vector<Handle> found;
    tables.secrets.each(tx, [&](Handle handle, auto const&) {
        bool const ends = !community::is_gone(tx, tables, handle) && !community::is_pupil(tx, tables, handle);
        if (ends && !community::has_moved(tx, tables, handle)) found.push_back(handle);
        return true;
    });
    return found;
}

void add_speaker(Plan& plan, Handle handle, ActorType type) {
    switch (type) {
        case ActorType::person: return plan.people.push_back(handle);
        case ActorType::group: return plan.communities.push_back(handle);
        case ActorType::service: return plan.others.push_back(handle);
        case ActorType::application:  // the node itself, which says the last word
        case ActorType::organization: return;
    }
}

Result<Nothing> check_partners(ReadTx const& tx, Tables const& tables, Plan& plan) {
    if (federation::exchange_rests(tx, tables))
        return Refusal{
            Reason::paused, "all exchange is paused, so nobody would hear it: 'collegium partner resume-all' first"};
    bool any_paused = false;
    tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
        any_paused = any_paused || partner.state == PartnerState::paused;
        if (partner.state == PartnerState::agreed) plan.partners.push_back(host);
        return true;
    });
    if (any_paused)
        return Refusal{
            Reason::conflict,
            "a partner is paused, so it would not hear it: 'collegium partner list' shows which; resume or remove it"};
    return Nothing{};
}

std::vector<std::string> hosts_in(Node const& node, PartnerState state) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<std::string> hosts;
        tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
            if (partner.state == state) hosts.push_back(host);
            return true;
        });
        return hosts;
    });
}

// The actors, one of each host, that hear of the end of somebody of ours: also of what was said since it was planned.
std::vector<std::string> to_tell(Node const& node, exporting::Reach& reach, Handle actor) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        reach.read_on(tx, tables);
        return erasures::actors_to_ask(tx, tables, reach.of(actor));
    });
}

Result<Nothing> end_actor(Node const& node, exporting::Reach& reach, Handle actor, bool with_receipt) {
    auto const author = federation::author_of(node, actor);
    if (!author) return Nothing{};
    auto const told = to_tell(node, reach, actor);
    auto const composer = federation::composer_of(node);
    auto const act = with_receipt ? erasures::deletion(node, *author, told)
                                  : with_hidden(composer.delete_object(*author, author->iri, "", ""), {{}, told});
    auto const ended = federation::perform_now(node, act);
    if (ended || ended.error().reason() == Reason::unconcerned) return Nothing{};
    return ended.error();
}

Result<Nothing> end_all(
    Node const& node, exporting::Reach& reach, std::vector<Handle> const& actors, bool with_receipt
) {
    for (auto const actor : actors)
        if (auto const ended = end_actor(node, reach, actor, with_receipt); !ended) return ended.error();
    return Nothing{};
}

Result<Nothing> decide(Node const& node, Decision decision, std::string const& host) {
    auto const decided = node.store.write_now(federation::deciding(node, decision, host, ""));
    if (!decided) return decided.error();
    return Nothing{};
}

// Whom nobody has answered yet hears that there is nothing to answer any more.
Result<Nothing> withdraw_introductions(Node const& node) {
    for (auto const state : {PartnerState::asked, PartnerState::introduced})
        for (auto const& host : hosts_in(node, state))
            if (auto const declined = decide(node, Decision::decline, host); !declined) return declined.error();
    return Nothing{};
}

storage::Store::Change<Nothing> beginning(Node const& node, std::string const& by) {
    return [by, now = node.clock.now()](storage::WriteTx& tx, Tables& tables) -> Result<Nothing> {
        if (tables.node.contains(tx, register_name)) return Nothing{};
        tables.node.put(tx, register_name, to_rfc3339(now));
        audit::note(tx, tables, {by, "began the farewell of this node", "", ""}, now);
        return Nothing{};
    };
}

std::optional<Instant> begun(ReadTx const& tx, Tables const& tables) {
    auto const at = tables.node.get(tx, register_name);
    return at ? from_rfc3339(*at) : std::nullopt;
}

std::uint64_t waiting_for(ReadTx const& tx, Tables const& tables, Handle host) {
    std::uint64_t count = 0;
    tables.deliveries.ascend(tx, {host, storage::Seq{0}}, [&](storage::EntryKey const& key, auto const&) {
        if (key.of != host) return false;
        ++count;
        return true;
    });
    return count;
}

// Hosts that took the end of somebody a moment ago, and whose receipt may be on its way.
std::set<std::string> about_to_answer(ReadTx const& tx, Tables const& tables, Instant now) {
    std::set<std::string> hosts;
    for (auto const& erasure : erasures::erasures(tx, tables))
        for (auto const& asked : erasure.asked)
            if (asked.standing == erasures::Standing::taken && now - asked.at < patience_for_receipts)
                hosts.insert(asked.host);
    return hosts;
}

std::vector<std::string> ready_to_part(ReadTx const& tx, Tables const& tables, Instant now) {
    auto const answering = about_to_answer(tx, tables, now);
    std::vector<std::string> ready;
    tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
        if (partner.state != PartnerState::agreed || answering.contains(host)) return true;
        auto const lane = storage::find_host(tx, tables, host);
        if (!lane || waiting_for(tx, tables, *lane) == 0) ready.push_back(host);
        return true;
    });
    return ready;
}

void add_counts(ReadTx const& tx, Tables const& tables, Told& told) {
    auto const lane = storage::find_host(tx, tables, told.host);
    if (!lane) return;
    told.waiting = waiting_for(tx, tables, *lane);
    told.refused = federation::refused_by(tx, tables, *lane, most_refused).size();
    if (told.waiting > 0) told.reason = tables.lanes.get(tx, *lane).value_or(storage::LaneRecord{}).last_error;
}

Told told_of(ReadTx const& tx, Tables const& tables, std::string const& host, PartnerState state) {
    Told told;
    told.host = host;
    add_counts(tx, tables, told);
    auto const handshake = tables.handshakes.get(tx, host).value_or(storage::HandshakeRecord{});
    bool const has_parted = state == PartnerState::removed || state == PartnerState::declined_by_them;
    if (told.waiting > 0 || !has_parted) return told;
    told.state = handshake.letter.empty() ? State::told : State::parting;
    if (told.state == State::parting) told.reason = handshake.error;
    return told;
}

// Lanes of services have no host's name: what waits in them is no farewell.
void add_others(ReadTx const& tx, Tables const& tables, std::vector<Told>& all) {
    for (auto const lane : federation::waiting_hosts(tx, tables)) {
        auto const iri = Iri::parse(storage::iri_of(tx, tables, lane));
        if (!iri || storage::find_host(tx, tables, iri->host()) != lane) continue;
        if (std::ranges::find(all, iri->host(), &Told::host) != all.end()) continue;
        auto& told = all.emplace_back();
        told.host = iri->host();
        add_counts(tx, tables, told);
    }
}

// A plan, and who got what of those in it.
struct Survey {
    Plan plan;
    exporting::Reach reach;
};

Result<Survey> survey_of(Node const& node) {
    return node.store.read([](auto const& tx, auto const& tables) -> Result<Survey> {
        Plan plan;
        if (auto const fine = check_partners(tx, tables, plan); !fine) return fine.error();
        auto const all = speakers(tx, tables);
        exporting::Reach reach{{all.begin(), all.end()}};
        reach.read_on(tx, tables);
        for (auto const speaker : all) {
            auto const record = tables.actors.get(tx, speaker);
            if (record && !reach.of(speaker).empty()) add_speaker(plan, speaker, record->type);
        }
        return Survey{std::move(plan), std::move(reach)};
    });
}

}  // namespace

Result<Plan> plan_of(Node const& node) {
    auto survey = survey_of(node);
    if (!survey) return survey.error();
    return std::move(survey->plan);
}

Result<Plan> say_farewell(Node const& node, Words words, std::string const& by) {
    auto survey = survey_of(node);
    if (!survey) return survey.error();
    auto& [plan, reach] = *survey;
    if (auto const begins = node.store.write_now(beginning(node, by)); !begins) return begins.error();
    if (auto const ended = end_all(node, reach, plan.others, false); !ended) return ended.error();
    if (auto const ended = end_all(node, reach, plan.communities, false); !ended) return ended.error();
    if (words == Words::end)
        if (auto const ended = end_all(node, reach, plan.people, true); !ended) return ended.error();
    for (auto const& host : plan.partners) federation::end_follows(node, host);
    if (auto const withdrawn = withdraw_introductions(node); !withdrawn) return withdrawn.error();
    return plan;
}

Result<Nothing> part(Node const& node) {
    auto const now = node.clock.now();
    auto const ready = node.store.read([&](auto const& tx, auto const& tables) -> Result<std::vector<std::string>> {
        if (!begun(tx, tables)) return Refusal{Reason::conflict, "no farewell was begun"};
        return ready_to_part(tx, tables, now);
    });
    if (!ready) return ready.error();
    for (auto const& host : *ready)
        if (auto const removed = decide(node, Decision::remove, host); !removed) return removed.error();
    return Nothing{};
}

std::vector<Told> standings(Node const& node) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Told> all;
        auto const since = begun(tx, tables);
        if (!since) return all;
        tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
            bool const is_told = partner.state == PartnerState::agreed || partner.since >= *since;
            if (is_told) all.push_back(told_of(tx, tables, host, partner.state));
            return true;
        });
        add_others(tx, tables, all);
        std::ranges::sort(all, {}, &Told::host);
        return all;
    });
}

}  // namespace collegium::server::decommission
