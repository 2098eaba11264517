// What a search finds, before it becomes JSON.
#pragma once

#include "server/mastodon/view.hpp"

#include <string>
#include <vector>

namespace collegium::server::mastodon {

struct SearchQuestion {
    std::string typed;  // without blanks around it
    std::string type;   // "accounts", "statuses" or "hashtags"; anything else: all three
    bool following = false;
    storage::Handle author{};  // 0: anybody's
    std::size_t offset = 0;
    std::size_t limit = 20;  // of each list
};

SearchQuestion question_of(Call const& call);

// By address or name, or by a part of a name. With `following` only those whom the member follows.
std::vector<storage::Handle> accounts_found(View const& view, SearchQuestion const& question);

// By the address of a post; else by its words, where there is an index of them. Only what this reader may see.
std::vector<storage::Handle> statuses_found(View const& view, SearchQuestion const& question);

// "algebra" or "#Algebra": names in lower case, without '#', of tags that something visible carries.
std::vector<std::string> tags_found(View const& view, SearchQuestion const& question);

}  // namespace collegium::server::mastodon
