// Village: two schools and a university that agreed with each other, and the thread that goes through all three.
#pragma once

#include "tests/journeys/browser.hpp"

#include <array>

namespace collegium::journeys {

// Long enough for a busy machine; nothing waits that long when it works.
constexpr std::chrono::seconds patience{20};

struct Words {
    std::string title = "Why do pupils see \"=\" as <b>now work it out</b>?";
    std::string question = "My class writes *3 + 4 = 7 + 2 = 9* & is happy with it.";
    std::string answer = "Start with **true or false** sentences.";
};

class Village {
public:
    // The names of its nodes begin with `name`.
    explicit Village(std::string const& name);

    // Everybody signs in. Ada and Ben find the community, and Ben joins it.
    void settle();

    void start();
    void stop();

    std::array<School*, 3> schools() { return {&hillside, &riverside, &northfield}; }

    // The steps of the thread. Each returns as soon as the node has answered.
    void join();
    void ask();
    void answer();
    void accept();

    // True once the next step can be taken, or the thread is complete.
    bool has_joined() const;
    bool has_asked() const;
    bool has_answered() const;
    bool is_complete() const;

    // True once nobody has anything left to deliver or to search for.
    bool is_quiet() const;

    std::array<Counts, 3> counts() const { return {hillside.counts(), riverside.counts(), northfield.counts()}; }
    std::string logs() const;  // of all three, for complaints
    std::string community_path() const { return "/c/algebra@" + northfield.domain(); }

    Neighbourhood neighbourhood;
    School hillside, riverside, northfield;
    mutable Browser ada, ben, cora;  // at hillside, riverside and northfield
    Words words;
    std::string question_path;  // at hillside
    std::string question;       // its IRI

private:
    void join(Browser& person);
    bool is_member(Browser& person) const;
    std::string asked_at_northfield() const;
    std::string acceptance_form() const;
};

// The one village of the program's disturbances, just settled: whatever happened in it before is undone.
Village& settled_village();

}  // namespace collegium::journeys
