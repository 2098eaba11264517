#include "server/fronts.hpp"
#include "server/openid/handlers.hpp"

namespace collegium::server::openid {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::get,  "/sign-in/school",        open, Who::anyone, get_school},
    {Method::get,  "/sign-in/school/return", open, Who::anyone, get_return},
    {Method::get,  "/sign-in/school/name",   open, Who::anyone, get_name},
    {Method::post, "/sign-in/school/name",   form, Who::anyone, post_name},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::openid
