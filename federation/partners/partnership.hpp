// Partnership: how two operators come to an agreement, how it rests, and how it ends (needs M2, M6).
//
//      here                            there
//      introduce ------ Follow ---->   introduced       Nothing else passes before both have said yes. What is said on
//        asked                            |             the way is a register and not in the log: strangers cannot
//       agreed   <----- Accept -----    agree           write there.
#pragma once

#include "federation/partners/policy.hpp"

namespace collegium::federation {

// What an operator decides about another node.
// shut_out: one that is no partner is turned down before it asks, and whatever was asked so far is taken back.
enum class Decision { add, introduce, agree, decline, pause, resume, remove, shut_out };

// The change of the registers by our operator's own hand, in state and in what the other node has to be told; partner
// care tells it. words: the note (add) or the reason (pause, decline). Refuses conflict, with what can be done instead.
storage::Store::Change<storage::PartnerState> deciding(
    Node const& node, Decision decision, std::string host, std::string words
);

// The same inside a transaction, where it is not our operator's own hand that decides (partner_lists).
Result<storage::PartnerState> decide_in(
    Node const& node,
    storage::WriteTx& tx,
    storage::Tables& tables,
    Decision decision,
    std::string const& host,
    std::string const& words
);

}  // namespace collegium::federation
