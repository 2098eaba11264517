// Related: which questions belong together, by what people said below them.
#pragma once

#include "federation/timeline.hpp"

namespace collegium::federation::timeline {

struct RelatedThing {
    PostView thing;
    Relation relation{};
    bool counts = false;      // a duplicate by the word of this question's asker or facilitator; else a suggestion
    ActorView by;             // who said so
    storage::LocalId said{};  // number of their comment
};

// Those that are linked below this question, and those below which this question is linked. Each once, the strongest
// word of it; at most 50, duplicates first. Of very many links only some are looked at: those by whose word duplicates
// count, then the oldest here, and the newest of other questions.
std::vector<RelatedThing> related_to(
    storage::ReadTx const& tx, storage::Tables const& tables, Thread const& thread, Viewer const& viewer = {}
);

}  // namespace collegium::federation::timeline
