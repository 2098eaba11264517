#include "server/mastodon/pictures.hpp"

namespace collegium::server::mastodon {

namespace {

std::string brought(App const& app, std::string const& file, std::string_view otherwise) {
    return app.browser_origin + (file.empty() ? "/assets/" + std::string{otherwise} : "/media/" + file);
}

}  // namespace

std::string avatar_of(App const& app, storage::ActorRecord const& actor, storage::ProfileRecord const& profile) {
    bool const is_community = actor.type == storage::ActorType::group;
    return brought(app, profile.avatar, is_community ? "community.png" : "person.png");
}

std::string header_of(App const& app, storage::ProfileRecord const& profile) {
    return brought(app, profile.header, "header.png");
}

std::string thumbnail(App const& app) {
    return app.browser_origin + "/assets/thumbnail.png";
}

}  // namespace collegium::server::mastodon
