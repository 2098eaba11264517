// Crawl: every address that this program answers, read by everybody who could come: strangers, other schools' nodes,
// members of every kind, with pages, documents and programs.
#pragma once

#include "tests/federation/east.hpp"
#include "tests/federation/people.hpp"
#include "tests/server/browser.hpp"

#include <set>

namespace collegium::tests {

// What stands for the parts of the routes' patterns.
struct Fillings {
    std::vector<std::string> numbers;     // of things, activities and people
    std::vector<std::string> names;       // of people and communities
    std::vector<std::string> activities;  // whole addresses
    std::vector<std::string> others;      // further whole addresses
};

// The addresses of all routes that only read, with each part filled in by everything that fits.
std::set<std::string> addresses_of_routes(Fillings const& fillings);

class Crawl : public Front {
public:
    // "stranger"; "partner", whose people follow ours; "other school", whose people do not; else the name of a member.
    std::vector<server::Response> read_as(std::string const& reader, std::string const& target);

    void admit(std::string const& member);  // they can be a reader from now on

protected:
    Crawl() {
        north.partner_with("east.test");
        static_cast<void>(stranger_.get("/sign-in"));  // the first page brings a cookie
    }

    std::vector<std::string> own_activities();  // the address of every act of this school in the log

    East east{village};

private:
    server::Response by_node(std::string const& target, std::string const& key_id, federation::ActorKeys const& keys);
    server::Response by_program(std::string const& target, std::string const& token);

    struct Member {
        Browser browser;
        std::string token;
    };
    std::map<std::string, Member> members_;
    Browser stranger_{*this};
};

// The answer as text: status, fields, body.
std::string text_of(server::Response const& response);

std::string replaced(std::string text, std::string_view what, std::string_view by);

}  // namespace collegium::tests
