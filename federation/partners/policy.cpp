#include "federation/partners/policy.hpp"

#include "federation/partners/rest.hpp"

namespace collegium::federation {

using storage::PartnerState;

Standing standing_of(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host) {
    auto const partner = tables.partners.get(tx, std::string{host});
    if (!partner) return Standing::stranger;
    switch (partner->state) {
        case PartnerState::agreed: return Standing::agreed;
        case PartnerState::paused: return Standing::paused;
        case PartnerState::asked: return Standing::asked;
        case PartnerState::introduced: return Standing::introduced;
        case PartnerState::declined: return Standing::declined;
        case PartnerState::declined_by_them: return Standing::declined_by_them;
        case PartnerState::removed: return Standing::removed;
    }
    return Standing::stranger;
}

bool is_agreed_with(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host) {
    auto const standing = standing_of(tx, tables, host);
    return standing == Standing::agreed || standing == Standing::paused;
}

Passage passage_of(FederationMode mode, Standing standing) noexcept {
    auto const unless_open = [&](Passage passage) {
        return mode == FederationMode::open ? Passage::everything : passage;
    };
    switch (standing) {
        case Standing::agreed: return Passage::everything;
        case Standing::paused: return Passage::later;
        case Standing::asked: return unless_open(Passage::handshake);
        case Standing::stranger:
        case Standing::introduced:
            return mode == FederationMode::closed ? Passage::nothing : unless_open(Passage::handshake);
        case Standing::declined_by_them: return Passage::handshake;
        case Standing::declined:
        case Standing::removed: return Passage::nothing;
    }
    return Passage::nothing;
}

Passage passage_of(Node const& node, std::string_view host) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto const passage = passage_of(node.settings.federation.mode, standing_of(tx, tables, host));
        return exchange_rests(tx, tables) ? resting(passage) : passage;
    });
}

Result<void> require_partner(Node const& node, std::string_view host) {
    switch (passage_of(node, host)) {
        case Passage::everything: return {};
        case Passage::later: return Refusal{Reason::paused, "the partner is paused"};
        case Passage::handshake:
        case Passage::nothing: break;
    }
    return Refusal{Reason::not_partner, "not an agreed partner"};
}

Result<void> may_fetch(Node const& node, Iri const& iri, bool for_introduction) {
    bool const is_public_face = iri.target() == "/" || iri.target() == "/partner-card";
    if (for_introduction && is_public_face) return {};
    return require_partner(node, iri.host());
}

bool is_withheld(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host, storage::EntryKey const& delivery
) {
    auto const row = tables.deliveries.get(tx, delivery);
    return row && row->for_partners && row->recipients.empty() && !is_agreed_with(tx, tables, host);
}

Dispatch dispatch_of(
    storage::ReadTx const& tx, storage::Tables const& tables, FederationMode mode, std::string_view host, Verb verb
) {
    if (exchange_rests(tx, tables)) return Dispatch::wait;
    auto const standing = standing_of(tx, tables, host);
    bool const is_farewell = verb == Verb::undo || verb == Verb::reject;
    if (standing == Standing::removed && is_farewell) return Dispatch::send;
    switch (passage_of(mode, standing)) {
        case Passage::everything: return Dispatch::send;
        case Passage::later: return Dispatch::wait;
        case Passage::handshake: return standing == Standing::asked ? Dispatch::wait : Dispatch::drop;
        case Passage::nothing: return Dispatch::drop;
    }
    return Dispatch::drop;
}

}  // namespace collegium::federation
