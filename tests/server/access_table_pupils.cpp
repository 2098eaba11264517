// The part of the rows_for_pupils that is about pupils: consent, and what student councils say.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

using server::Method;

// clang-format off
constexpr Access rows_for_pupils[] = {
    {Method::get, "/settings/consent", Needs::member_page},
    {Method::post, "/settings/consent", Needs::member_form},
    {Method::get, "/settings/consent/withdraw", Needs::member_page},
    {Method::post, "/settings/consent/withdraw", Needs::member_form},
    {Method::get, "/safeguarding/pupils", Needs::member_page},
    {Method::get, "/safeguarding/pupils/:name", Needs::member_page},
    {Method::post, "/safeguarding/pupils/:name", Needs::member_form},
    {Method::get, "/safeguarding/pupils/:name/withdraw", Needs::member_page},
    {Method::post, "/safeguarding/pupils/:name/withdraw", Needs::member_form},
    {Method::get, "/post/:id/statement", Needs::member_page},
    {Method::post, "/post/:id/statement", Needs::member_form},
    {Method::get, "/c/:name/statements", Needs::member_page},
    {Method::get, "/c/:name/statements/:id", Needs::member_page},
    {Method::post, "/c/:name/statements/:id", Needs::member_form},
    {Method::get, "/comment/:id/statement/withdraw", Needs::member_page},
    {Method::post, "/comment/:id/statement/withdraw", Needs::member_form},
};
// clang-format on

}  // namespace

std::span<Access const> access_for_pupils() noexcept {
    return rows_for_pupils;
}

}  // namespace collegium::tests
