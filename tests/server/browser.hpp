// Browser: somebody in front of the school's pages, with cookies and forms.
#pragma once

#include "tests/server/front.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace collegium::tests {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string encoded(Fields const& fields);

// Fields with one of them changed, added or taken out.
Fields with(Fields fields, std::string const& name, std::string const& value);
Fields without(Fields fields, std::string const& name);

class Browser {
public:
    explicit Browser(Front& front) : front_{front} {}

    // Already signed in, without the form.
    static Browser of(Front& front, std::string const& account);

    server::Response get(std::string const& target, std::string_view accept = html_type);

    // As from a link or a redirect of another site, which leaves cookies at home that are for this site alone.
    server::Response cross_site_get(std::string const& target);

    // As from a page of ours, with the key that this browser's pages carry.
    server::Response submit(std::string const& action, Fields fields = {});

    // A form with this browser's cookies; the test changes what it wants before it is sent.
    server::Request form(std::string const& action, Fields const& fields) const;
    server::Response send(server::Request request);

    server::Response sign_in(std::string const& name, std::string_view words, std::string const& back = "");

    std::string form_key() const;
    std::string cookie(std::string_view name) const;
    void set_cookie(std::string const& name, std::string const& value) { cookies_[name] = value; }

    std::string peer = "192.0.2.7";

private:
    using Cookies = std::map<std::string, std::string, std::less<>>;

    server::Response send_with(server::Request request, Cookies const& brought);
    void keep_cookies(server::Response const& response);

    Front& front_;
    Cookies cookies_;
    std::set<std::string, std::less<>> strict_;  // names of those with SameSite=Strict
};

}  // namespace collegium::tests
