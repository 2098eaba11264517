#include "federation/founding.hpp"

#include "federation/apply.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

using storage::Handle;

Result<Handle> found_community(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Keyring const& keyring,
    Composer const& composer,
    std::string_view origin,
    NewActor const& community,
    ActorKeys const& keys,
    std::optional<Handle> facilitator,
    Instant now
) {
    auto const handle = create_local_actor(tx, tables, keyring, origin, community, keys, now);
    if (!handle || !facilitator) return handle;
    Author const author{storage::iri_of(tx, tables, *handle), std::make_shared<ActorKeys const>(keys)};
    auto const person = storage::iri_of(tx, tables, *facilitator);
    auto const appointment = composer.add(author, person, Collection::moderators, author.iri);
    Effects effects;  // nobody follows it yet, so nobody has to be told
    auto const appointed = apply(tx, tables, origin, appointment.activity, {true, appointment.number, now}, effects);
    if (!appointed) return appointed.error();
    return handle;
}

}  // namespace collegium::federation
