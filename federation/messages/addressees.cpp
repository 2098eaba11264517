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
    std::string_view thread{};  // what it replies in; may be empty
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

// Who knows the partners: the node of the community, or else the one where the thread began.
std::string_view home_of(Told const& told) {
    for (auto const place : {told.community, told.thread})
        if (auto const after = place.find('/', std::string_view{"https://"}.size()); after != std::string_view::npos)
            return place.substr(0, after);
    return told.origin;
}

// Whoever follows the author hears of it where this node knows who its partners are.
Addressees for_partners(Told const& told) {
    auto const home = home_of(told);
    Addressees all{{partners_of(home)}, {}, std::string{told.community}};
    add(all.to, told.community);
    add(all.to, told.parent_author);
    if (home == told.origin) add(all.cc, followers_of(told.author));
    add_all(all.cc, told.named);
    return all;
}

// For nobody but its author where the community is another node's.
Addressees for_insiders(Told const& told) {
    if (!is_at(told.origin, told.community)) return {};
    return {{insiders_of(told.community)}, {}, std::string{told.community}};
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
        case storage::Audience::partners: return for_partners(told);
        case storage::Audience::insiders: return for_insiders(told);
    }
    return kept_here(told.origin, "");
}

}  // namespace

std::string members_of(std::string_view origin) {
    return std::string{origin} + "/members";
}

std::string insiders_of(std::string_view community) {
    return members_of(community);
}

bool is_kept_address(std::string_view origin, std::string_view iri) noexcept {
    constexpr std::string_view community = "/c/", members = "/members";
    if (!is_at(origin, iri)) return false;
    iri.remove_prefix(origin.size());
    if (iri == members) return true;
    if (!iri.starts_with(community)) return false;
    iri.remove_prefix(community.size());
    return iri.size() > members.size() && iri.find('/') == iri.size() - members.size() && iri.ends_with(members);
}

std::string partners_of(std::string_view origin) {
    return std::string{origin} + "/partners";
}

bool is_partners_address(std::string_view iri) noexcept {
    constexpr std::string_view scheme = "https://";
    return iri.starts_with(scheme) && iri.ends_with("/partners") && iri.find('/', scheme.size()) == iri.rfind('/');
}

std::string followers_of(std::string_view actor) {
    return std::string{actor} + "/followers";
}

Addressees kept_here(std::string_view origin, std::string_view community) {
    return {{members_of(origin)}, {}, is_at(origin, community) ? std::string{community} : std::string{}};
}

Addressees kept_as(std::string_view origin, Addressees wanted) {
    bool const stays = wanted.cc.empty() && !wanted.to.empty() &&
                       std::ranges::all_of(wanted.to, [&](auto const& iri) { return is_kept_address(origin, iri); });
    return stays ? wanted : kept_here(origin, wanted.community);
}

Addressees addressees_of(std::string_view origin, std::string_view author, QuestionDraft const& draft) {
    return addressees({origin, author, draft.audience, draft.community, {}, {}, false});
}

Addressees addressees_of(std::string_view origin, std::string_view author, ArticleDraft const& draft) {
    return addressees({origin, author, draft.audience, draft.community, {}, {}, false});
}

Addressees addressees_of(std::string_view origin, std::string_view author, AnswerDraft const& draft) {
    return addressees({origin, author, draft.audience, draft.community, draft.asker, {draft.asker}, true, draft.context}
    );
}

Addressees addressees_of(std::string_view origin, std::string_view author, NoteDraft const& draft) {
    Names named;
    for (auto const& each : draft.mentions) named.push_back(each.iri);
    return addressees(
        {origin,
         author,
         draft.audience,
         draft.community,
         draft.parent_author,
         named,
         !draft.parent.empty(),
         draft.context}
    );
}

}  // namespace collegium::federation
