// Handshake: what the nodes of two operators tell each other about their partnership.
#pragma once

#include "federation/partners/policy.hpp"

namespace collegium::federation {

// A Follow, Accept, Reject or Undo between the two nodes' own actors ("https://host/").
bool is_handshake(Node const& node, Activity const& activity);

// For a sender that is no partner, before anything is fetched: is this a handshake, signed by its own node, small, and
// not too often from this place (a block of addresses)? Refuses not_partner, too_many.
Result<void> check_introduction(
    Node const& node, std::string_view key_id, std::string const& body, std::string_view place
);

// A handshake whose sender is proven. Refuses unconcerned, not_partner, paused.
boost::asio::awaitable<Result<storage::Seq>> receive_handshake(Node const& node, Activity activity);

}  // namespace collegium::federation
