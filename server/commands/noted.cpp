#include "server/commands/noted.hpp"

#include "server/audit/audit.hpp"

#include <iostream>

namespace collegium::server::commands {

void note_done(storage::Store& store, Instant now, std::string const& what, std::string const& about) {
    storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx,
                                                                storage::Tables& tables) -> Result<storage::Nothing> {
        audit::note(tx, tables, {"console", what, about, ""}, now);
        return storage::Nothing{};
    };
    auto const noted = store.write_now(change);
    if (!noted) std::cerr << "collegium: this is not in the audit log: " << noted.error().detail() << '\n';
}

}  // namespace collegium::server::commands
