#include "server/report_place.hpp"

#include "storage/names.hpp"

namespace collegium::server {

std::string report_place(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string const& origin,
    Member const& member,
    storage::Handle community
) {
    auto const own = origin + "/";
    auto const record = tables.actors.get(tx, community);
    if (!record || (member.pupil && !record->local)) return own;
    return storage::iri_of(tx, tables, community);
}

}  // namespace collegium::server
