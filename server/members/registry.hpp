// Registry: what accounts are made and guarded with.
#pragma once

#include "server/members/charter.hpp"
#include "server/members/passwords.hpp"
#include "server/members/secrets.hpp"

namespace collegium::server::members {

struct Registry {
    Secrets secrets;
    Passwords passwords;
    Charter charter;
};

}  // namespace collegium::server::members
