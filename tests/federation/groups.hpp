// A school with a community and two members, beside a peer with people and a community: for the statements about
// groups.
#pragma once

#include "federation/fetching/resolve.hpp"
#include "storage/names.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

struct Groups {
    Groups();

    // An activity of the peer's: {"id","type","actor","object","to","cc"}; `object` and `more` are JSON, more begins
    // with a comma.
    std::string act(
        std::string const& type, std::string const& actor, std::string const& object, std::string const& more = ""
    );
    std::string announce(std::string const& activity) { return act("Announce", math, activity); }
    Result<storage::Seq> send(std::string const& actor, std::string const& body);  // to north

    // Somebody at the peer writes something: the IRI. `to` is a community.
    std::string write(
        std::string const& author, std::string const& type, std::string const& to, std::string const& more
    );
    std::string article(std::string const& author, std::string const& to, std::string const& title);
    std::string note(std::string const& author, std::string const& to, std::string const& parent);

    std::string planned;  // the id of what is written next, if it was promised

    void follow_math();  // ben does, so that its announcements are wanted here

    // Bodies of north's announcements that reached the peer: those whose inner type is this.
    std::vector<std::string> announced(std::string const& inner_type) const;

    Village village{{"north.test"}};
    School& north = village["north.test"];
    OtherServer lemmy{village, "lemmy.test"};
    Person ada = north.enrol("ada"), ben = north.enrol("ben");
    std::string club = north.found("club", "ada");
    std::string lem = lemmy.person("lem"), mod = lemmy.person("mod"), math = lemmy.group("math");
};

// The same with somebody at a third school, whose acts prove nothing: they count on a community's word alone.
struct GroupsAndFay : Groups {
    GroupsAndFay();

    std::string fay_does(std::string const& type, std::string const& object, std::string const& more = "");

    OtherServer far{village, "far.test"};
    std::string fay = far.person("fay");
};

}  // namespace collegium::tests
