// Partner lists of networks, read from the terminal.
#include "federation/messages/json_text.hpp"
#include "federation/partner_lists/pulling.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/outside.hpp"
#include "server/partner_words.hpp"

#include <algorithm>
#include <iostream>

namespace collegium::server::commands {

namespace partner_lists = federation::partner_lists;

using federation::JsonText;
using partner_lists::Draft;
using partner_lists::FollowedList;

namespace {

constexpr std::size_t most_drafts_shown = partner_lists::most_entries;

std::vector<FollowedList> all_lists(Opened const& opened) {
    return opened.store.read([](auto const& tx, auto const& tables) {
        return partner_lists::followed_lists(tx, tables, most_drafts_shown);
    });
}

// By the list's address, the network's, or "net@host".
FollowedList list_or_error(Opened const& opened, std::string const& network) {
    auto const at = network.find('@');
    auto const iri =
        at == std::string::npos ? network : "https://" + network.substr(at + 1) + "/c/" + network.substr(0, at);
    for (auto& list : all_lists(opened))
        if (list.iri == iri || list.record.network == iri) return std::move(list);
    throw CommandError{network + " is no list that you read: 'collegium partner-list show' shows all"};
}

std::string line_of(Draft const& draft) {
    auto line = draft.host + "\t" + std::string{partner_lists::name_of(draft.record.state)};
    if (draft.record.withdrawn) line += ", taken back";
    if (!draft.record.reason.empty()) line += ": " + draft.record.reason;
    if (draft.by_hand) line += " (you decided about it by hand)";
    return line;
}

std::string json_of(FollowedList const& list) {
    auto drafts = JsonText::list();
    for (auto const& each : list.drafts)
        drafts.raw_item(JsonText::object()
                            .text("domain", each.host)
                            .text("state", partner_lists::name_of(each.record.state))
                            .boolean("takenBack", each.record.withdrawn)
                            .boolean("byHand", each.by_hand)
                            .text("reason", each.record.reason)
                            .done());
    return JsonText::object()
        .text("list", list.iri)
        .text("name", list.record.name)
        .text("updated", to_rfc3339(list.record.updated))
        .text("read", to_rfc3339(list.record.fetched))
        .text("problem", list.record.problem)
        .number("entries", list.entries)
        .raw("drafts", drafts.done())
        .done();
}

void print(FollowedList const& list) {
    std::cout << list.record.name << '\t' << list.iri << "\n  Of " << readable_time(list.record.updated) << ", read "
              << readable_time(list.record.fetched) << ", " << list.entries << " institutions\n";
    if (!list.record.problem.empty()) std::cout << "  Not believed: " << list.record.problem << '\n';
    for (auto const& each : list.drafts) std::cout << "  " << line_of(each) << '\n';
}

storage::Store::Change<storage::Nothing> dropping(storage::IriHash const& list) {
    return [list](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
        partner_lists::drop_followed(tx, tables, list);
        return storage::Nothing{};
    };
}

}  // namespace

void follow_partner_list(
    std::filesystem::path const& config,
    std::filesystem::path const& test_network,
    std::string const& network,
    ListChoice choice
) {
    Outside outside{config, test_network};
    partner_lists::ByItself const by_itself{choice.allowed, choice.blocked, choice.withdrawn};
    auto const followed =
        value_or_error(outside.run(partner_lists::follow_list(outside.node(), network, by_itself)), network);
    std::cout << "Read. New: " << followed.added << ", changed: " << followed.changed
              << ", taken back: " << followed.withdrawn << "; applied by themselves: " << followed.applied
              << ". 'collegium partner-list show' shows what waits for you.\n";
}

void show_partner_lists(std::filesystem::path const& config, bool json) {
    Opened const opened{config};
    auto const lists = all_lists(opened);
    auto all = JsonText::list();
    for (auto const& each : lists) {
        if (json)
            all.raw_item(json_of(each));
        else
            print(each);
    }
    if (json) std::cout << all.done() << '\n';
}

void decide_partner_list(
    std::filesystem::path const& config, std::string const& network, std::string const& host, bool takes
) {
    Outside outside{config};
    auto const list = list_or_error(outside.opened, network).id;
    storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx,
                                                                storage::Tables& tables) -> Result<storage::Nothing> {
        auto const done = partner_lists::decide_entry(outside.node(), tx, tables, list, host, takes);
        if (!done) return done.error();
        return storage::Nothing{};
    };
    static_cast<void>(value_or_error(outside.opened.store.write_now(change), host));
    std::cout << (takes ? "Taken. Their node is told as soon as this one serves.\n" : "Declined.\n");
}

void drop_partner_list(std::filesystem::path const& config, std::string const& network) {
    Opened opened{config};
    auto const list = list_or_error(opened, network);
    static_cast<void>(value_or_error(opened.store.write_now(dropping(list.id)), network));
    std::cout << "The list is read no more. What came of it stays, as your own.\n";
}

}  // namespace collegium::server::commands
