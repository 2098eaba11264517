// The part of the table of access that is about moderation, safeguarding and the audit log.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

using server::Method;

// clang-format off
constexpr Access rows_for_moderation[] = {
    {Method::get, "/operator/audit", Needs::operator_page},
    {Method::get, "/operator/audit/export", Needs::operator_page},
};
// clang-format on

}  // namespace

std::span<Access const> access_for_moderation() noexcept {
    return rows_for_moderation;
}

}  // namespace collegium::tests
