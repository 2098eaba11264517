// Filing: the lists in which a thing is found beside its thread: its community's, its tags', its context's, those of
// the people whom it names and of the things that it links, and the list of its own versions.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// Puts a new thing into its lists.
void file(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Object const& object
);

// The words have changed; `record` is as it was before. Its old lists are left, and whom it names now may read it too.
void file_again(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Object const& object
);

// Those whom the words name may read them.
void add_readers(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Object const& object
);

// The name under which a community's questions with this word in their context are filed.
std::string place_by_context(std::string_view community, std::string_view facet);

// From one community's list into another's; 0 is none.
void move(
    rules::Context const& context,
    storage::Handle thing,
    storage::LocalId number,
    storage::Handle from,
    storage::Handle to
);

}  // namespace collegium::federation::community
