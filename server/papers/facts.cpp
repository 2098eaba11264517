#include "server/papers/facts.hpp"

#include "federation/delivery/departures.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partners/partner_view.hpp"
#include "federation/partners/rest.hpp"
#include "server/members/second_factor.hpp"
#include "server/members/words.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::server::papers {

using federation::JsonText;
using storage::AccountState;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_departures = 1'000'000;  // rows: one for each day, host and type

std::string name_on_card(ReadTx const& tx, Tables const& tables, std::string const& host) {
    auto const record = tables.cards.get(tx, host);
    if (!record) return host;
    auto const card = federation::read_card(record->seen.empty() ? record->agreed : record->seen, host);
    return card && !card->name.empty() ? card->name : host;
}

std::vector<Partner> partners_in(ReadTx const& tx, Tables const& tables) {
    std::vector<Partner> found;
    tables.partners.ascend(tx, "", [&](std::string const& host, storage::PartnerRecord const& record) {
        found.push_back({host, name_on_card(tx, tables, host), record.state, record.since});
        return true;
    });
    return found;
}

std::vector<Gone> gone_in(ReadTx const& tx, Tables const& tables, Instant now) {
    auto const today = federation::day_of(now);
    auto const first = today > federation::departure_days ? today - federation::departure_days : 0;
    std::map<std::string, Gone> hosts;
    for (auto const& [key, count] : federation::departures_since(tx, tables, first, most_departures)) {
        auto const lane = storage::iri_of(tx, tables, key.host);
        auto const origin = Iri::parse(lane);
        auto& sum = hosts[origin ? std::string{origin->host()} : lane];
        sum.delivered += count.delivered;
        sum.refused += count.refused;
    }
    std::vector<Gone> found;
    for (auto const& [host, sum] : hosts) found.push_back({host, sum.delivered, sum.refused});
    std::ranges::stable_sort(found, std::ranges::greater{}, &Gone::delivered);
    return found;
}

void count_people(Facts& facts, ReadTx const& tx, Tables const& tables) {
    for (auto const& role : members::roles())
        facts.roles.push_back({std::string{role.name}, std::string{role.words}, 0, 0});
    tables.accounts.ascend(tx, "", [&](std::string const& name, storage::AccountRecord const& account) {
        if (account.state == AccountState::closed) return ++facts.people.closed, true;
        if (account.state == AccountState::awaiting) return ++facts.people.waiting, true;
        ++(account.pupil ? facts.people.pupils : facts.people.adults);
        for (std::size_t at = 0; at < facts.roles.size(); ++at) {
            if (!account.roles.has(members::roles()[at].value)) continue;
            ++facts.roles[at].people;
            if (members::has_second_factor(tx, tables, name)) ++facts.roles[at].guarded;
        }
        return true;
    });
}

void count_consents(Facts& facts, ReadTx const& tx, Tables const& tables) {
    tables.consents.each(tx, [&](storage::Handle, storage::ConsentRecord const& record) {
        if (record.withdrawn != Instant{})
            ++facts.consents.withdrawn;
        else if (record.giver == storage::ConsentGiver::guardian)
            ++facts.consents.by_guardians;
        else if (record.giver == storage::ConsentGiver::pupil)
            ++facts.consents.by_pupils;
        return true;
    });
}

void count_watched(Facts& facts, ReadTx const& tx, Tables const& tables) {
    using storage::WatchAction;
    tables.watch_list.each(tx, [&](storage::LocalId, storage::WatchRecord const& record) {
        switch (record.action) {
            case WatchAction::alert: ++facts.watched.told; break;
            case WatchAction::hold: ++facts.watched.held; break;
            case WatchAction::block: ++facts.watched.refused; break;
            case WatchAction::censor: ++facts.watched.dotted; break;
        }
        return true;
    });
}

std::string partners_json(Facts const& facts) {
    auto list = JsonText::list();
    for (auto const& partner : facts.partners) {
        auto json = JsonText::object().text("host", partner.host).text("name", partner.name);
        json.text("state", federation::state_name(partner.state)).text("since", to_rfc3339(partner.since));
        list.raw_item(json.done());
    }
    return list.done();
}

std::string gone_json(Facts const& facts) {
    auto list = JsonText::list();
    for (auto const& each : facts.gone) {
        auto json = JsonText::object().text("host", each.host);
        list.raw_item(json.number("delivered", each.delivered).number("refused", each.refused).done());
    }
    return list.done();
}

