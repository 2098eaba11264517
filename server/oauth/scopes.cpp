#include "server/oauth/scopes.hpp"

#include "config/phrase.hpp"
#include "server/tokens.hpp"

#include <algorithm>

namespace collegium::server::oauth {

namespace {

struct Meaning {
    std::string_view scope;
    std::string_view words;
};

constexpr Meaning meanings[] = {
    {"read", phrase("read everything that you can read here, with your notifications, your lists and your settings")},
    {"read:accounts", phrase("read your profile and the profiles of others")},
    {"read:blocks", phrase("see whom you have blocked")},
    {"read:bookmarks", phrase("see your bookmarks")},
    {"read:collections", phrase("see your collections")},
    {"read:favourites", phrase("see what you have favoured")},
    {"read:filters", phrase("see your filters")},
    {"read:follows", phrase("see whom you follow, which communities you have joined, and who follows you")},
    {"read:lists", phrase("see your lists")},
    {"read:mutes", phrase("see whom you have muted")},
    {"read:notifications", phrase("read your notifications")},
    {"read:search", phrase("search as you")},
    {"read:statuses", phrase("read the questions, answers and comments that you can read")},
    {"write",
     phrase("write, change and delete in your name: questions, answers, comments, pictures, your profile, your lists")},
    {"write:accounts", phrase("change your profile")},
    {"write:blocks", phrase("block people in your name")},
    {"write:bookmarks", phrase("set and remove bookmarks")},
    {"write:collections", phrase("change your collections")},
    {"write:conversations", phrase("mark conversations as read, and hide them")},
    {"write:favourites", phrase("favour things in your name")},
    {"write:filters", phrase("change your filters")},
    {"write:follows", phrase("follow people and join communities in your name")},
    {"write:lists", phrase("change your lists")},
    {"write:media", phrase("add pictures in your name")},
    {"write:mutes", phrase("mute people and discussions in your name")},
    {"write:notifications", phrase("clear your notifications")},
    {"write:reports", phrase("report things to the facilitators in your name")},
    {"write:sameorigin", phrase("write in your name about things that its makers' site holds")},
    {"write:statuses", phrase("write, change and delete questions, answers and comments in your name")},
    {"follow", phrase("follow, block and mute people, and join communities in your name")},
    {"push", phrase("have your device told when there is something new for you")},
    {"profile", phrase("know who you are: your name and your picture")},
    {"admin:partners", phrase("look after your school's partners, if you are an operator")},
};

}  // namespace

std::vector<std::string> split_scopes(std::string_view text) {
    std::vector<std::string> scopes;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(" \n\t"), text.size());
        std::string each{text.substr(0, end)};
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!each.empty() && std::ranges::find(scopes, each) == scopes.end()) scopes.push_back(std::move(each));
    }
    return scopes;
}

bool are_known(std::vector<std::string> const& scopes) {
    auto const& known = known_scopes();
    auto const is_known = [&](auto const& each) { return std::ranges::find(known, each) != known.end(); };
    return !scopes.empty() && std::ranges::all_of(scopes, is_known);
}

bool are_within(std::vector<std::string> const& scopes, std::string_view most) {
    return std::ranges::all_of(scopes, [&](auto const& each) { return covers(most, each); });
}

std::string joined(std::vector<std::string> const& scopes) {
    std::string text;
    for (auto const& each : scopes) text += (text.empty() ? "" : " ") + each;
    return text;
}

std::vector<std::string_view> in_words(std::vector<std::string> const& scopes) {
    std::vector<std::string_view> words;
    for (auto const& meaning : meanings)
        if (std::ranges::find(scopes, meaning.scope) != scopes.end()) words.push_back(meaning.words);
    return words;
}

}  // namespace collegium::server::oauth
