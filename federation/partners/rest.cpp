#include "federation/partners/rest.hpp"

#include "federation/partners/decisions.hpp"
#include "federation/partners/partner_desk.hpp"

namespace collegium::federation {

using storage::Nothing;
using storage::PartnerState;

namespace {

constexpr char const* register_name = "exchange-rests";

std::vector<std::string> agreed_hosts(storage::ReadTx const& tx, storage::Tables const& tables) {
    std::vector<std::string> hosts;
    tables.partners.each(tx, [&](std::string const& host, storage::PartnerRecord const& partner) {
        if (partner.state == PartnerState::agreed) hosts.push_back(host);
        return true;
    });
    return hosts;
}

}  // namespace

bool exchange_rests(storage::ReadTx const& tx, storage::Tables const& tables) {
    return tables.node.contains(tx, register_name);
}

Passage resting(Passage passage) noexcept {
    return passage == Passage::everything ? Passage::later : passage;
}

storage::Store::Change<Nothing> pausing_everything(Node const& node) {
    return [now = node.clock.now()](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        if (exchange_rests(tx, tables)) return Refusal{Reason::conflict, "all exchange is paused already"};
        tables.node.put(tx, register_name, to_rfc3339(now));
        note_decision(tx, tables);
        return Nothing{};
    };
}

storage::Store::Change<Nothing> resuming_everything(Node const& node) {
    return [&node](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        if (!exchange_rests(tx, tables)) return Refusal{Reason::conflict, "the exchange goes on already"};
        tables.node.erase(tx, register_name);
        note_decision(tx, tables);
        for (auto const& host : agreed_hosts(tx, tables)) {
            Desk desk{node, tx, tables, host};
            desk.ask();
            desk.keep();
        }
        return Nothing{};
    };
}

}  // namespace collegium::federation
