#include "federation/notify/service.hpp"

#include "config/entropy.hpp"
#include "crypto/bytes.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/notify/notice_text.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <array>
#include <iostream>

namespace collegium::server::commands {

namespace notify = federation::notify;

using federation::JsonText;
using notify::Service;

namespace {

std::string fresh_token() {
    SystemEntropy entropy;
    std::array<std::uint8_t, 32> bytes{};
    entropy.fill(bytes);
    return crypto::to_base64url(bytes);
}

std::string shown_token(bool from_stdin) {
    std::string token;
    if (from_stdin) std::getline(std::cin, token);
    if (from_stdin && token.empty()) throw CommandError{"no token came on standard input"};
    return token;
}

std::string community_of(Opened const& opened, Service const& service) {
    return opened.store.read([&](auto const& tx, auto const& tables) {
        auto const actor = tables.actors.get(tx, service.record.community);
        return actor ? actor->username : std::string{};
    });
}

std::string list_json(Opened const& opened, std::vector<Service> const& services) {
    auto all = JsonText::list();
    for (auto const& each : services)
        all.raw_item(JsonText::object()
                         .text("name", each.name)
                         .text("id", each.record.id)
                         .text("inbox", each.record.inbox)
                         .texts("addresses", each.record.addresses)
                         .text("community", community_of(opened, each))
                         .text("since", to_rfc3339(each.record.since))
                         .done());
    return all.done();
}

}  // namespace

void add_service(std::filesystem::path const& config, ServiceOptions const& options) {
    Opened opened{config};
    auto const origin = opened.settings.origin();
    auto const keys = federation::Keyring::generate();
    auto const token = fresh_token();
    notify::NewService service;
    service.name = options.name;
    service.display_name = options.display_name;
    service.id = options.id;
    service.inbox = options.inbox;
    service.addresses = options.addresses;
    service.community = options.community;
    service.shown = shown_token(options.token_from_stdin);
    storage::Store::Change<storage::Handle> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return notify::register_service(tx, tables, opened.keyring, origin, service, keys, token, opened.clock.now());
    };
    static_cast<void>(value_or_error(opened.store.write_now(change), "cannot register " + options.name));
    std::cout << "Registered @" << options.name << '@' << opened.settings.node.domain << ".\nIts operator needs:\n"
              << "  Name of this node: " << origin << "/\n  Inbox: " << notify::inbox_at(origin)
              << "\n  Token, to be shown as 'Authorization: Bearer ...': " << token
              << "\nThe token is not shown again; registering the service once more makes another one.\n";
}

void list_services(std::filesystem::path const& config, bool json) {
    Opened const opened{config};
    auto const services =
        opened.store.read([](auto const& tx, auto const& tables) { return notify::all_services(tx, tables); });
    if (json) std::cout << list_json(opened, services) << '\n';
    if (json) return;
    for (auto const& each : services)
        std::cout << each.name << '\t' << each.record.id << '\t' << each.record.inbox << '\t'
                  << community_of(opened, each) << '\t' << to_rfc3339(each.record.since) << '\n';
}

void remove_service(std::filesystem::path const& config, std::string const& name) {
    Opened opened{config};
    storage::Store::Change<bool> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return Result<bool>{notify::remove_service(tx, tables, name)};
    };
    if (!value_or_error(opened.store.write_now(change), name))
        throw CommandError{name + " is not registered: 'collegium service list' shows all"};
    std::cout << name << " is removed: nothing is taken from it or sent to it. What it said stays.\n";
}

}  // namespace collegium::server::commands
