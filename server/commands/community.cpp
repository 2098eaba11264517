#include "federation/founding.hpp"
#include "federation/node.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"

#include <iostream>

namespace collegium::server::commands {

using storage::ActorType;

void add_community(std::filesystem::path const& config, CommunityOptions const& options) {
    Opened opened{config};
    auto const keys = federation::Keyring::generate();
    auto const display = options.display_name.empty() ? options.name : options.display_name;
    federation::NewActor const actor{ActorType::group, options.name, display, options.summary};

    storage::IdSource ids{opened.clock, federation::newest_id(opened.store)};
    federation::Composer const composer{opened.settings.origin(), opened.clock, ids};
    storage::Store::Change<storage::Handle> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        auto const facilitator = federation::find_local_actor(tx, tables, options.facilitator, ActorType::person);
        if (!options.facilitator.empty() && !facilitator)
            return Result<storage::Handle>{
                Refusal{Reason::not_found, "the facilitator is nobody here: add the person first"}};
        return federation::found_community(
            tx, tables, opened.keyring, composer, opened.settings.origin(), actor, keys, facilitator, opened.clock.now()
        );
    };
    static_cast<void>(value_or_error(opened.store.write_now(change), "cannot add " + options.name));
    std::cout << "Added @" << options.name << '@' << opened.settings.node.domain << '\n';
}

}  // namespace collegium::server::commands
