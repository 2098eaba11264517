#include "federation/fetching/past.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/partners/card.hpp"
#include "federation/partners/partner_view.hpp"
#include "federation/partners/partnership.hpp"
#include "federation/partners/removal.hpp"
#include "server/audit/audit.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/outside.hpp"
#include "server/partner_words.hpp"

#include <iostream>

namespace collegium::server::commands {

using federation::Decision;
using federation::JsonText;
using federation::PartnerView;

namespace {

constexpr std::string_view told = "Their node is told as soon as this one serves; within seconds, if it serves now.\n";

void print(Lines const& lines) {
    for (auto const& [what, value] : lines) std::cout << "  " << what << ": " << value << '\n';
}

std::string_view decision_name(Decision decision) noexcept {
    switch (decision) {
        case Decision::add: return "add";
        case Decision::introduce: return "introduce";
        case Decision::agree: return "agree";
        case Decision::decline: return "decline";
        case Decision::pause: return "pause";
        case Decision::resume: return "resume";
        case Decision::remove: return "remove";
        case Decision::shut_out: return "shut out";
    }
    return "";
}

void decide(Outside& outside, Decision decision, std::string const& host, std::string const& words) {
    require_other_domain(outside.opened.settings, host);
    auto const change = audit::noted(
        federation::deciding(outside.node(), decision, host, words),
        {"console", "decided about a partner: " + std::string{decision_name(decision)}, host, words},
        outside.opened.clock.now()
    );
    static_cast<void>(value_or_error(outside.opened.store.write_now(change), host));
}

// The card is for the operator to read; a node that shows none may still be asked.
void show_card(Outside& outside, std::string const& host) {
    auto const looked = outside.run(federation::refresh_card(outside.node(), host, true));
    if (!looked && looked.error().reason() == Reason::forbidden_place)
        throw CommandError{host + " is not on the public network: check the domain"};
    auto const record = outside.opened.store.read([&](auto const& tx, auto const& tables) {
        return tables.cards.get(tx, host).value_or(storage::CardRecord{});
    });
    auto const card = federation::read_card(record.seen, host);
    if (!card) {
        std::cout << host << " shows no partner card"
                  << (looked ? std::string{} : ": " + std::string{looked.error().detail()}) << ".\n";
        return;
    }
    std::cout << "The partner card of " << host << (looked ? "" : ", as it was seen last") << ":\n";
    print(federation::lines_of(*card));
}

PartnerView view_or_error(Outside const& outside, std::string const& host) {
    auto view = federation::find_partner(outside.node(), host);
    if (!view) throw CommandError{host + " is no partner and never asked: 'collegium partner list' shows all"};
    return *std::move(view);
}

std::string list_json(std::vector<PartnerView> const& partners) {
    auto all = JsonText::list();
    for (auto const& partner : partners)
        all.raw_item(JsonText::object()
                         .text("domain", partner.host)
                         .text("state", federation::state_name(partner.record.state))
                         .text("since", to_rfc3339(partner.record.since))
                         .text("note", partner.record.note)
                         .text("reason", partner.record.reason)
                         .number("waiting", partner.waiting)
                         .done());
    return all.done();
}

std::string lines_json(Lines const& lines) {
    auto object = JsonText::object();
    for (auto const& [what, value] : lines) object.text(what, value);
    return object.done();
}

std::string view_json(PartnerView const& view) {
    auto changes = JsonText::list(), refused = JsonText::list();
    for (auto const& change : view.changes)
        changes.raw_item(
            JsonText::object().text("what", change.what).text("before", change.before).text("now", change.now).done()
        );
    for (auto const& each : view.refused)
        refused.raw_item(JsonText::object()
                             .text("what", each.what)
                             .number("status", each.receipt.status)
                             .text("reason", each.receipt.reason)
                             .text("at", to_rfc3339(each.receipt.at))
                             .done());
    return JsonText::object()
        .text("domain", view.host)
        .text("state", federation::state_name(view.record.state))
        .number("waiting", view.waiting)
        .number("messagesIn", view.traffic.messages_in)
        .number("bytesIn", view.traffic.bytes_in)
        .number("requestsOut", view.traffic.requests_out)
        .number("bytesOut", view.traffic.bytes_out)
        .raw("lines", lines_json(in_english(lines_about(view))))
        .raw("card", view.card ? lines_json(federation::lines_of(*view.card)) : "null")
        .raw("changes", changes.done())
        .raw("refused", refused.done())
        .done();
}

void print(PartnerView const& view) {
    std::cout << view.host << '\n';
    print(in_english(lines_about(view)));
    for (auto const& each : view.refused)
        std::cout << "  Refused by them: " << each.what << " (" << each.receipt.reason << ", "
                  << readable_time(each.receipt.at) << ")\n";
    if (view.card) {
        std::cout << "Partner card, looked at " << readable_time(view.card_fetched) << ":\n";
        print(federation::lines_of(*view.card));
    }
    for (auto const& change : view.changes)
        std::cout << "  Changed since you agreed: " << change.what << ": '" << change.before << "' is now '"
                  << change.now << "'\n";
}

void print(federation::Affected const& affected, std::string const& host, bool with_data) {
    std::cout << "Removing " << host << " concerns:\n"
              << "  Members here who follow something there: " << affected.members_following << '\n'
              << "  Communities there that they follow: " << affected.communities << '\n'
              << "  People there who follow something here: " << affected.followers_there << '\n'
              << "  Members here who wrote in communities there: " << affected.members_writing << '\n'
              << "  Questions, answers and comments kept from there: " << affected.things
              << (with_data ? ", which are erased here" : ", which stay") << '\n';
}

}  // namespace

void add_partner(std::filesystem::path const& config, std::string const& host, std::string const& note) {
    Outside outside{config};
    decide(outside, Decision::add, host, note);
    std::cout << host << " is now a partner. Its operator must add " << outside.opened.settings.node.domain
              << " too.\n";
}

void introduce_to_partner(
    std::filesystem::path const& config, std::filesystem::path const& test_network, std::string const& host
) {
    Outside outside{config, test_network};
    require_other_domain(outside.opened.settings, host);
    show_card(outside, host);
    decide(outside, Decision::introduce, host, "");
    std::cout << told << "Then its operator must agree: 'collegium partner agree "
              << outside.opened.settings.node.domain << "'.\n";
}

void agree_with_partner(std::filesystem::path const& config, std::string const& host) {
    Outside outside{config};
    decide(outside, Decision::agree, host, "");
    std::cout << host << " is now a partner. " << told;
}

void decline_partner(std::filesystem::path const& config, std::string const& host, std::string const& reason) {
    Outside outside{config};
    decide(outside, Decision::decline, host, reason);
    std::cout << host << " is no partner. " << told;
}

void pause_partner(std::filesystem::path const& config, std::string const& host, std::string const& reason) {
    Outside outside{config};
    decide(outside, Decision::pause, host, reason);
    std::cout << host << " is paused. Nothing is lost: 'collegium partner resume " << host << "' goes on.\n";
}

void resume_partner(std::filesystem::path const& config, std::string const& host) {
    Outside outside{config};
    decide(outside, Decision::resume, host, "");
    std::cout << host << " is a partner again. What waited is sent. " << told;
}

void remove_partner(std::filesystem::path const& config, std::string const& host, Removal removal) {
    Outside outside{config};
    require_other_domain(outside.opened.settings, host);
    static_cast<void>(view_or_error(outside, host));
    auto& store = outside.opened.store;
    print(
        store.read([&](auto const& tx, auto const& tables) { return federation::affected_by_removal(tx, tables, host); }
        ),
        host,
        removal.with_data
    );
    if (!removal.confirmed) {
        std::cout << "Nothing was changed. It cannot be undone; a pause can. To go on, say it again with --yes.\n";
        return;
    }
    federation::end_follows(outside.node(), host);
    decide(outside, Decision::remove, host, "");
    std::cout << host << " is removed. " << told;
    if (!removal.with_data) return;
    storage::Store::Change<federation::Erased> const erase = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::erase_data_of(tx, tables, outside.opened.settings.origin(), host);
    };
    auto const erased = value_or_error(store.write_now(erase), "the data of " + host + " was not erased");
    std::cout << "The words of " << erased.entries << " activities and the documents of " << erased.people
              << " people are erased.\n";
}

