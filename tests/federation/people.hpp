// People: pupils among the members of a school, and people who follow each other.
#pragma once

#include "tests/federation/other_server.hpp"

namespace collegium::tests {

// Gives somebody an account of that name, as a pupil's or not. A pupil's parents have agreed to everything.
void give_account(Person const& person, std::string const& name, bool pupil);

// Parents agree to all that a pupil may do here.
void agree_for(storage::WriteTx& tx, storage::Tables& tables, storage::Handle pupil);

std::string iri_of(Person const& person);

// The school reads somebody's document at their own school, as when a member types their name.
void meet(Village& village, School& school, std::string const& actor);

// Somebody follows somebody, who lets them in. Returns when both schools know.
void befriend(Village& village, Person const& follower, Person const& followed);

// A note of somebody's, done. Returns the act.
federation::Composed write(Person const& author, federation::NoteDraft const& draft);

// Whether a thing has come to a school at all.
bool has_arrived(School const& school, std::string const& thing);

// Whether somebody can read a thing at their own school.
bool can_read(Person const& reader, std::string const& thing);

}  // namespace collegium::tests
