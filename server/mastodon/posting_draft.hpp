// From what a client sends to what is meant: a post, a reply, a question in a community, or a choice (clients 6a).
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/timeline.hpp"
#include "server/mastodon/posting_poll.hpp"

#include <string>
#include <variant>
#include <vector>

namespace collegium::server::mastodon {

// What the parameters of a call say.
struct Posting {
    Posting() = default;

    std::string text;         // tidy
    std::string in_reply_to;  // id
    std::string visibility;   // empty: as the member posts usually
    std::string language;     // the same
    std::string spoiler;
    bool sensitive = false;
    std::vector<std::string> media_ids;
    std::optional<PollWish> poll{};
    storage::LocalId waited_as{};  // the id under which it waited for its time; 0: it is said at once
};

Posting posting_of(Parameters const& parameters);

// What can be seen without asking the store: too long, nothing in it, or of a kind that does not exist here. Nothing if
// all is well.
std::optional<Problem> problem_of(Posting const& posting);

// The answer that is to be accepted.
struct ToAccept {
    storage::Handle answer{};
    federation::Judged judged;
};

struct Draft {
    std::variant<federation::NoteDraft, federation::QuestionDraft, ToAccept> said;
    std::vector<storage::LocalId> media;  // those of its pictures that the call names, in their order
    std::optional<federation::PollDraft> poll{};
};

// For the member who calls.
std::variant<Draft, Problem> draft_of(View const& view, Member const& member, Posting const& posting);

// The same for something that was said before: it keeps its place, its kind and its audience. `keep_media`: the call
// says nothing of pictures, so they stay.
std::variant<Draft, Problem> new_draft_of(
    View const& view, federation::timeline::PostView const& post, Posting const& posting, bool keep_media
);

}  // namespace collegium::server::mastodon
