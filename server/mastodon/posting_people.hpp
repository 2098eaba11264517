// Whom a text names: the people and communities that we know behind "@ada" and "@ada@uni.test".
#pragma once

#include "federation/messages/drafts.hpp"
#include "server/mastodon/view.hpp"

#include <string>
#include <vector>

namespace collegium::server::mastodon {

struct NamedActor {
    storage::Handle handle{};
    federation::Mentioned mention;
    std::string written;  // "@algebra", as it stands in the text
    bool community = false;
};

// In the order of the names, at most 50. Names of nobody whom we know, or whom this reader may not see, are passed
// over.
std::vector<NamedActor> named_actors(View const& view, std::vector<std::string> const& names);

// "@name@host" of an actor that we know.
federation::Mentioned mention_of(View const& view, storage::Handle actor);

}  // namespace collegium::server::mastodon
