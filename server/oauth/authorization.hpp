// Authorization request: what a program asks of a member (RFC 6749, 4.1.1, RFC 7636), checked.
#pragma once

#include "server/oauth/answers.hpp"
#include "server/oauth/programs.hpp"

namespace collegium::server::oauth {

// What may be asked, after it was checked. A problem with the program or its address is never sent anywhere: whoever
// made it up chose the address.
struct Authorization {
    Authorization() = default;

    Program program;
    std::string redirect_uri;
    std::string state;
    std::vector<std::string> scopes;
    std::string challenge;  // empty: none
    bool sign_in_again = false;

    std::string page_problem;  // for the member; everything else is empty then
    Problem problem;           // for the program
};

// Reads the query of a call by a member. The only place where a document about a program is fetched.
awaitable<Authorization> read_authorization(App const& app, Call const& call);

}  // namespace collegium::server::oauth
