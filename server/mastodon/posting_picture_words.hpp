// Picture words: what an edit says of the pictures of a post, each on its own ("media_attributes", clients 2b).
#pragma once

#include "federation/admit.hpp"
#include "server/mastodon/posting_draft.hpp"

namespace collegium::server::mastodon {

struct PictureWords {
    PictureWords() = default;

    storage::LocalId picture{};
    std::optional<std::string> description;
    std::optional<std::string> focus;
};

// As a JSON list of objects, and as a form, where "media_attributes[][id]" comes as often as each of the others.
// Refuses what cannot be told apart, and words that no picture may have.
std::variant<std::vector<PictureWords>, Problem> picture_words_of(Parameters const& parameters);

// Gives the pictures of the draft their words. Refuses what is said of other pictures.
std::optional<Problem> describe_pictures(Draft& draft, std::vector<PictureWords> const& words);

// For perform(): notes where the eye should rest, which only this node's records hold.
federation::Alongside focusing(storage::Handle owner, std::vector<PictureWords> words);

}  // namespace collegium::server::mastodon
