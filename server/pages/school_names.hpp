// School names: what institutions call themselves, where a page knows only their hosts.
#pragma once

#include "config/clock.hpp"
#include "storage/tables.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::pages {

// By the document of the host's node, as far as we have it; else by its listing in the directory; else the host itself.
// host: without "https://".
std::string school_name(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host, Instant now);

// Of the first 20 of these hosts, in their order. hosts: as handles.
std::vector<std::string> school_names(
    storage::ReadTx const& tx, storage::Tables const& tables, std::vector<storage::Handle> const& hosts, Instant now
);

}  // namespace collegium::server::pages
