// A school whose members have passkeys.
#pragma once

#include "server/members/passkeys.hpp"
#include "tests/server/authenticator.hpp"
#include "tests/server/passkey_device.hpp"

namespace collegium::tests {

struct PasskeySchool : Front {
    PasskeySchool();

    // Both steps through the pages, as a member does it.
    server::Response add(Browser& browser, PasskeyDevice& device, std::string const& name = "");

    // A member's first passkey. The browser is signed in anew. Returns the recovery codes.
    std::vector<std::string> add_first(Browser& browser, PasskeyDevice& device);

    // From the page of a browser that nobody is signed in with.
    server::Response sign_in_with(Browser& browser, PasskeyDevice& device, std::string const& back = "");

    bool is_let_in(PasskeyDevice& device);

    std::vector<server::members::Passkey> passkeys_of(std::string const& account);
    std::string id_of(std::string const& account);  // of the oldest, as the pages name it

    void change(std::function<void(storage::WriteTx&, storage::Tables&)> const& what);

    Person ada = add_person("ada"), ben = add_person("ben");
    Browser of_ada = Browser::of(*this, "ada"), of_ben = Browser::of(*this, "ben");
};

}  // namespace collegium::tests
