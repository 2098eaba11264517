// Sending: an act of the log in the words of a notice, brought to the service that it is queued for.
#pragma once

#include "federation/delivery/delivery_report.hpp"
#include "federation/node.hpp"
#include "federation/notify/service.hpp"

namespace collegium::federation::notify {

// What this service is told of an entry of the log; nothing if that was erased, or says nothing to it.
std::optional<std::string> notice_for(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    storage::Seq entry,
    Service const& service
);

// Tries once. key: of a lane that is_lane.
boost::asio::awaitable<Report> deliver(Node const& node, storage::EntryKey key);

}  // namespace collegium::federation::notify
