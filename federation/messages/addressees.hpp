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

// The members of a community of this node who are members of this node: such an address, too.
std::string insiders_of(std::string_view community);

// One of those two, at this node. Somebody called "members", or a community of that name, is none.
bool is_kept_address(std::string_view origin, std::string_view iri) noexcept;

// Everybody at a node and at the nodes that both operators agreed with: an address that nobody's inbox stands behind.
// `origin` is of the node that knows them.
std::string partners_of(std::string_view origin);
bool is_partners_address(std::string_view iri) noexcept;

std::string followers_of(std::string_view actor);

// The same for the members of this node only: names of other nodes are left out.
Addressees kept_here(std::string_view origin, std::string_view community);

// The same for whoever is meant, where that is some of the members of this node and nobody else.
Addressees kept_as(std::string_view origin, Addressees wanted);

// For whom a draft is.
Addressees addressees_of(std::string_view origin, std::string_view author, QuestionDraft const& draft);
Addressees addressees_of(std::string_view origin, std::string_view author, ArticleDraft const& draft);
Addressees addressees_of(std::string_view origin, std::string_view author, AnswerDraft const& draft);
Addressees addressees_of(std::string_view origin, std::string_view author, NoteDraft const& draft);

}  // namespace collegium::federation
