// Partner view: everything that we know of an exchange with one host, for the operator's page and command.
#pragma once

#include "federation/partners/card.hpp"

#include <vector>

namespace collegium::federation {

struct RefusedLine {
    std::string what;  // the address of what was refused
    storage::ReceiptRecord receipt;
};

struct PartnerView {
    std::string host;
    storage::PartnerRecord record;
    storage::HandshakeRecord handshake;
    storage::TrafficRecord traffic;
    storage::LaneRecord lane;
    storage::MailboxRecord mailbox;
    std::uint64_t waiting = 0;         // messages
    std::optional<Instant> oldest;     // since when the first of them waits
    std::vector<RefusedLine> refused;  // by them: the newest
    std::optional<Card> card;
    std::vector<CardChange> changes;  // since our operator agreed
    Instant card_fetched{};
    bool all_rest = false;  // the exchange with everybody is paused
};

std::optional<PartnerView> find_partner(Node const& node, std::string const& host);

// Without what must be counted (queue, refused): for pages that everybody reads.
std::optional<PartnerView> glance_at_partner(Node const& node, std::string const& host);
std::vector<PartnerView> all_partners(Node const& node);  // by name

// "agreed", "paused", "asked", "introduced", "declined", "declined by them", "removed".
std::string_view state_name(storage::PartnerState state);

// The name on the card, or the host.
std::string name_of(PartnerView const& view);

// Queues everything that this host refused once more. Returns how many messages there were.
std::size_t queue_refused_again(storage::WriteTx& tx, storage::Tables& tables, std::string const& host);

}  // namespace collegium::federation
