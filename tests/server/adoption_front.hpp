// Adoption front: a school whose research lead adopts guides on its pages.
#pragma once

#include "tests/server/guide_front.hpp"

namespace collegium::tests {

// What a school says of its use of a guide.
Fields whole_adoption_form();

// A tool for measuring.
Fields whole_tool_form(std::string const& title = "Fractions quiz");

// The fields of one measure: start is "baseline_" or "follow_up_".
Fields measure_form(
    std::string const& start, std::string const& tool, std::string const& value, std::string const& day
);

struct AdoptionFront : GuideFront {
    // The path "/adoptions/…" of the newest adoption, after it was recorded. Fails the test if it was refused.
    std::string adopt(std::string const& guide, Fields const& fields = whole_adoption_form());

    // The path of the tool that a form made.
    std::string publish_tool(Browser& who, Fields const& fields = whole_tool_form());

    // What forms send for the version of a tool that its page shows.
    std::string choice_of(std::string const& tool);

    Person ruth_herself = add_person("ruth", storage::Roles::of(storage::Role::research_lead));
    Browser ruth = Browser::of(*this, "ruth");
};

}  // namespace collegium::tests
