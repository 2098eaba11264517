#include "server/mastodon/routes.hpp"

#include "server/mastodon/notification_routes.hpp"

#include "server/fronts.hpp"

namespace collegium::server::mastodon {

namespace {

std::vector<Route> all_subjects() {
    std::vector<Route> all;
    for (auto const subject :
         {instance_routes(), account_routes(), reading_routes(), status_routes(), notification_routes()})
        all.insert(all.end(), subject.begin(), subject.end());
    return all;
}

}  // namespace

std::span<Route const> routes() noexcept {
    static std::vector<Route> const all = all_subjects();
    return all;
}

}  // namespace collegium::server::mastodon
