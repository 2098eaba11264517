// The part of the table that is about what schools do with guides: adoptions, tools for measuring, and projects.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

using server::Method;

// clang-format off
constexpr Access projects_table[] = {
    {Method::get, "/post/:id/adopt", Needs::member_page},
    {Method::post, "/post/:id/adopt", Needs::member_form},
    {Method::get, "/post/:id/adoptions", Needs::nothing},
    {Method::get, "/adoptions", Needs::member_page},
    {Method::get, "/adoptions/:id/change", Needs::member_page},
    {Method::post, "/adoptions/:id/change", Needs::member_form},
    {Method::get, "/adoptions/:id/measure", Needs::member_page},
    {Method::post, "/adoptions/:id/measure", Needs::member_form},
    {Method::get, "/adoptions/:id/withdraw", Needs::member_page},
    {Method::post, "/adoptions/:id/withdraw", Needs::member_form},
    {Method::get, "/tools", Needs::nothing},
    {Method::get, "/c/:name/tools/write", Needs::member_page},
    {Method::post, "/c/:name/tools/write", Needs::member_form},
    {Method::get, "/c/:name/projects", Needs::nothing},
    {Method::get, "/c/:name/projects/write", Needs::member_page},
    {Method::post, "/c/:name/projects/write", Needs::member_form},
    {Method::get, "/post/:id/projects", Needs::nothing},
    {Method::get, "/post/:id/change-project", Needs::member_page},
    {Method::post, "/post/:id/change-project", Needs::member_form},
    {Method::get, "/post/:id/change-tool", Needs::member_page},
    {Method::post, "/post/:id/change-tool", Needs::member_form},
};
// clang-format on

}  // namespace

std::span<Access const> access_for_projects() noexcept {
    return projects_table;
}

}  // namespace collegium::tests
