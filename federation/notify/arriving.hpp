// Arriving: what services send to this node's inbox for notices (wire reference 8.1). A notice proves nothing by
// itself: the token or the address that it comes with does, and the service may only speak for itself.
#pragma once

#include "federation/node.hpp"

namespace collegium::federation::notify {

struct Arrival {
    Arrival() = default;

    std::string body;
    std::string token;    // of the Authorization field; may be empty
    std::string address;  // that it comes from, in numbers
};

// When it returns, the effect is on disk. The same notice once more changes nothing, and is answered like the first.
// Refuses not_allowed whoever is not registered, or says to be somebody else; what Notice::read refuses; malformed what
// is for another node; not_found an answer to a request that we did not make, a review of what is no guide for everyone
// here, and a request for a review where no community takes them; too_many beyond most_a_day. Patterns that concern
// nothing here are thanked for.
boost::asio::awaitable<Result<storage::Nothing>> take_notice(Node const& node, Arrival arrival);

}  // namespace collegium::federation::notify
