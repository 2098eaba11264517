// Three schools that exchange: north with Ada and her circle, south with Sid and his club, west with Wes. Ada is in the
// club, and Sid in the circle; what Wes follows is the test's to say.
#pragma once

#include "tests/federation/operators.hpp"
#include "tests/federation/people.hpp"

namespace collegium::tests {

struct ThreeSchools {
    Village village{{"north.test", "south.test", "west.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& west = village["west.test"];
    Operator nora{village, north}, sam{village, south}, wanda{village, west};
    Person ada = north.enrol("ada"), sid = south.enrol("sid"), wes = west.enrol("wes");
    std::string club = south.found("club", "sid"), circle = north.found("circle", "ada");

    ThreeSchools() {
        meet(village, north, club);
        meet(village, south, circle);
        ada.follow(club);
        sid.follow(circle);
        village.settle();
    }

    // The club, or the circle.
    void let_wes_follow(std::string const& community) {
        meet(village, west, community);
        wes.follow(community);
        village.settle();
    }
};

}  // namespace collegium::tests
