// Guide front: a school whose members write guides on its pages.
#pragma once

#include "federation/guides/compose_guide.hpp"
#include "tests/server/browser.hpp"

namespace collegium::tests {

// The form of a whole guide, to be published.
Fields whole_form(std::string const& title = "Retrieval practice");

// With another value for one field.
Fields changed(Fields fields, std::string const& name, std::string const& value);

// The page with its marks of HTML read: &lt; as <, and so on.
std::string unescaped(server::Response const& page);

struct GuideFront : Front {
    // The path of the guide that a form made. Fails the test if it was refused.
    std::string publish(Browser& who, Fields const& fields = whole_form());

    // The path of the draft that a form with one button begins.
    std::string begin(Browser& who, std::string const& action, Fields const& fields = {});

    // Its author changes one part of it, on pages.
    void revise(Browser& who, std::string const& guide, std::string const& part, std::string const& words);

    // The path of a change that was suggested on pages: of one part.
    std::string suggest(Browser& who, std::string const& guide, std::string const& part, std::string const& words);

    // The same as an act: "/guides/suggestion?of=…" => the field that its forms carry.
    static Fields naming(std::string const& suggestion, Fields more = {});

    std::string page(Browser& who, std::string const& path) { return unescaped(who.get(path)); }

    Person ada_herself = add_person("ada"), ben_himself = add_person("ben"), cora_herself = add_person("cora");
    std::string club = north.found("club", "ada");  // IRI
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben"), cora = Browser::of(*this, "cora");
};

}  // namespace collegium::tests
