// The pictures that become part of a status.
#pragma once

#include "server/mastodon/posting_draft.hpp"

namespace collegium::server::mastodon {

struct ChosenMedia {
    std::vector<federation::Attached> attached;
    std::vector<storage::LocalId> fresh;  // brought for this status, to be marked as part of it
};

// The pictures with these ids: the member's own that are part of nothing yet, and, where `post` is being changed, what
// it has already.
std::variant<ChosenMedia, Problem> choose_media(
    View const& view,
    storage::Handle member,
    std::vector<std::string> const& ids,
    federation::timeline::PostView const* post
);

// Marks these as part of the thing of that number. What is part of something already stays there.
boost::asio::awaitable<void> claim_media(
    App const& app, storage::Handle owner, std::vector<storage::LocalId> pictures, storage::LocalId number
);

}  // namespace collegium::server::mastodon
