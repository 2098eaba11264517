// Which addresses a node may connect to (security R8): the public network and nothing else.
#pragma once

#include <boost/asio/ip/address.hpp>

namespace collegium::server {

// True only for globally reachable unicast addresses. Refused: "this network", private, shared (100.64/10), loopback,
// link-local, benchmarking (198.18/15), documentation, multicast, reserved, broadcast, 6to4 relay, and
// for IPv6 everything outside 2000::/3 plus Teredo, 6to4, NAT64, ORCHID, documentation, and mapped or
// compatible IPv4 (judged by the address inside for mapped ones: refused as well).
bool is_global(boost::asio::ip::address const& address);

// True for addresses that an institution gives out itself: 10/8, 172.16/12, 192.168/16 and fc00::/7. Not for this
// computer and its links, where the metadata of clouds are.
bool is_private(boost::asio::ip::address const& address);

}  // namespace collegium::server
