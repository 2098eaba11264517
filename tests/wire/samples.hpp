// Samples: what this node sends, as FEDERATION.md shows it. Composed by the real composer, at a fixed time and with a
// published key, so that each run gives the same bytes.
#pragma once

#include <string>
#include <vector>

namespace collegium::tests {

struct Sample {
    std::string name;
    std::string json;  // indented
};

std::vector<Sample> samples();

}  // namespace collegium::tests
