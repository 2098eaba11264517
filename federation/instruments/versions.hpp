// Versions: every set of words that a tool for measuring ever had stays readable by its name.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::instruments {

// What a Create or Update says, before anything is written; nothing about what is no instrument. Refuses what
// instrument_in refuses, and malformed one that replies to something, and a thing that turns into or out of one.
Result<void> check_words(rules::Context const& context, Object const& object);

// Enters an instrument that stands now, and the version that its words are. Nothing for what is none.
void keep_version(rules::Context const& context, Object const& object);

// Words of a known instrument that are not newer than those that stand: a version all the same, which is passed on
// while the instrument is visible. Refuses unconcerned if there is nothing new in them, and what check_ban refuses.
Result<void> add_version(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::instruments
