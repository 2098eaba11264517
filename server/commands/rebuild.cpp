#include "federation/apply.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <iostream>

namespace collegium::server::commands {

void rebuild_views(std::filesystem::path const& config) {
    Opened opened{config};
    std::string before, after;
    storage::Store::Change<std::uint64_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        before = tables.views_digest(tx);
        auto replayed = federation::rebuild(tx, tables, opened.settings.origin());
        after = tables.views_digest(tx);
        return replayed;
    };
    auto const replayed = value_or_error(opened.store.write_now(change), "the views could not be made again");
    std::cout << "Replayed " << replayed << " activities; the views are "
              << (before == after ? "the same as before.\n" : "different from before.\n");
}

}  // namespace collegium::server::commands
