// Entering: what is asked of guides, and of changes that others suggest, once, when they come in. It is not asked again
// when the log is replayed: who is a pupil changes, and words are erased.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::guides {

// origin: of this node; local: a member of ours did it. Refuses to members: not_allowed a guide that names a pupil and
// goes out, a draft that is for more people than this school, and a state that a guide's does not lead to (may_follow);
// not_allowed where the community asks for other authors (authorship.hpp), also of others who write for one of ours;
// conflict for a version that does not follow the standing one, as words that came in between would be gone;
// too_large an answer with a reason beyond longest_reason; not_allowed to pupils who suggest something to another
// school. To others who suggest something to a pupil:
// unconcerned, for them that guide does not exist.
Result<void> check_entering(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    Activity const& activity,
    bool local
);

}  // namespace collegium::federation::guides
