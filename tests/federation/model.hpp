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
    enum class Kind {
        follow,
        undo_follow,
        accept_follow,
        create,
        update,
        erase,
        choose,
        undo_choose,
        like,
        dislike,
        undo_vote,
        undo_erase,
        lock,
        undo_lock,
        add_moderator,
        remove_moderator,
        announce,
        boost,
        undo_boost
    };

    Kind kind{};
    std::string id;
    std::string actor;
    std::string object;  // what is followed, created, updated, deleted, chosen
    std::string parent;  // of a reply
    std::string community;
    std::string undone;    // id of the activity that is undone or accepted
    std::string follower;  // of an accepted Follow
    bool declared_comment = false;
    std::uint64_t time = 0;     // seconds, of published or updated; of votes and choices, when they were made
    std::string reason{};       // of a removal
    bool down = false;          // the vote that is taken back was a Dislike
    std::vector<Act> inside{};  // what is announced
    std::string audience = "everyone";
    std::vector<std::string> named{};  // people whom the words name
    std::vector<std::string> tags{};
};

struct Thing {
    std::string author, parent, community;
    bool declared_comment = false;
    std::uint64_t updated = 0;
    std::string audience;
    std::set<std::string> named;
    std::vector<std::string> tags;
};

struct Ballot {
    bool up = false;
    std::string act, via;
    std::uint64_t time = 0;
};

class Model {
public:
    using Pair = std::pair<std::string, std::string>;

    Model(std::string own_origin, std::map<std::string, std::vector<std::string>> moderators)
        : own_origin_{std::move(own_origin)}, moderators_{std::move(moderators)} {}

    void apply(Act const& act);

    // "question", "answer", "comment", "post" or "unknown".
    std::string kind_of(std::string const& thing) const;
    std::string root_of(std::string const& thing) const;
    std::string community_of(std::string const& thing) const;
    std::string state_of(std::string const& thing) const;  // "visible", "deleted" or "removed"
    std::set<Pair> accepted() const;                       // question, answer

    std::map<std::string, Thing> const& things() const { return things_; }
    std::map<Pair, bool> following() const;                         // follower, followed: accepted
    std::map<Pair, Ballot> const& votes() const { return votes_; }  // thing, voter
    std::set<Pair> const& removals() const { return removals_; }    // thing, author or community
    std::set<Pair> const& locks() const { return locks_; }          // thing, community
    std::set<Pair> moderators() const;                              // community, person
    std::set<Pair> addressed() const;                               // thing, person
    std::set<Pair> boosters() const;                                // thing, who announced it
    std::set<Pair> liked() const;                                   // voter of ours, thing

private:
    struct Follow {
        std::string id;
        bool accepted = false;
    };

    // Each: whether the act is kept. What is refused may come again and be judged anew.
    bool take(Act const& act);
    bool follow(Act const& act);
    bool undo_follow(Act const& act);
    bool accept_follow(Act const& act);
    bool create(Act const& act);
    bool update(Act const& act);
    bool erase(Act const& act);
    bool undo_erase(Act const& act);
    bool choose(Act const& act);
    bool undo_choose(Act const& act);
    bool vote(Act const& act);
    bool undo_vote(Act const& act);
    bool decide(Act const& act, std::set<Pair>& rulings, bool lifts);
    bool appoint(Act const& act, bool lifts);
    bool boost(Act const& act);
    bool undo_boost(Act const& act);

    // Things that are not for everyone.
    bool concerns_us(Act const& act) const;
    bool is_followed_here(std::string const& person) const;
    bool is_about_kept(Act const& act) const;
    bool remember_undone(Act const& act);
    void remember_undone(std::string const& community, Act const& act);
    bool was_undone(std::string const& community, Act const& act) const;

    // What a community passes on.
    void announce(Act const& act);
    void stand_by(std::string const& community, Act const& act);
    void count_vote(std::string const& community, Act const& act);
    bool is_overtaken(Pair const& place, Act const& vote) const;
    bool may_take_back(std::string const& community, std::string const& thing, std::string const& via) const;
    bool is_removal(Act const& act) const;

    bool may_accept(std::string const& answer, std::string const& chooser) const;
    bool is_moderator(std::string const& community, std::string const& person) const;
    bool is_ours(std::string const& iri) const { return iri.starts_with(own_origin_ + "/"); }
    bool is_known(std::string const& thing) const { return things_.contains(thing); }

    std::string own_origin_;
    std::map<std::string, std::vector<std::string>> moderators_;  // by community, in the order of their coming
    std::set<std::string> seen_;                                  // by themselves
    std::set<Pair> passed_on_;                                    // community, what was inside an Announce of it
    std::set<Pair> undone_through_;              // a community, an act: it was taken back before it came
    std::map<std::string, std::string> undone_;  // acts that were undone before they came, and by whom
    std::map<std::string, Thing> things_;
    struct Choice {
        std::string vouched;  // the community that stands by it
        std::string id;       // of the newest
        std::uint64_t time = 0;
    };

    std::map<Pair, Follow> follows_;
    std::map<Pair, Choice> choices_;  // answer, chooser
    std::map<Pair, Ballot> votes_;
    std::map<Pair, std::string> boosts_;  // thing, who announced it: which act
    std::set<std::string> awaited_;       // that something known replies to
    std::set<Pair> removals_, locks_;
};

}  // namespace collegium::tests
