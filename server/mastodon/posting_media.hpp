// The pictures that become part of a status.
#pragma once

#include "server/mastodon/posting_draft.hpp"

namespace collegium::server::mastodon {

struct ChosenMedia {
    std::vector<federation::Attached> attached;
    std::vector<storage::LocalId> numbers;  // theirs, in the same order
};

// What stood there when the call was looked at may be taken when the post is entered.
constexpr Problem lost_picture{422, "One of the pictures is not there any more. Add it again."};

// The pictures with these ids: the member's own that are part of nothing yet, and, where `post` is being changed, what
// it has already. Those that wait with a post for its time are part of that one (`waited_as`).
std::variant<ChosenMedia, Problem> choose_media(
    View const& view,
    storage::Handle member,
    std::vector<std::string> const& ids,
    federation::timeline::PostView const* post,
    storage::LocalId waited_as
);

}  // namespace collegium::server::mastodon
