// Pulling: reading the partner lists that our operator follows from the nodes that publish them, as partners' documents
// are read: signed, bounded, of agreed partners only, one request for each.
#pragma once

#include "federation/partner_lists/following.hpp"

namespace collegium::federation::partner_lists {

constexpr std::chrono::hours between_pulls{1};
constexpr std::chrono::minutes between_looks{5};  // however often an operator asks

// Subscribes to the list of the network at this address ("https://a.example/c/net", with or without "/partners", or
// "net@a.example") and reads it. It is signed with the key that the network's document has now, and with no other
// later. Refuses malformed, not_partner (of an institution that is none), wrong_type (no community, or one without a
// key), conflict (our own), too_many, and what resolving and pulling refuse; then nothing is followed.
boost::asio::awaitable<Result<Taken>> follow_list(Node const& node, std::string address, ByItself by_itself);

// Reads a followed list now. What is refused (and what fetch_document refuses) is written down for the operator, and
// nothing else changes. Refuses not_found, too_many (asked within five minutes), and what prove_list and take_in
// refuse.
boost::asio::awaitable<Result<Taken>> pull_list(Node const& node, storage::IriHash list);

// One round of a serving node: reads every list that was not asked for within an hour.
boost::asio::awaitable<void> tend_partner_lists(Node const& node);

}  // namespace collegium::federation::partner_lists
