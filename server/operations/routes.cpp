#include "server/fronts.hpp"
#include "server/operations/handlers.hpp"

namespace collegium::server::operations {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::get, "/healthz", open, Who::anyone, get_healthz},
    {Method::get, "/readyz",  open, Who::anyone, get_readyz},
    {Method::get, "/metrics", open, Who::anyone, get_metrics},
    {Method::get, "/.well-known/security.txt", open, Who::anyone, get_security_contact},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::operations
