// Policy: with whom this node exchanges anything. Closed by default: nobody, until an operator agrees.
#pragma once

#include "storage/store.hpp"

#include <string_view>

namespace collegium::federation {

enum class Standing { stranger, agreed, paused };

Standing standing_of(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host);

// Refuses not_partner unless the host is an agreed partner.
Result<void> require_partner(storage::Store const& store, std::string_view host);

}  // namespace collegium::federation
