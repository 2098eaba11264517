// Required members: what clients need of each entity, as files in tests/server/golden/required. Each member has
// its kind, and the clients that break without it (clients 2d).
#pragma once

#include "crypto/json_value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::tests {

// What is wrong with an entity, in words that name the member and the clients: empty if nothing is. Other members may
// be there as well.
//
// Kinds: "digits" (an id), "text", "address" (absolute), "date" (2e.2), "day", "number", "flag", "object", "list",
// "object:NAME" and "list:NAME" (each is that entity). With '?' at the end null is as good.
std::vector<std::string> problems_with(JsonValue const& entity, std::string_view name);

// Fails the test for each problem.
void check_required(JsonValue const& entity, std::string_view name);

}  // namespace collegium::tests
