#include "server/routes.hpp"

#include "server/api_gate.hpp"
#include "server/fronts.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

std::string_view take_segment(std::string_view& path) noexcept {
    auto const slash = path.find('/', 1);
    auto const segment = path.substr(0, slash);
    path.remove_prefix(segment.size());
    return segment;
}

// What the ':' segments matched; nothing if the path does not fit. A segment that cannot be decoded fits nothing.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
    std::vector<std::string> names;
    while (!pattern.empty() && !path.empty()) {
        auto const wanted = take_segment(pattern), given = take_segment(path);
        if (!wanted.starts_with("/:")) {
            if (wanted != given) return std::nullopt;
            continue;
        }
        auto name = percent_decoded(given.substr(1), false);
        if (!name || name->empty() || name->find('/') != std::string::npos) return std::nullopt;
        names.push_back(*std::move(name));
    }
    return pattern.empty() && path.empty() ? std::optional{std::move(names)} : std::nullopt;
}

std::vector<Route> all_routes() {
    std::vector<Route> all;
    for (auto const front :
         {activitypub::routes(),
          oauth::routes(),
          mastodon::routes(),
          streaming::routes(),
          client_to_server::routes(),
          extension::routes(),
          media::routes(),
          openid::routes(),
          operations::routes(),
          pages::routes()})
        all.insert(all.end(), front.begin(), front.end());
    return all;
}

}  // namespace

std::vector<Route> const& routes() {
    static std::vector<Route> const all = all_routes();
    return all;
}

Match find_route(Method method, std::string_view path) {
    auto const wanted = method == Method::head ? Method::get : method;
    bool const is_for_programs = is_api_path(path) || path.starts_with("/oauth/");
    if (is_for_programs && path.ends_with('/')) path.remove_suffix(1);  // clients write both (clients 2a, 2e.6)
    Match found;
    for (auto const& route : routes()) {
        auto names = match(route.pattern, path);
        if (!names) continue;
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += route.method == Method::get ? "GET, HEAD" : to_string(route.method);
        found.open_to_scripts = found.open_to_scripts || is_open_to_scripts(route);
        if (route.method != wanted) continue;
        found.route = &route;
        found.names = *std::move(names);
        return found;
    }
    return found;
}

}  // namespace collegium::server
