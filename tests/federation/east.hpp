// East: a partner that is not ours, with one actor and its keys, for messages that a node of ours would never send.
#pragma once

#include "tests/federation/village.hpp"

namespace collegium::tests {

struct Letter {  // a POST under construction
    std::string body;
    std::string target = "/inbox";
    std::string host = "north.test";
    std::string date;
    std::string digest;
    std::string key_id = "https://east.test/u/eve#main-key";
    std::vector<std::string> covered{"(request-target)", "host", "date", "digest", "content-type"};
};

class East {
public:
    explicit East(Village& village);

    // A Follow of the community by eve, with an id of its own.
    std::string follow(std::string const& id = "https://east.test/activities/1") const;
    Letter letter(std::string body) const;  // dated now, with the right digest

    federation::SignedPost signed_by_cavage(Letter const& letter, crypto::RsaPrivateKey const& key) const;
    federation::SignedPost signed_by_cavage(Letter const& letter) const { return signed_by_cavage(letter, keys.rsa); }
    federation::SignedPost signed_by_rfc9421(Letter const& letter, std::vector<std::string_view> covered) const;

    std::string with_proof(std::string const& document, crypto::Ed25519PrivateKey const& key) const;

    federation::ActorKeys keys;
    federation::ActorKeys published;  // what the actor's document shows
    unsigned fetches = 0;

private:
    std::string actor_document() const;

    Village& village_;
};

// A school with a club, and East as its partner.
struct NorthAndEast {
    NorthAndEast() { north.partner_with("east.test"); }

    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::string club = north.found("club");
    East east{village};
};

}  // namespace collegium::tests
