// Scopes of tokens, apart from the store that keeps them.
#include "server/tokens.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

// What "follow" meant before scopes became finer.
constexpr std::string_view of_follow[] = {
    "read:blocks", "write:blocks", "read:follows", "write:follows", "read:mutes", "write:mutes"};

bool one_covers(std::string_view granted, std::string_view scope) noexcept {
    if (granted == scope) return true;
    if (granted == "follow") return std::ranges::find(of_follow, scope) != std::end(of_follow);
    return scope.starts_with(granted) && scope.substr(granted.size()).starts_with(':');
}

}  // namespace

bool covers(std::string_view granted, std::string_view scope) noexcept {
    while (!granted.empty()) {
        auto const end = std::min(granted.find(' '), granted.size());
        if (one_covers(granted.substr(0, end), scope)) return true;
        granted.remove_prefix(std::min(end + 1, granted.size()));
    }
    return false;
}

std::vector<std::string_view> const& known_scopes() {
    static std::vector<std::string_view> const all{
        "read",
        "read:accounts",
        "read:blocks",
        "read:bookmarks",
        "read:collections",
        "read:favourites",
        "read:filters",
        "read:follows",
        "read:lists",
        "read:mutes",
        "read:notifications",
        "read:search",
        "read:statuses",
        "write",
        "write:accounts",
        "write:blocks",
        "write:bookmarks",
        "write:collections",
        "write:conversations",
        "write:favourites",
        "write:filters",
        "write:follows",
        "write:lists",
        "write:media",
        "write:mutes",
        "write:notifications",
        "write:reports",
        "write:sameorigin",
        "write:statuses",
        "follow",
        "push",
        "profile",
        "admin:partners"};
    return all;
}

}  // namespace collegium::server
