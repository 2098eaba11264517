// Delivery state: where each thing that we sent has come to, and what a host would not take. Questions only.
#pragma once

#include "storage/tables.hpp"

namespace collegium::federation {

enum class DeliveryState { waiting, delivered, refused };

// How one act of ours fares with one host.
struct HostDelivery {
    storage::Handle host{};
    DeliveryState state{};
    unsigned status = 0;  // HTTP, once it is delivered or refused
    std::string reason;   // why it waits or was refused; empty if it only waits for its turn
    Instant at{};         // when it was delivered or refused; when it is tried next
};

// In no order. Walks the receipts of the entry, and the hosts for which anything waits.
std::vector<HostDelivery> deliveries_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq entry);

// Of the acts by which a thing is known elsewhere: its Create, its newest words and its Announce. A host has it when
// it has all of them that were meant for it; the least finished is what counts.
std::vector<HostDelivery> deliveries_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::ObjectRecord const& object
);

// For which hosts anything waits, each once, whatever keeps it.
std::vector<storage::Handle> waiting_hosts(storage::ReadTx const& tx, storage::Tables const& tables);

struct RefusedDelivery {
    storage::Seq entry{};
    storage::ReceiptRecord receipt;
};

// What the host has refused for good, the newest first.
std::vector<RefusedDelivery> refused_by(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle host, std::size_t most
);

}  // namespace collegium::federation
