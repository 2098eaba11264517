// PicturesFront: a school whose members bring pictures with a program, one that may do just that.
#pragma once

#include "tests/server/browser.hpp"

namespace collegium::tests {

// The parts of a form with a file in it.
struct PictureForm {
    std::string file;
    std::string type = "image/jpeg";
    Fields fields{};
};

struct PicturesFront : Front {
    // A token of the member's program.
    std::string token_of(Person const& person, std::string const& name, std::string const& scopes = "read write:media");

    server::Request upload(std::string const& target, std::string const& token, PictureForm const& form);
    server::Request call(server::Method method, std::string const& target, std::string const& token);
    server::Response bring(std::string const& token, std::string const& file, std::string const& description = "");
    server::Response ask(std::string const& target, std::string const& token);

    std::size_t files_kept() const;

    Person ada = add_person("ada");
    Person bob = add_person("bob");
    std::string ada_token = token_of(ada, "ada");
    std::string bob_token = token_of(bob, "bob");
};

// A member of an answer's document, as a text; empty if it is null.
std::string text_in(server::Response const& response, std::string_view name);

}  // namespace collegium::tests
