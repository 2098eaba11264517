// Requests that a node of ours sent, looked at as a peer would.
#pragma once

#include "crypto/keys.hpp"
#include "federation/network.hpp"

namespace collegium::tests {

std::string field_of(federation::OutgoingRequest const& request, std::string_view name);

bool is_rfc9421(federation::OutgoingRequest const& request);

// True if this key signed the request as it is, body included, in either dialect.
bool verifies(federation::OutgoingRequest const& request, crypto::PublicKey const& key);

}  // namespace collegium::tests