void retry_partner(std::filesystem::path const& config, std::string const& host) {
    Outside outside{config};
    require_other_domain(outside.opened.settings, host);
    storage::Store::Change<std::size_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return Result<std::size_t>{federation::queue_refused_again(tx, tables, host)};
    };
    auto const queued = value_or_error(outside.opened.store.write_now(change), host);
    std::cout << queued << " refused messages are queued again.\n";
}

void want_catch_up(std::filesystem::path const& config, std::string const& host) {
    Outside outside{config};
    static_cast<void>(view_or_error(outside, host));
    auto const communities = value_or_error(federation::catch_up(outside.node(), host), host);
    std::cout << communities << " communities at " << host
              << " are looked through for what is missing: within a minute if this node serves.\n";
}

void list_partners(std::filesystem::path const& config, bool json) {
    Outside const outside{config};
    auto const partners = federation::all_partners(outside.node());
    if (json) std::cout << list_json(partners) << '\n';
    if (json) return;
    for (auto const& partner : partners)
        std::cout << partner.host << '\t' << federation::state_name(partner.record.state) << '\t'
                  << to_rfc3339(partner.record.since) << '\t' << partner.record.note << '\n';
}

void show_partner(std::filesystem::path const& config, std::string const& host, bool json) {
    Outside const outside{config};
    auto const view = view_or_error(outside, host);
    if (json)
        std::cout << view_json(view) << '\n';
    else
        print(view);
}

void announce_holiday(std::filesystem::path const& config, federation::Holiday const& holiday) {
    Opened opened{config};
    bool const ends = holiday.from.empty() && holiday.to.empty();
    storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx,
                                                                storage::Tables& tables) -> Result<storage::Nothing> {
        if (auto const right = federation::check_holiday(holiday); !ends && !right) return right.error();
        federation::put_own_holiday(tx, tables, ends ? std::nullopt : std::optional{holiday});
        return storage::Nothing{};
    };
    static_cast<void>(value_or_error(opened.store.write_now(change), "the holiday was not announced"));
    std::cout << (ends ? "No holiday is announced any more.\n" : "Partners read it on your partner card.\n");
}

}  // namespace collegium::server::commands
