// Running: a community of a school says how it is run, as the page of its facilitators does it.
#pragma once

#include "tests/federation/village.hpp"

namespace collegium::tests {

void describe(School& school, std::string const& community, storage::CommunityRecord const& terms);

}  // namespace collegium::tests
