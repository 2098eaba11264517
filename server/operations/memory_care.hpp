// Memory care: a node does not look as large as its store, to those who watch it and to the kernel, which would rather
// take what nobody has mapped.
#pragma once

#include "federation/node.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>

namespace collegium::server::operations {

// More than this of mapped files, and the store's pages are given back.
constexpr std::uint64_t most_lent = std::uint64_t{64} << 20;

// One look, for a round of a few seconds.
boost::asio::awaitable<void> tend_memory(federation::Node const& node);

}  // namespace collegium::server::operations
