// The part of the table of access that is about moderation, safeguarding and the audit log.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

using server::Method;

// clang-format off
constexpr Access rows_for_moderation[] = {
    {Method::get, "/operator/audit", Needs::operator_page},
    {Method::get, "/operator/audit/export", Needs::operator_page},
    {Method::get, "/moderation", Needs::member_page},
    {Method::get, "/moderation/watch-lists", Needs::member_page},
    {Method::post, "/moderation/watch-lists", Needs::member_form},
    {Method::get, "/moderation/:id", Needs::member_page},
    {Method::post, "/moderation/:id", Needs::member_form},
    {Method::get, "/decisions", Needs::member_page},
    {Method::post, "/decisions", Needs::member_form},
    {Method::get, "/tell-safeguarding", Needs::member_page},
    {Method::post, "/tell-safeguarding", Needs::member_form},
    {Method::get, "/safeguarding/cases", Needs::member_page},
    {Method::get, "/safeguarding/cases/:id", Needs::member_page},
    {Method::post, "/safeguarding/cases/:id", Needs::member_form},
    {Method::post, "/safeguarding/cases/:id/evidence", Needs::member_form},
};
// clang-format on

}  // namespace

std::span<Access const> access_for_moderation() noexcept {
    return rows_for_moderation;
}

}  // namespace collegium::tests
