#include "server/mastodon/answers.hpp"

#include "server/mastodon/account_lookups.hpp"
#include "server/mastodon/relationship_entity.hpp"

namespace collegium::server::mastodon {

Response no_record() {
    return api_error(404, "Record not found");
}

Response invalid(std::string_view words) {
    return api_error(422, words);
}

std::optional<storage::Handle> account_in(App const& app, Call const& call) {
    return look(app, call, [&](View const& view) { return account_of(view, call.names.front()); });
}

Response relationship_with(App const& app, Call const& call, storage::Handle other) {
    return api_json(look(app, call, [&](View const& view) {
        return relationship_json(view, call.member->actor, other);
    }));
}

}  // namespace collegium::server::mastodon
