// Town: five schools, a road from each to each, and two members at every school. One of them is in both communities for
// good; the other comes and goes.
#pragma once

#include "tests/convergence/relay.hpp"
#include "tests/journeys/browser.hpp"

#include <array>

namespace collegium::convergence {

using journeys::Browser;
using journeys::School;

constexpr std::size_t size = 5;

struct Member {
    std::string iri() const { return origin + "/u/" + name; }

    std::size_t school;
    std::string origin;  // of the school
    std::string name;
    bool stays;
    Browser browser;
};

struct Community {
    std::size_t home;
    std::string name;
    std::string iri;
    std::string facilitator;  // IRI
};

class Town {
public:
    // The names of its schools begin with `name`. Everybody has joined both communities when it returns.
    explicit Town(std::string const& name);

    void begin_again();  // everything as it was at first, all nodes serving, fair weather

    School& school(std::size_t i) { return *schools_[i]; }
    std::vector<Member>& members() { return members_; }
    std::array<Community, 2> const& communities() const { return communities_; }

    // Where a page of the community is at that school.
    std::string path_of(Community const& community, std::size_t school) const;

    void set_weather(std::size_t from, std::size_t to, Weather weather);
    void clear_up();  // fair weather everywhere, and every node serves

    bool is_quiet() const;  // nobody has anything left to deliver
    void stop();

private:
    void connect();
    void settle();
    void enrol(std::size_t school, std::string const& name, bool stays);

    journeys::Neighbourhood neighbourhood_;
    std::vector<std::unique_ptr<School>> schools_;
    std::vector<Member> members_;
    std::array<Community, 2> communities_;
    std::array<std::array<std::size_t, size>, size> roads_of_{};
    Roads roads_;
};

}  // namespace collegium::convergence
