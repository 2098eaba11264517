// Delivery attempt: one entry of the log to one host, at each inbox there that wants it.
#pragma once

#include "federation/delivery/delivery_report.hpp"
#include "federation/delivery/letters.hpp"
#include "federation/node.hpp"

namespace collegium::federation {

// Tries everything once. A host that offers a shared inbox gets a single copy, whatever the number of people there;
// otherwise each gets one, and if one of them fails all are sent again later: receivers know what they have.
// What tells of a member who is a pupil by now is not sent but refused for good.
// An inbox that is gone (410) makes us ask for its owner; an owner that is gone gets nothing more.
boost::asio::awaitable<Report> attempt_delivery(Node const& node, Letters& letters, storage::EntryKey key);

}  // namespace collegium::federation
