// Partner: a node whose key the test holds, so that it can sign whatever it likes.
#pragma once

#include "config/clock.hpp"
#include "crypto/keys.hpp"
#include "tests/journeys/http.hpp"
#include "tests/journeys/tls_host.hpp"

#include <optional>

namespace collegium::journeys {

class School;

// What a delivery looks like on the wire, with everything that can be wrong about it.
struct Letter {
    std::string body;
    std::string type = "application/activity+json";
    Instant date = SystemClock{}.now();
    std::optional<std::string> digest{};  // the body's, if not given
    std::optional<std::string> host{};    // the receiver's domain, if not given
};

class Partner {
public:
    // With one actor, "/u/pat". Whether it is a partner, each school decides.
    Partner(Neighbourhood& neighbourhood, std::string const& name);

    std::string const& domain() const { return host_.domain(); }
    std::string origin() const { return "https://" + domain(); }
    std::string actor() const { return origin() + "/u/pat"; }
    std::string key_id() const { return actor() + "#main-key"; }
    unsigned connections() const { return host_.connections(); }

    // An activity of the actor, with an id of its own each time. The object is JSON.
    std::string activity(std::string const& type, std::string const& object);

    HttpRequest sign(Letter const& letter, School const& receiver) const;

private:
    TlsHost host_;
    crypto::RsaPrivateKey key_;
    unsigned activities_ = 0;
};

HttpRequest unsigned_post(Letter const& letter, School const& receiver);

}  // namespace collegium::journeys
