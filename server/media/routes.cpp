#include "server/fronts.hpp"
#include "server/media/handlers.hpp"

namespace collegium::server::media {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::get,  "/media/:name",           open, Who::anyone, get_picture},

    {Method::post, "/api/v1/media",          api,  Who::member, post_media_at_once, "write:media"},
    {Method::post, "/api/v2/media",          api,  Who::member, post_media,         "write:media"},
    {Method::get,  "/api/v1/media/:id",      api,  Who::member, get_media,          "write:media"},
    {Method::put,  "/api/v1/media/:id",      api,  Who::member, put_media,          "write:media"},

    {Method::post, "/u/:name/uploadMedia",   api,  Who::member, post_upload, "write:media"},
    {Method::get,  "/u/:name/pictures/:id",  api,  Who::anyone, get_upload,  "read"},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::media
