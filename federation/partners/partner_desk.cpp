#include "federation/partners/partner_desk.hpp"

#include "federation/admit.hpp"
#include "federation/partners/decisions.hpp"

namespace collegium::federation {

using storage::HandshakeRecord;
using storage::PartnerRecord;
using storage::PartnerState;

std::string root_of(std::string_view host) {
    return "https://" + std::string{host} + "/";
}

Desk::Desk(Node const& node, storage::WriteTx& tx, storage::Tables& tables, std::string host)
    : node_{node},
      tx_{tx},
      tables_{tables},
      host_{std::move(host)},
      partner_{tables.partners.get(tx, host_).value_or(PartnerRecord{})},
      handshake_{tables.handshakes.get(tx, host_).value_or(HandshakeRecord{})},
      standing_{standing_of(tx, tables, host_)} {}

PartnerState Desk::become(PartnerState state, std::string reason) {
    if (state == PartnerState::agreed && standing_ != Standing::paused) keep_card_as_agreed();
    partner_.state = state;
    partner_.since = node_.clock.now();
    partner_.reason = std::move(reason);
    tables_.partners.put(tx_, host_, partner_);
    keep();
    return state;
}

void Desk::keep() {
    note_decision(tx_, tables_);
    tables_.handshakes.put(tx_, host_, handshake_);
}

void Desk::forget() {
    note_decision(tx_, tables_);
    tables_.partners.erase(tx_, host_);
    tables_.cards.erase(tx_, host_);
    if (handshake_.letter.empty())
        tables_.handshakes.erase(tx_, host_);
    else
        keep();
}

void Desk::ask() {
    auto const follow = composer_of(node_).introduce(ourselves(), root_of(host_));
    handshake_.ours = follow.activity.bytes();
    tell(follow);
}

void Desk::accept_theirs() {
    if (auto const follow = Activity::read(handshake_.theirs)) tell(composer_of(node_).accept(ourselves(), *follow));
}

void Desk::reject_theirs() {
    if (auto const follow = Activity::read(handshake_.theirs)) tell(composer_of(node_).reject(ourselves(), *follow));
}

// Partners that were added by hand never asked: then the two names say what ends.
void Desk::take_back_ours() {
    auto const ours = Activity::read(handshake_.ours);
    auto const follow = ours ? *ours : composer_of(node_).introduce(ourselves(), root_of(host_)).activity;
    tell(composer_of(node_).undo(ourselves(), follow));
}

void Desk::tell(Composed const& composed) {
    handshake_.letter = composed.activity.bytes();
    handshake_.tries = 0;
    handshake_.next_try = Instant{};
    handshake_.error.clear();
}

Author Desk::ourselves() const {
    auto const actor = tables_.local_names.get(tx_, node_.settings.node.domain);
    if (!actor) throw storage::CorruptRecord{"this node has no actor of its own: run 'collegium init' first"};
    return {root_of(node_.settings.node.domain), node_.keyring.keys_of(tx_, tables_, *actor)};
}

void Desk::keep_card_as_agreed() {
    auto card = tables_.cards.get(tx_, host_);
    if (!card) return;
    card->agreed = card->seen;
    tables_.cards.put(tx_, host_, *card);
}

}  // namespace collegium::federation
