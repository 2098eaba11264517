// Member: somebody in front of the pages of their own school.
#pragma once

#include "tests/journeys/browser.hpp"

namespace collegium::journeys {

// The path of the page of a thing at this school; empty as long as it has not come there.
std::string path_at(School const& school, std::string const& iri);

struct Member {
    Member(School& at, std::string called) : school{at}, name{std::move(called)}, window{at} {}

    std::string iri() const { return school.origin() + "/u/" + name; }
    std::string address() const { return name + '@' + school.domain(); }
    std::string path(std::string const& thing) const { return path_at(school, thing); }
    void sign_in() { led_to(window.sign_in(name)); }

    // Fills in the form of that page and sends it; returns where it led. Throws if it was not taken.
    std::string send(std::string const& page, std::string const& action, Fields const& fields = {});

    // The same of a form that is sent to its own page.
    std::string fill_in(std::string const& page, Fields const& fields = {}) { return send(page, page, fields); }

    School& school;
    std::string name;
    Browser window;
};

// The value of a field that the page's form brings along.
std::string hidden(HttpAnswer const& page, std::string const& field);

// The address of the first link after these words of the page.
std::string link_after(HttpAnswer const& page, std::string const& words);

}  // namespace collegium::journeys
