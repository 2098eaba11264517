// Publishing: from what is meant to the act that says it, for a program that waits and for a post whose time has come.
#pragma once

#include "federation/admit.hpp"
#include "server/mastodon/posting_draft.hpp"

namespace collegium::server::mastodon {

// Ready to be performed.
struct ReadyPost {
    federation::Composed composed;
    std::vector<storage::LocalId> media;  // pictures that become part of it
    std::optional<storage::Handle> accepted{};
};

std::variant<ReadyPost, Problem> ready_post(App const& app, Member const& member, Posting const& posting);

// The same for new words of a thing that is there.
std::variant<ReadyPost, Problem> ready_edit(
    App const& app,
    Member const& member,
    federation::timeline::PostView const& post,
    Posting const& posting,
    bool keep_media
);

}  // namespace collegium::server::mastodon
