// Country: a store of a node that has heard of everybody: so many partners, and so many people at each.
#pragma once

#include "tests/journeys/school.hpp"

namespace collegium::bench {

struct Country {
    std::size_t partners = 38'000;
    std::size_t people_each = 23;  // with 38,000 partners, 874,000 people

    std::size_t people() const noexcept { return partners * people_each; }
};

// Writes them into the school's store, as agreements and fetched documents would have: addresses, an RSA key and a name
// for each. The node must not serve.
void fill(journeys::School const& school, Country const& country);

}  // namespace collegium::bench
