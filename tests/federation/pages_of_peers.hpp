// A partner whose documents a test writes itself.
#pragma once

#include "tests/federation/village.hpp"

#include <map>

namespace collegium::tests {

class PagesOfPeer {
public:
    PagesOfPeer(Village& village, std::string const& host) {
        village.scripted[host] = [this](federation::OutgoingRequest const& request) {
            if (request.method != "GET") return status(202);
            ++fetches;
            auto const page = pages.find(request.target);
            return page == pages.end() ? status(404) : document("application/activity+json", page->second);
        };
    }

    std::map<std::string, std::string> pages;  // by target
    unsigned fetches = 0;
};

// An actor's document with this RSA key.
inline std::string actor_page(
    std::string const& id,
    std::string const& key_id,
    crypto::RsaPrivateKey const& key,
    std::string const& type = "Person"
) {
    std::string pem = key.public_key().pem(), escaped;
    for (char const c : pem) escaped += c == '\n' ? std::string{"\\n"} : std::string{c};
    return R"({"id":")" + id + R"(","type":")" + type + R"(","preferredUsername":"erin","inbox":")" +
           id.substr(0, id.find('/', 8)) + R"(/inbox","publicKey":{"id":")" + key_id + R"(","owner":")" + id +
           R"(","publicKeyPem":")" + escaped + R"("}})";
}

}  // namespace collegium::tests
