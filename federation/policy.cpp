#include "federation/policy.hpp"

namespace collegium::federation {

Standing standing_of(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host) {
    auto const partner = tables.partners.get(tx, std::string{host});
    if (!partner) return Standing::stranger;
    switch (partner->state) {
        case storage::PartnerState::agreed: return Standing::agreed;
        case storage::PartnerState::paused: return Standing::paused;
    }
    return Standing::stranger;
}

Result<void> require_partner(storage::Store const& store, std::string_view host) {
    auto const standing = store.read([&](auto const& tx, auto const& tables) { return standing_of(tx, tables, host); });
    if (standing != Standing::agreed) return Refusal{Reason::not_partner, "not an agreed partner"};
    return {};
}

}  // namespace collegium::federation
