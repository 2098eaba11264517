// Partner checks: step by step, whether an exchange with another node can work, and what to do where it cannot.
#pragma once

#include "federation/node.hpp"
#include "server/http/dialer.hpp"
#include "server/said.hpp"

#include <string>
#include <vector>

namespace collegium::server {

struct Check {
    enum class Outcome { passed, failed, skipped };

    std::string name;
    Outcome outcome = Outcome::skipped;
    Words words;   // what was found
    Words remedy;  // what to do if it failed
};

// All checks of this host, in their order. Asks the host about ten questions; changes nothing here or there.
boost::asio::awaitable<std::vector<Check>> check_partner(
    federation::Node const& node, Dialer& dialer, std::string host
);

}  // namespace collegium::server
