// Publishing: from what is meant to the act that says it, for a program that waits and for a post whose time has come.
#pragma once

#include "federation/admit.hpp"
#include "server/mastodon/posting_picture_words.hpp"

namespace collegium::server::mastodon {

// Ready to be performed.
struct ReadyPost {
    federation::Composed composed;
    storage::LocalId shown{};  // under which it is found afterwards: an accepted answer is shown itself
    bool accepts = false;      // an answer
};

std::variant<ReadyPost, Problem> ready_post(App const& app, Member const& member, Posting const& posting);

// New words of a thing that is there, and of its pictures. Who heard of it in silence hears of its changes too.
std::variant<federation::Composed, Problem> ready_edit(
    App const& app,
    Member const& member,
    federation::timeline::PostView const& post,
    Posting const& posting,
    std::vector<PictureWords> const& picture_words,
    bool keep_media
);

}  // namespace collegium::server::mastodon
