// An authenticator on somebody's telephone, and what it takes to set up a second factor.
#pragma once

#include "tests/server/browser.hpp"

namespace collegium::tests {

// The six digits of this seed at a time (RFC 6238), by a computation of its own.
std::string code_at(std::string_view seed, Instant when);

// The seed that waits for its first code. Fails the test if there is none.
std::string seed_of(Front& front, std::string const& account);

struct Enrolled {
    std::string seed;
    std::vector<std::string> recovery;
};

// Through the pages, as a member does it. The first code is the one of now.
Enrolled enrol(Front& front, Browser& browser, std::string const& account);

// The texts between <code> and </code>, in order.
std::vector<std::string> codes_on(server::Response const& page);

// The value of a hidden field of a form.
std::string hidden_field(server::Response const& page, std::string const& name);

}  // namespace collegium::tests
