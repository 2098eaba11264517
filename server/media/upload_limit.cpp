#include "server/media/upload_limit.hpp"

#include "server/api_gate.hpp"
#include "server/routes.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::media {

namespace {

constexpr std::size_t around_it = std::size_t{64} << 10;  // the rest of the form
constexpr std::size_t pictures_of_profile = 2;

struct Door {
    Method method;
    std::string_view pattern;
    std::size_t pictures;
};
constexpr auto doors = std::to_array<Door>(
    {{Method::post, "/api/v1/media", 1},
     {Method::post, "/api/v2/media", 1},
     {Method::post, "/u/:name/uploadMedia", 1},
     {Method::patch, "/api/v1/accounts/update_credentials", pictures_of_profile}}
);

}  // namespace

std::size_t most_body(App const& app, Request const& head) {
    auto const match = find_route(head.method, head.path);
    if (match.route == nullptr) return 0;
    auto const fits = [&](auto const& door) {
        return door.method == match.route->method && door.pattern == match.route->pattern;
    };
    auto const* const door = std::ranges::find_if(doors, fits);
    if (door == doors.end()) return 0;
    Call call;
    call.request = head;
    bool const known = recognise_bearer(app, call).has_value() && call.member;
    if (!known || !call.bearer->may(match.route->scope)) return 0;
    return door->pictures * (app.node.settings.media.most_mib << 20) + around_it;
}

}  // namespace collegium::server::media
