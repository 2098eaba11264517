#include "federation/messages/addressees.hpp"

#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation {

using vocabulary::public_audience;

namespace {

using Names = std::vector<std::string>;

bool is_at(std::string_view origin, std::string_view iri) {
    return iri.starts_with(origin) && iri.size() > origin.size() && iri[origin.size()] == '/';
}

// What the addressing of a draft depends on. May be empty: the community, and whom it replies to.
struct Told {
    std::string_view origin, author;
    storage::Audience audience;
    std::string_view community, parent_author;
    Names named;
    bool replies;
};

void add(Names& names, std::string_view iri) {
    if (!iri.empty() && std::ranges::find(names, iri) == names.end()) names.emplace_back(iri);
}

void add_all(Names& names, Names const& others) {
    for (auto const& each : others) add(names, each);
}

// A question goes to its community; a reply to the one whom it replies to, by way of the community.
Addressees for_everyone(Told const& told) {
    Addressees all{{std::string{public_audience}}, {}, std::string{told.community}};
    add(all.to, told.replies ? told.parent_author : told.community);
    if (told.replies) add(all.cc, told.community);
    add(all.cc, followers_of(told.author));
    for (auto const& each : told.named)
        if (std::ranges::find(all.to, each) == all.to.end()) add(all.cc, each);
    return all;
}

Addressees quietly(Told const& told) {
    Addressees all{{followers_of(told.author)}, {std::string{public_audience}}, std::string{told.community}};
    add(all.cc, told.community);
    add(all.cc, told.parent_author);
    add_all(all.cc, told.named);
    return all;
}

Addressees for_community(Told const& told) {
    if (told.community.empty()) return kept_here(told.origin, "");
    Addressees all{{followers_of(told.community)}, {}, std::string{told.community}};
    add(all.to, told.community);
    add(all.cc, told.parent_author);
    add_all(all.cc, told.named);
    return all;
}

Addressees for_named(Told const& told) {
    Addressees all;
    add_all(all.to, told.named);
    return all;
}

Addressees addressees(Told const& told) {
    switch (told.audience) {
        case storage::Audience::everyone: return for_everyone(told);
        case storage::Audience::quiet: return quietly(told);
        case storage::Audience::community: return for_community(told);
        case storage::Audience::followers: return {{followers_of(told.author)}, told.named, ""};
        case storage::Audience::here: return kept_here(told.origin, told.community);
        case storage::Audience::named: return for_named(told);
    }
    return kept_here(told.origin, "");
}

}  // namespace

std::string members_of(std::string_view origin) {
    return std::string{origin} + "/members";
}

std::string followers_of(std::string_view actor) {
    return std::string{actor} + "/followers";
}

Addressees kept_here(std::string_view origin, std::string_view community) {
    return {{members_of(origin)}, {}, is_at(origin, community) ? std::string{community} : std::string{}};
}

Addressees addressees_of(std::string_view origin, std::string_view author, QuestionDraft const& draft) {
    return addressees({origin, author, draft.audience, draft.community, {}, {}, false});
}

Addressees addressees_of(std::string_view origin, std::string_view author, ArticleDraft const& draft) {
    return addressees({origin, author, draft.audience, draft.community, {}, {}, false});
}

Addressees addressees_of(std::string_view origin, std::string_view author, AnswerDraft const& draft) {
    return addressees({origin, author, draft.audience, draft.community, draft.asker, {draft.asker}, true});
}

Addressees addressees_of(std::string_view origin, std::string_view author, NoteDraft const& draft) {
    Names named;
    for (auto const& each : draft.mentions) named.push_back(each.iri);
    return addressees(
        {origin, author, draft.audience, draft.community, draft.parent_author, named, !draft.parent.empty()}
    );
}

}  // namespace collegium::federation
