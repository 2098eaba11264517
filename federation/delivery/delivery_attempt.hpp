// Delivery attempt: one entry of the log to one host, at each inbox there that wants it.
#pragma once

#include "federation/delivery/cargo.hpp"
#include "federation/delivery/delivery_report.hpp"
#include "federation/partners/policy.hpp"

#include <exception>
#include <string>

namespace collegium::federation {

// A host as deliveries know it.
struct Destination {
    storage::Handle host{};
    std::string name;
    bool is_service = false;  // of notices (notify::is_lane): services are no partners
};

// What one snapshot says of a delivery: whether it may go out now, and with what.
struct Prospect {
    Dispatch dispatch = Dispatch::send;
    bool tells_of_pupil = false;
    std::optional<Cargo> cargo{};  // nothing for services, and if the row or the words are gone
    std::exception_ptr broken{};   // over this message: thrown when it is tried
};

Prospect prospect_of(Node const& node, Letters& letters, Destination const& destination, storage::Seq entry);

// Tries everything once. A host that offers a shared inbox gets a single copy, whatever the number of people there;
// otherwise each gets one, and if one of them fails all are sent again later: receivers know what they have.
// What tells of a member who is a pupil by now is not sent but refused for good.
// An inbox that is gone (410) makes us ask for its owner; an owner that is gone gets nothing more.
boost::asio::awaitable<Report> attempt_delivery(
    Node const& node, Destination const& destination, storage::Seq entry, Prospect prospect
);

}  // namespace collegium::federation
