// Random histories: what a dozen people at three institutions do, in the order in which it reaches one node. Each
// person's acts keep their order, as delivery lanes keep it; between people anything may overtake anything.
#pragma once

#include "federation/messages/activity.hpp"
#include "tests/federation/model.hpp"

#include <random>

namespace collegium::tests {

struct Cast {
    std::string own_origin = "https://north.test";
    std::vector<std::string> people{
        "https://north.test/u/ada",
        "https://north.test/u/ben",
        "https://north.test/u/mod",
        "https://east.test/u/cai",
        "https://east.test/u/dee",
        "https://east.test/u/eli",
        "https://west.test/u/fay",
        "https://west.test/u/gus"};
    std::string moderator = "https://north.test/u/mod";  // of both communities, always
    std::string apprentice = "https://west.test/u/gus";  // made and unmade a moderator by others
    std::vector<std::string> communities{"https://north.test/c/club", "https://east.test/c/algebra"};
};

class History {
public:
    History(Cast cast, std::uint32_t seed) : cast_{std::move(cast)}, random_{seed} {}

    // The next act to arrive; now and then one that came before.
    Act next();

private:
    std::size_t below(std::size_t most) { return std::uniform_int_distribution<std::size_t>{0, most - 1}(random_); }
    bool one_in(unsigned times) { return below(times) == 0; }
    std::string fresh(std::string const& actor, std::string const& kind);

    Act make(std::string const& actor);
    Act make_accept(std::string const& actor);
    Act make_announce(std::string const& actor);
    Act make_vote(std::string const& actor);
    Act make_decision(std::string const& actor);
    Act make_create(std::string const& actor);
    Act make_about_own(std::string const& actor, Act::Kind kind);
    Act make_erase(std::string const& actor);
    Act make_choose(std::string const& actor);
    Act make_follow(std::string const& actor);
    Act make_boost(std::string const& actor);
    void choose_audience(Act& act);

    struct Thing {
        std::string iri, community;
    };
    Thing some_thing();

    Cast cast_;
    std::mt19937 random_;
    std::uint64_t counter_ = 0;
    std::vector<Thing> things_;                            // created, though perhaps not arrived
    std::map<std::string, std::vector<std::string>> own_;  // author, things
    std::map<std::string, std::vector<Act>> waiting_;      // on the way, by actor, in order
    std::map<std::string, std::vector<Act>> votes_;        // by voter
    std::vector<Act> boosts_;                              // that may be taken back
    std::vector<std::string> decided_;                     // things that moderators looked at
    std::vector<Act> standing_;                            // follows and choices that may be undone
    std::vector<Act> arrived_;
};

// The act as the wire would carry it.
federation::Activity to_activity(Act const& act);

}  // namespace collegium::tests
