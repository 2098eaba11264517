#include "federation/json_text.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <iostream>

namespace collegium::server::commands {

using storage::PartnerRecord;
using storage::PartnerState;

namespace {

std::string_view state_name(PartnerState state) {
    switch (state) {
        case PartnerState::agreed: return "agreed";
        case PartnerState::paused: return "paused";
    }
    return "unknown";
}

}  // namespace

void add_partner(std::filesystem::path const& config, std::string const& host, std::string const& note) {
    if (!is_host_name(host)) throw CommandError{"'" + host + "' is not a domain: write it as in school.example"};
    Opened opened{config};
    if (host == opened.settings.node.domain) throw CommandError{"a node is no partner of itself: name another domain"};
    storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        tables.partners.put(tx, host, PartnerRecord{PartnerState::agreed, opened.clock.now(), note});
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    static_cast<void>(value_or_error(opened.store.write_now(change), "cannot add " + host));
    std::cout << host << " is now a partner. Its operator must add " << opened.settings.node.domain << " too.\n";
}

void list_partners(std::filesystem::path const& config, bool json) {
    Opened const opened{config};
    auto all = federation::JsonText::list();
    opened.store.read([&](auto const& tx, auto const& tables) {
        tables.partners.each(tx, [&](std::string const& host, PartnerRecord const& partner) {
            auto const since = to_rfc3339(partner.since);
            if (!json)
                std::cout << host << '\t' << state_name(partner.state) << '\t' << since << '\t' << partner.note << '\n';
            all.raw_item(federation::JsonText::object()
                             .text("domain", host)
                             .text("state", state_name(partner.state))
                             .text("since", since)
                             .text("note", partner.note)
                             .done());
            return true;
        });
    });
    if (json) std::cout << all.done() << '\n';
}

}  // namespace collegium::server::commands
