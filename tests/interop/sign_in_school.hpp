// SignInSchool: a school whose members come in through its own sign-in, which is oidc-provider, and a member in front
// of both.
#pragma once

#include "tests/interop/peer.hpp"

namespace collegium::interop {

class SignInSchool {
public:
    // algorithm: with which the provider signs, "RS256" or "ES256". It serves, and the node does.
    explicit SignInSchool(std::string const& algorithm);

    std::optional<storage::AccountRecord> account(std::string const& name) const;
    std::size_t sessions_of(std::string const& name) const;

    // Starts the node again, as if all were that much longer ago for which the provider vouched.
    void come_back_after(std::chrono::minutes time);

    journeys::Neighbourhood neighbourhood;
    journeys::School school{neighbourhood, "openid-school"};
    Peer provider;
};

class SchoolMember {
public:
    SchoolMember(SignInSchool& place, std::string login);

    // From the button at the school to the provider, through its pages, and to the address to which it sends back.
    std::string go_to_provider(std::string const& back = "/");
    journeys::HttpAnswer sign_in(std::string const& back = "/") { return browser.get(go_to_provider(back)); }

    // The same for the first time, and a name. Throws if that does not lead in.
    void join();

    bool is_in() { return browser.get("/settings").status == 200; }

    // A program's token, for which the member gives leave.
    std::string token();
    bool works(std::string const& token);

    journeys::Browser browser;
    std::string led_to_provider;  // the whole address to which the school sent them last

private:
    journeys::HttpAnswer at_provider(std::string const& address);
    journeys::HttpAnswer send_at_provider(journeys::HttpAnswer const& page);

    SignInSchool& place_;
    std::string login_;
    journeys::HttpClient client_;  // the same browser, at the provider
};

}  // namespace collegium::interop
