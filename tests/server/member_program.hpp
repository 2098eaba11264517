// MemberProgram: a program that speaks ActivityPub for a member, with its token.
#pragma once

#include "tests/server/api_client.hpp"

namespace collegium::tests {

class MemberProgram {
public:
    MemberProgram(Front& front, std::string account, std::string const& scopes = "read write")
        : account_{std::move(account)}, client_{ApiClient::of(front, account_, scopes)} {}

    server::Response get(std::string const& target, std::string_view accept = activity_type);
    server::Response post(std::string const& target, std::string const& body, std::string_view type = activity_type);

    // By the member's own outbox.
    server::Response say(std::string const& body) { return post("/u/" + account_ + "/outbox", body); }

    // The address of what was said. Fails the test unless it counted.
    std::string said(std::string const& body);

    // A document of the node or of another one, by the member's leave.
    server::Response fetch(std::string const& id) { return client_.post("/proxyUrl", {{"id", id}}); }

private:
    std::string account_;
    ApiClient client_;
};

}  // namespace collegium::tests
