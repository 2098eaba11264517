// The part of the table that is about watching over a node.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

using server::Method;

// clang-format off
constexpr Access operations_rows[] = {
    {Method::get, "/about/accessibility", Needs::nothing},
    {Method::get, "/about/partner-card", Needs::nothing},
    {Method::get, "/healthz", Needs::nothing},
    {Method::get, "/readyz", Needs::nothing},
    {Method::get, "/metrics", Needs::nothing},  // and gives nothing without the token: operations_test.cpp
    {Method::get, "/.well-known/security.txt", Needs::nothing},
};
// clang-format on

}  // namespace

std::span<Access const> access_for_operations() noexcept {
    return operations_rows;
}

}  // namespace collegium::tests
