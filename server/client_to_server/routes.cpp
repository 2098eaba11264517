#include "server/client_to_server/handlers.hpp"
#include "server/fronts.hpp"

namespace collegium::server::client_to_server {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::post, "/u/:name/outbox",  api,  Who::member, post_outbox, "write"},
    {Method::get,  "/u/:name/inbox",   api,  Who::member, get_inbox,   "read"},
    {Method::get,  "/u/:name/blocks/:id", api, Who::member, get_block, "read:blocks"},
    {Method::post, "/proxyUrl",        api,  Who::member, post_proxy,  "read"},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::client_to_server
