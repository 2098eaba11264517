// ApiClient: a program that calls the APIs of the school, for a member or for nobody.
#pragma once

#include "tests/server/browser.hpp"

namespace collegium::tests {

class ApiClient {
public:
    // Without a token.
    explicit ApiClient(Front& front) : front_{front} {}

    // With a token of that member; `account` is there already.
    static ApiClient of(
        Front& front,
        std::string const& account,
        std::string const& scopes = "read write follow push",
        std::string const& program = "a-program-of-the-test"
    );

    server::Response get(std::string const& target);
    server::Response post(std::string const& target, Fields const& fields = {});
    server::Response form(server::Method method, std::string const& target, Fields const& fields);
    server::Response json(server::Method method, std::string const& target, std::string const& body);
    server::Response multipart(server::Method method, std::string const& target, Fields const& fields);
    server::Response send(server::Request request);

    // With the token; the test changes what it wants before it is sent.
    server::Request request(server::Method method, std::string const& target) const;

    std::string token;
    std::string peer = "192.0.2.7";

private:
    Front& front_;
};

// The body of a good answer, an object or a list. Fails the test if it is anything else.
federation::Json json_of(server::Response const& response);

// A member of an object as text: strings as they are, everything else as JSON ("null", "true", "7", "[]").
std::string value_of(JsonValue const& object, std::string_view name);

// The words of {"error": "..."}; empty if the answer is no such object.
std::string error_of(server::Response const& response);

}  // namespace collegium::tests
