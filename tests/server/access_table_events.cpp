// The part of the table that is about events, signposts, feeds, and what is counted for people to look at.
#include "tests/server/access_table.hpp"

namespace collegium::tests {

namespace {

using server::Method;

// clang-format off
constexpr Access event_rows[] = {
    {Method::get, "/operator/health", Needs::operator_page},
    {Method::post, "/operator/exchange", Needs::operator_form},
    {Method::post, "/operator/holiday", Needs::operator_form},
    {Method::get, "/about/what-leaves", Needs::member_page},
    {Method::get, "/c/:name/pulse", Needs::member_page},
    {Method::get, "/c/:name/questions.atom", Needs::nothing},
    {Method::get, "/c/:name/guides.atom", Needs::nothing},
    {Method::get, "/u/:name/posts.atom", Needs::nothing},
    {Method::post, "/operator/partners/:name/test", Needs::operator_form},
    {Method::get, "/c/:name/events", Needs::nothing},
    {Method::get, "/c/:name/events.ics", Needs::nothing},
    {Method::get, "/c/:name/events/new", Needs::member_page},
    {Method::post, "/c/:name/events/new", Needs::member_form},
    {Method::post, "/post/:id/attend", Needs::member_form},
    {Method::post, "/post/:id/capture", Needs::member_form},
    {Method::get, "/post/:id/change-event", Needs::member_page},
    {Method::post, "/post/:id/change-event", Needs::member_form},
    {Method::post, "/post/:id/cancel", Needs::member_form},
    {Method::get, "/calendar/:account/:token", Needs::nothing},
    {Method::get, "/c/:name/signposts", Needs::nothing},
    {Method::get, "/c/:name/signposts/new", Needs::member_page},
    {Method::post, "/c/:name/signposts/new", Needs::member_form},
    {Method::get, "/post/:id/change-signpost", Needs::member_page},
    {Method::post, "/post/:id/change-signpost", Needs::member_form},
};
// clang-format on

}  // namespace

std::span<Access const> access_for_events() noexcept {
    return event_rows;
}

}  // namespace collegium::tests
