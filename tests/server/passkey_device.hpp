// A device with one passkey, and the browser that speaks for it: what the script of our pages and an authenticator do
// together (WebAuthn), by computations of its own. What it says is right until a test changes it.
#pragma once

#include "crypto/openssl.hpp"
#include "tests/server/browser.hpp"

#include <functional>

namespace collegium::tests {

enum class PasskeyKind { p256, ed25519, rsa };

class PasskeyDevice {
public:
    explicit PasskeyDevice(PasskeyKind kind = PasskeyKind::p256);

    // What the script would send, with the other fields of the form. Fail the test if the page asks for nothing.
    Fields make(server::Response const& page);
    Fields answer(server::Response const& page);

    std::string origin = "https://north.test:8443";
    std::string party = "north.test";
    std::string type;                          // of the ceremony; empty: the right one
    std::string challenge;                     // empty: the page's
    std::string more;                          // further members of the client data
    std::uint8_t flags = 0x05;                 // there, and recognised
    std::uint8_t flags_of_making = 0x45;       // and with a key
    std::uint32_t counter = 0, counts_by = 0;  // as most telephones do
    std::string credential;                    // made at random
    std::string user;                          // learnt when the passkey is made
    std::function<void(std::string& client_data, std::string& authenticator_data)> before_signing;

private:
    std::string client_data(server::Response const& page, std::string const& right_type) const;
    std::string head(std::uint8_t with_flags) const;
    std::string public_key() const;
    std::string sign(std::string const& message) const;

    PasskeyKind kind_;
    crypto::Pkey key_;
};

std::string base64url(std::string_view bytes);

// The value of an attribute on the page. Fails the test if there is none.
std::string attribute_of(server::Response const& page, std::string const& name);

// A page as text, without the challenges that are others each time.
std::string without_challenges(server::Response const& page);

}  // namespace collegium::tests
