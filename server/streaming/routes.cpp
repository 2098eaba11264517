#include "server/fronts.hpp"
#include "server/streaming/event_stream.hpp"
#include "server/streaming/web_socket_session.hpp"

namespace collegium::server::streaming {

namespace {

using enum Door;

// The token may stand elsewhere than in its field, so the handlers look for it themselves.
// clang-format off
constexpr Route table[] = {
    {Method::get, "/api/v1/streaming",                api, Who::anyone, get_streaming},
    {Method::get, "/api/v1/streaming/health",         api, Who::anyone, get_health},
    {Method::get, "/api/v1/streaming/:stream",        api, Who::anyone, get_event_stream},
    {Method::get, "/api/v1/streaming/:stream/:part",  api, Who::anyone, get_event_stream},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::streaming
