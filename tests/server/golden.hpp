// Golden files: what an entity looked like when somebody last read it through. A member that is missing, new or of
// another kind fails the test (clients 7, D8).
#pragma once

#include <string>
#include <string_view>

namespace collegium::tests {

// Compares a JSON value, laid out in lines, with tests/server/golden/<name>.json. With COLLEGIUM_WRITE_GOLDEN in the
// environment it is written instead, for somebody to read.
void check_golden(std::string_view name, std::string_view json);

}  // namespace collegium::tests
