#include "federation/entering.hpp"

#include "federation/adoption/entering.hpp"
#include "federation/community/contact.hpp"
#include "federation/community/poll_door.hpp"
#include "federation/community/sponsors.hpp"
#include "federation/guides/entering.hpp"
#include "federation/reviews/entering.hpp"
#include "federation/statements/entering.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace {

bool is_shut_out(storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity) {
    auto const actor = storage::find_handle(tx, tables, activity.actor().text());
    return actor && tables.hidden.contains(tx, *actor);
}

// Nothing is sent a second time: what somebody takes back while they are shut out would stand here again afterwards.
bool takes_back(Activity const& activity) noexcept {
    auto const verb = activity.verb();
    return verb == Verb::delete_ || verb == Verb::undo || verb == Verb::reject;
}

}  // namespace

Result<void> check_entering(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    Activity const& activity,
    bool local
) {
    if (!local && !takes_back(activity) && is_shut_out(tx, tables, activity))
        return Refusal{Reason::not_allowed, "shut out by the moderators of this node"};
    if (auto const fits = community::check_contact(tx, tables, origin, activity, local); !fits) return fits;
    if (auto const votes = community::check_ballot(tx, tables, activity, local); !votes) return votes;
    auto const runs = local ? community::check_appointment(tx, tables, activity) : Result<void>{};
    if (!runs) return runs;
    if (auto const kept = guides::check_entering(tx, tables, origin, activity, local); !kept) return kept;
    if (auto const judged = reviews::check_entering(tx, tables, origin, activity, local); !judged) return judged;
    if (auto const adopted = adoption::check_entering(tx, tables, activity, local); !adopted) return adopted;
    return statements::check_entering(tx, tables, origin, activity, local);
}

}  // namespace collegium::federation
