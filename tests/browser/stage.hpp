// Stage: five schools with people in every role, and the scripts that open browsers in front of their pages.
#pragma once

#include "tests/journeys/guide_village.hpp"

namespace collegium::browser {

class Stage {
public:
    // Set up once for all tests of the program; the nodes serve until it ends.
    static Stage& instance();

    // Runs a program in the folder of the scripts (this one, as tests/npm/prepare has laid it out), which finds
    // schools, routes and all else that it needs in its environment (schools.mjs, routes.mjs).
    journeys::Finished run(journeys::Command const& command) const;

    // The same of a script for Node.js.
    journeys::Finished run_script(std::string const& script) const;

    // What the members of all schools have done (walks.mjs): done once, by whoever asks first.
    journeys::Finished const& walks();

    // Where the pictures of all types of pages come to lie, if somebody wants them.
    static std::filesystem::path pictures();
    static bool draws();

private:
    Stage();
    std::vector<std::pair<std::string, journeys::School const*>> schools() const;
    void write_settings() const;
    void add_people() const;
    void write_schools() const;

    journeys::GuideVillage village_{"show"};
    journeys::School meadow_{village_.neighbourhood, "show-meadow"};  // nobody's partner yet
    std::filesystem::path folder_ = village_.neighbourhood.folder();
    std::optional<journeys::Finished> walks_;
};

}  // namespace collegium::browser
