#include "federation/partners/partnership.hpp"

#include "federation/partners/partner_desk.hpp"

namespace collegium::federation {

using storage::PartnerState;

namespace {

Result<PartnerState> agree(Desk& desk) {
    if (desk.standing() != Standing::introduced && desk.standing() != Standing::declined)
        return Refusal{Reason::conflict, "it has not introduced itself: introduce yourself to it, or add it by hand"};
    desk.accept_theirs();
    return desk.become(PartnerState::agreed);
}

// By hand: if they asked, they hear of it; if they did not, their operator does the same by hand.
Result<PartnerState> add(Desk& desk, std::string note) {
    desk.partner().note = std::move(note);
    if (desk.standing() == Standing::introduced || desk.standing() == Standing::declined) desk.accept_theirs();
    return desk.become(PartnerState::agreed);
}

Result<PartnerState> introduce(Desk& desk, FederationMode mode) {
    if (mode == FederationMode::closed)
        return Refusal{Reason::conflict, "this node is closed: both operators add the other with 'partner add'"};
    if (desk.standing() == Standing::agreed) return Refusal{Reason::conflict, "it is a partner already"};
    if (desk.standing() == Standing::paused) return Refusal{Reason::conflict, "it is paused: resume it"};
    if (desk.standing() == Standing::introduced) return agree(desk);
    desk.ask();
    return desk.become(PartnerState::asked);
}

Result<PartnerState> decline(Desk& desk, std::string reason) {
    if (desk.standing() == Standing::introduced) {
        desk.reject_theirs();
        return desk.become(PartnerState::declined, std::move(reason));
    }
    if (desk.standing() != Standing::asked)
        return Refusal{Reason::conflict, "there is no introduction to decline: pause or remove a partner instead"};
    desk.take_back_ours();
    desk.forget();
    return PartnerState::declined;
}

Result<PartnerState> pause(Desk& desk, std::string reason) {
    if (desk.standing() != Standing::agreed) return Refusal{Reason::conflict, "it is no partner with whom we exchange"};
    return desk.become(PartnerState::paused, std::move(reason));
}

// Their node keeps what it has for us and tries seldom by now: a word from us ends its waiting.
Result<PartnerState> resume(Desk& desk) {
    if (desk.standing() != Standing::paused) return Refusal{Reason::conflict, "it is not paused"};
    desk.ask();
    return desk.become(PartnerState::agreed);
}

Result<PartnerState> remove(Desk& desk) {
    if (desk.standing() == Standing::stranger) return Refusal{Reason::conflict, "it is no partner"};
    if (desk.handshake().theirs.empty())
        desk.take_back_ours();
    else
        desk.reject_theirs();
    return desk.become(PartnerState::removed);
}

Result<PartnerState> shut_out(Desk& desk, std::string reason) {
    if (desk.standing() == Standing::agreed || desk.standing() == Standing::paused)
        return Refusal{Reason::conflict, "it is a partner: pause or remove it instead"};
    if (desk.standing() == Standing::introduced) desk.reject_theirs();
    if (desk.standing() == Standing::asked) desk.take_back_ours();
    return desk.become(PartnerState::declined, std::move(reason));
}

Result<PartnerState> decide(Desk& desk, Decision decision, FederationMode mode, std::string const& words) {
    switch (decision) {
        case Decision::add: return add(desk, words);
        case Decision::introduce: return introduce(desk, mode);
        case Decision::agree: return agree(desk);
        case Decision::decline: return decline(desk, words);
        case Decision::pause: return pause(desk, words);
        case Decision::resume: return resume(desk);
        case Decision::remove: return remove(desk);
        case Decision::shut_out: return shut_out(desk, words);
    }
    throw std::logic_error{"a decision of no kind"};
}

}  // namespace

storage::Store::Change<PartnerState> deciding(
    Node const& node, Decision decision, std::string host, std::string words
) {
    return [&node, decision, host = std::move(host), words = std::move(words)](
               storage::WriteTx& tx, storage::Tables& tables
           ) {
        auto decided = decide_in(node, tx, tables, decision, host, words);
        if (decided) tables.list_causes.erase(tx, host);  // whatever a list said, it is our operator's word now
        return decided;
    };
}

Result<PartnerState> decide_in(
    Node const& node,
    storage::WriteTx& tx,
    storage::Tables& tables,
    Decision decision,
    std::string const& host,
    std::string const& words
) {
    Desk desk{node, tx, tables, host};
    return decide(desk, decision, node.settings.federation.mode, words);
}

}  // namespace collegium::federation
