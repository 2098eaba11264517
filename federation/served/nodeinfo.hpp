// NodeInfo: what a node says of its software to whoever asks.
#pragma once

#include "storage/store.hpp"

#include <string>
#include <string_view>

namespace collegium::federation::documents {

// NodeInfo (wire reference 3.4): the pointer, and the document of version "2.0" or "2.1".
std::string nodeinfo_links(std::string_view origin);
std::string nodeinfo(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view version);

}  // namespace collegium::federation::documents
