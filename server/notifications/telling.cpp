#include "server/notifications/telling.hpp"

namespace collegium::server::notifications {

using storage::Handle;

std::optional<storage::LocalId> tell(
    storage::WriteTx& tx, storage::Tables& tables, storage::LocalId number, Notice const& notice, Instant now
) {
    bool const about_thing = notice.thing != Handle{0};
    storage::ToldKey const key{notice.thing, notice.member, notice.news, notice.by};
    if (about_thing && tables.told.contains(tx, key)) return std::nullopt;
    if (!may_hear(tx, tables, notice)) return std::nullopt;
    tables.notifications.put(tx, {notice.member, number}, {notice.news, notice.by, notice.thing, storage::Seq{0}, now});
    if (about_thing) tables.told.put(tx, key, number);
    return number;
}

}  // namespace collegium::server::notifications
