// Desk: the registers of one partner while something about the partnership changes. Inside one transaction.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/partners/policy.hpp"

namespace collegium::federation {

// "https://host/": where a node's own actor is.
std::string root_of(std::string_view host);

class Desk {
public:
    Desk(Node const& node, storage::WriteTx& tx, storage::Tables& tables, std::string host);

    Standing standing() const noexcept { return standing_; }  // when the desk was opened
    storage::PartnerRecord& partner() noexcept { return partner_; }
    storage::HandshakeRecord& handshake() noexcept { return handshake_; }

    // What was changed is kept with the new state. Agreeing means the card as it was seen last.
    storage::PartnerState become(storage::PartnerState state, std::string reason = "");
    void keep();    // the handshake alone
    void forget();  // all but what is still to be told

    // What the other node has to be told. The newest counts.
    void ask();
    void accept_theirs();
    void reject_theirs();
    void take_back_ours();

private:
    void tell(Composed const& composed);
    Author ourselves() const;
    void keep_card_as_agreed();

    Node const& node_;
    storage::WriteTx& tx_;
    storage::Tables& tables_;
    std::string host_;
    storage::PartnerRecord partner_;
    storage::HandshakeRecord handshake_;
    Standing standing_;
};

}  // namespace collegium::federation
