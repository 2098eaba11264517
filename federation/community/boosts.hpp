// Boosts: what people and communities show to those who follow them, by an Announce, as lines of timelines.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// Keeps the actor's Announce of a thing as a line, once. Refuses unconcerned if nobody here cares (the thing is unknown
// or not for everyone, or neither is it ours nor is the announcer ours or followed here), and not_found and not_allowed
// to our own people for the same.
Result<void> boost(rules::Context const& context);

// A community passed on this thing: a line for those who follow it like somebody.
void show_in_timelines(rules::Context const& context, storage::Handle community, std::string_view thing);

// Takes the line of this Announce away. Refuses unconcerned if it no longer stands.
Result<void> withdraw_boost(rules::Context const& context, Activity const& announce);

}  // namespace collegium::federation::community
