#include "server/media/upload_limit.hpp"

#include "server/api_gate.hpp"
#include "server/cookies.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::media {

namespace {

constexpr std::size_t around_it = std::size_t{64} << 10;  // the rest of the form
constexpr std::size_t pictures_of_profile = 2;

struct PictureDoor {
    Method method;
    std::string_view pattern;
    std::size_t pictures;
};
constexpr auto doors = std::to_array<PictureDoor>(
    {{Method::post, "/api/v1/media", 1},
     {Method::post, "/api/v2/media", 1},
     {Method::post, "/u/:name/uploadMedia", 1},
     {Method::patch, "/api/v1/accounts/update_credentials", pictures_of_profile},
     {Method::post, "/settings/profile/pictures", pictures_of_profile},
     {Method::post, "/c/:name/ask", 1},
     {Method::post, "/post/:id/answer", 1},
     {Method::post, "/post/:id/comment", 1},
     {Method::post, "/post/:id/edit", 1},
     {Method::post, "/comment/:id/edit", 1},
     {Method::post, "/drafts/keep", 1},
     {Method::post, "/drafts/drop", 1}}
);

PictureDoor const* door_of(Route const& route) {
    auto const fits = [&](auto const& door) { return door.method == route.method && door.pattern == route.pattern; };
    auto const* const door = std::ranges::find_if(doors, fits);
    return door == doors.end() ? nullptr : door;
}

// By the token of a program, or by the cookie of a browser.
bool may_bring(App const& app, Request const& head, Route const& route) {
    if (route.door != Door::api) return app.sign_ins.member_of(cookies::value_of(head, cookies::sign_in)).has_value();
    Call call;
    call.request = head;
    bool const known = recognise_bearer(app, call).has_value() && call.member;
    return known && call.bearer->may(route.scope);
}

}  // namespace

std::size_t most_body(App const& app, Request const& head) {
    auto const match = find_route(head.method, head.path);
    if (match.route == nullptr) return 0;
    auto const* const door = door_of(*match.route);
    if (door == nullptr || !may_bring(app, head, *match.route)) return 0;
    return door->pictures * (app.node.settings.media.most_mib << 20) + around_it;
}

bool takes_pictures(Route const& route) noexcept {
    return door_of(route) != nullptr;
}

}  // namespace collegium::server::media
