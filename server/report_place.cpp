#include "server/report_place.hpp"

#include "storage/names.hpp"

namespace collegium::server {

std::string report_place(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& origin, storage::Handle community
) {
    auto const own = origin + "/";
    auto const record = tables.actors.get(tx, community);
    return !record || !record->local ? own : storage::iri_of(tx, tables, community);
}

}  // namespace collegium::server
