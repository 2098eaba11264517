// Run: half a minute in the life of a town, at random. Members act, roads break, nodes die; then everything heals.
#pragma once

#include "tests/convergence/tally.hpp"
#include "tests/dice.hpp"

namespace collegium::convergence {

struct Outcome {
    std::vector<std::string> complaints;   // what is wrong in the end; nothing if all is well
    std::map<std::string, unsigned> acts;  // how many of each kind succeeded
    unsigned deaths = 0;
    unsigned doubtful = 0;           // acts whose node died before it could answer
    std::vector<std::string> story;  // what happened, in order
    std::string logs;                // of all nodes, if there are complaints
};

class Run {
public:
    Run(Town& town, std::uint64_t seed);

    Outcome go();

private:
    struct Place {  // one member in front of one community
        Member& member;
        std::size_t community;
    };

    void change_weather();
    void kill_or_raise();
    void act();

    // Each: whether this member could try it now.
    bool ask(Place const& place);
    bool answer(Place const& place);
    bool edit(Place const& place);
    bool erase(Place const& place);
    bool choose(Place const& place);
    bool come_or_go(Place const& place);

    // The form is sent, and now and then its node dies while it is. Told::yes with where it led; nothing if the page
    // has no such form, for the thing may have changed since we looked.
    struct Answer {
        Told told;
        std::string location;
    };
    std::optional<Answer> submit(
        Place const& place,
        std::string const& what,
        std::string const& page,
        std::string const& action,
        journeys::Fields const& fields
    );

    std::optional<std::pair<std::string, Seen>> some_thing(
        Place const& place, std::function<bool(Seen const& thing, Things const& all)> const& fits
    );
    Community const& community(Place const& place) const { return town_.communities()[place.community]; }
    std::string fresh_words();
    void note(std::string line) { outcome_.story.push_back(std::move(line)); }

    void heal();
    void judge();
    void judge_things(std::size_t which);
    void judge_members(std::size_t which);
    void complain(std::size_t at, std::string const& what);

    Town& town_;
    tests::Dice dice_;
    Tally tally_;
    Outcome outcome_;
    unsigned counter_ = 0;
};

}  // namespace collegium::convergence
