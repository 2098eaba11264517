#include "federation/community/poll_door.hpp"

#include "federation/community/moderation.hpp"
#include "federation/community/visibility.hpp"
#include "federation/messages/polls.hpp"
#include "storage/names.hpp"

namespace collegium::federation::community {

Result<void> check_ballot(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity, bool local
) {
    using storage::Audience;
    auto const* const object = activity.verb() == Verb::create ? activity.object() : nullptr;
    if (object == nullptr || !is_ballot(*object)) return {};
    auto const thing = storage::find_handle(tx, tables, reference_member(*object, "inReplyTo"));
    auto const record = thing ? tables.objects.get(tx, *thing) : std::nullopt;
    if (!record) return {};  // the rule says that it is not known
    // Who belongs there is for another node to know, and only partners could send it.
    bool const is_known_elsewhere =
        record->audience == Audience::partners ||
        (record->audience == Audience::community && !is_home(tx, tables, record->community));
    if (!local && is_known_elsewhere) return {};
    auto const voter = storage::find_handle(tx, tables, activity.actor().text()).value_or(storage::no_one);
    if (is_meant_for(tx, tables, Viewer::of_member(voter), *thing, *record)) return {};
    return Refusal{Reason::unconcerned, "a vote in a poll that we do not know"};
}

}  // namespace collegium::federation::community
