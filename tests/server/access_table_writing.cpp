// The part of the table that is about writing: the forms of it, their drafts, and what their script asks for.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

using server::Method;

// clang-format off
constexpr Access writing_table[] = {
    {Method::get, "/c/:name/ask", Needs::member_page},
    {Method::post, "/c/:name/ask", Needs::member_form},
    {Method::post, "/post/:id/answer", Needs::member_form},
    {Method::get, "/post/:id/edit", Needs::member_page},
    {Method::post, "/post/:id/edit", Needs::member_form},
    {Method::get, "/comment/:id/edit", Needs::member_page},
    {Method::post, "/comment/:id/edit", Needs::member_form},
    {Method::post, "/post/:id/comment", Needs::member_form},
    {Method::get, "/assets/writing.js", Needs::nothing},
    {Method::get, "/drafts", Needs::member_page},
    {Method::post, "/drafts/keep", Needs::member_form},
    {Method::post, "/drafts/drop", Needs::member_form},
    {Method::get, "/write/similar", Needs::member_page},
    {Method::get, "/write/complete", Needs::member_page},
    {Method::post, "/write/preview", Needs::member_form},
};
// clang-format on

}  // namespace

std::span<Access const> access_for_writing() noexcept {
    return writing_table;
}

}  // namespace collegium::tests
