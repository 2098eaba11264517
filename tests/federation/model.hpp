// The reference model: what a history means, written as simply as possible and without regard to speed. It keeps facts
// in the order of their arrival and works out kinds, threads and acceptances from scratch at the end.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace collegium::tests {

struct Act {  // one activity, reduced to what the model needs
    enum class Kind { follow, undo_follow, accept_follow, create, update, erase, choose, undo_choose };

    Kind kind{};
    std::string id;
    std::string actor;
    std::string object;  // what is followed, created, updated, deleted, chosen
    std::string parent;  // of a reply
    std::string community;
    std::string undone;    // id of the activity that is undone or accepted
    std::string follower;  // of an accepted Follow
    bool declared_comment = false;
    std::uint64_t time = 0;  // seconds, of published or updated
};

struct Thing {
    std::string author, parent, community;
    bool declared_comment = false;
    std::uint64_t updated = 0;
    bool deleted = false, removed = false;
};

class Model {
public:
    Model(std::string own_origin, std::set<std::string> moderators)
        : own_origin_{std::move(own_origin)}, moderators_{std::move(moderators)} {}

    void apply(Act const& act);

    // "question", "answer", "comment" or "unknown".
    std::string kind_of(std::string const& thing) const;
    std::string root_of(std::string const& thing) const;
    std::string community_of(std::string const& thing) const;
    std::set<std::pair<std::string, std::string>> accepted() const;  // question, answer

    std::map<std::string, Thing> const& things() const { return things_; }
    std::map<std::pair<std::string, std::string>, bool> following() const;  // follower, followed: accepted

private:
    struct Follow {
        std::string id;
        bool accepted = false;
    };

    bool may_accept(std::string const& answer, std::string const& chooser) const;
    bool is_ours(std::string const& iri) const { return iri.starts_with(own_origin_ + "/"); }
    void erase(Act const& act);
    void choose(Act const& act);

    std::string own_origin_;
    std::set<std::string> moderators_;  // of our community
    std::set<std::string> seen_;
    std::map<std::string, Thing> things_;
    std::map<std::string, std::string> tombstones_;  // thing, who deleted it before it came
    std::map<std::pair<std::string, std::string>, Follow> follows_;
    std::map<std::pair<std::string, std::string>, std::string> choices_;  // answer, chooser => the newest choice's id
    std::map<std::string, std::pair<std::string, std::string>> choice_ids_;
};

}  // namespace collegium::tests
