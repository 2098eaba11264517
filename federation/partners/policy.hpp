// Policy: with whom this node exchanges anything. Closed by default: nobody, until both operators agree. The one place
// that answers "may this host ...".
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/node.hpp"

#include <string_view>

namespace collegium::federation {

enum class Standing { stranger, asked, introduced, agreed, paused, declined, declined_by_them, removed };

Standing standing_of(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host);

// What a host may exchange with us.
enum class Passage {
    everything,
    handshake,  // what the two operators' nodes tell each other on the way to an agreement
    later,      // everything, but not now
    nothing,
};

Passage passage_of(FederationMode mode, Standing standing) noexcept;
Passage passage_of(Node const& node, std::string_view host);

// Refuses not_partner unless everything may pass, and paused if it rests for now.
Result<void> require_partner(Node const& node, std::string_view host);

// May this document be fetched? From a partner all. For what operators tell each other only the node's own actor and
// its card: our operator wants it, or the stranger's knock was let through.
Result<void> may_fetch(Node const& node, Iri const& iri, bool for_introduction);

// Both operators agreed, whether or not it rests for now: who reads what is for partners.
bool is_agreed_with(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host);

// What is for partners, queued for a host that is none and where nobody is named (in the mode "open").
bool is_withheld(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host, storage::EntryKey const& delivery
);

// What to do with an entry of the log that is queued for this host. Who was removed is still told what was taken back.
enum class Dispatch { send, wait, drop };
Dispatch dispatch_of(
    storage::ReadTx const& tx, storage::Tables const& tables, FederationMode mode, std::string_view host, Verb verb
);

}  // namespace collegium::federation
