// Filing: the lists in which a thing is found beside its thread: its community's, its tags', and those of the people
// whom it names.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// Puts a new thing into its lists.
void file(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Object const& object
);

// The words have changed; `record` is as it was before. Its old tags are left, and whom it names now may read it too.
void file_again(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Object const& object
);

// Those whom the words name may read them.
void add_readers(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Object const& object
);

// From one community's list into another's; 0 is none.
void move(
    rules::Context const& context,
    storage::Handle thing,
    storage::LocalId number,
    storage::Handle from,
    storage::Handle to
);

}  // namespace collegium::federation::community