std::string services_json(Facts const& facts) {
    auto list = JsonText::list();
    for (auto const& each : facts.services)
        list.raw_item(JsonText::object().text("name", each.name).text("id", each.id).done());
    return list.done();
}

std::string roles_json(Facts const& facts) {
    auto list = JsonText::list();
    for (auto const& each : facts.roles) {
        auto json = JsonText::object().text("role", each.role).number("people", each.people);
        list.raw_item(json.number("with_second_factor", each.guarded).done());
    }
    return list.done();
}

std::string people_json(Facts const& facts) {
    auto json = JsonText::object().number("adults", facts.people.adults).number("pupils", facts.people.pupils);
    return json.number("waiting", facts.people.waiting).number("closed", facts.people.closed).done();
}

std::string consents_json(Facts const& facts) {
    auto json = JsonText::object().number("by_pupils", facts.consents.by_pupils);
    json.number("by_guardians", facts.consents.by_guardians);
    return json.number("withdrawn", facts.consents.withdrawn).done();
}

std::string watched_json(Facts const& facts) {
    auto json = JsonText::object().number("told", facts.watched.told).number("held", facts.watched.held);
    return json.number("refused", facts.watched.refused).number("dotted", facts.watched.dotted).done();
}

std::string backup_json(backup::LastBackup const& last) {
    auto json = JsonText::object();
    if (last.made != Instant{}) json.text("made", to_rfc3339(last.made));
    if (last.verified != Instant{}) json.text("verified", to_rfc3339(last.verified));
    if (last.failed != Instant{}) json.text("failed", to_rfc3339(last.failed));
    return json.done();
}

}  // namespace

Facts facts_of(Settings const& settings, ReadTx const& tx, Tables const& tables, Instant now) {
    Facts facts;
    facts.settings = settings;
    facts.now = now;
    facts.partners = partners_in(tx, tables);
    facts.all_rest = federation::exchange_rests(tx, tables);
    facts.gone = gone_in(tx, tables, now);
    tables.services.ascend(tx, "", [&](std::string const& name, storage::ServiceRecord const& record) {
        facts.services.push_back({name, record.id});
        return true;
    });
    tables.followed_lists.each(tx, [&](storage::IriHash const&, storage::FollowedListRecord const& record) {
        facts.lists.push_back(record.network);
        return true;
    });
    count_people(facts, tx, tables);
    count_consents(facts, tx, tables);
    count_watched(facts, tx, tables);
    tables.local_names.ascend(tx, "", [&](std::string const&, storage::Handle handle) {
        auto const actor = tables.actors.get(tx, handle);
        if (actor && actor->type == storage::ActorType::group) ++facts.communities;
        return true;
    });
    facts.pictures = tables.media.size(tx);
    facts.programs = tables.apps.size(tx);
    facts.audit_entries = tables.audit_log.size(tx);
    facts.holds = tables.holds.size(tx);
    facts.backup = backup::last_backup(settings.node.data);
    return facts;
}

std::string json_of(Facts const& facts) {
    auto const& node = facts.settings.node;
    auto json = JsonText::object().text("domain", node.domain).text("name", node.name);
    json.text("made", to_rfc3339(facts.now)).text("program", federation::vocabulary::software_version);
    json.raw("partners", partners_json(facts)).boolean("exchange_paused", facts.all_rest);
    json.raw("left_this_node", gone_json(facts)).raw("services", services_json(facts));
    json.texts("partner_lists", facts.lists).raw("roles", roles_json(facts)).raw("people", people_json(facts));
    json.raw("consents", consents_json(facts)).raw("watched_phrases", watched_json(facts));
    json.number("communities", facts.communities).number("pictures", facts.pictures);
    json.number("programs", facts.programs).number("audit_entries", facts.audit_entries);
    json.number("holds", facts.holds);
    if (facts.backup) json.raw("backup", backup_json(*facts.backup));
    return json.done();
}

std::string date_of(Instant when) {
    return to_rfc3339(when).substr(0, 10);
}

bool is_partner(Partner const& partner) noexcept {
    using storage::PartnerState;
    return partner.state == PartnerState::agreed || partner.state == PartnerState::paused;
}

}  // namespace collegium::server::papers
