// Opinions: what the rules about votes and about marks have in common.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// What an act is about, if it has come.
std::optional<storage::ObjectRecord> thing_of(rules::Context const& context, Activity const& act);

// Whether the community has passed on what is done now: then that counts, and not this.
bool came_through(rules::Context const& context, storage::Handle community);

}  // namespace collegium::federation::community
