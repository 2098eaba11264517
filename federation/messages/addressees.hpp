// Addressees: whom an act or a thing is for, as names on the wire.
#pragma once

#include "federation/messages/drafts.hpp"

#include <string_view>

namespace collegium::federation {

// IRIs. The community is the one that the thing is in; may be empty.
struct Addressees {
    std::vector<std::string> to;
    std::vector<std::string> cc;
    std::string community;
};

// Those who belong to this node: an address that nobody's inbox stands behind. What is addressed to it never leaves.
std::string members_of(std::string_view origin);

std::string followers_of(std::string_view actor);

// The same for the members of this node only: names of other nodes are left out.
Addressees kept_here(std::string_view origin, std::string_view community);

// For whom a draft is.
Addressees addressees_of(std::string_view origin, std::string_view author, QuestionDraft const& draft);
Addressees addressees_of(std::string_view origin, std::string_view author, ArticleDraft const& draft);
Addressees addressees_of(std::string_view origin, std::string_view author, AnswerDraft const& draft);
Addressees addressees_of(std::string_view origin, std::string_view author, NoteDraft const& draft);

}  // namespace collegium::federation
