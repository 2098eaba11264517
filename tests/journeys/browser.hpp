// Browser: a person in front of a node's pages, with a cookie jar and forms.
#pragma once

#include "tests/journeys/http.hpp"
#include "tests/journeys/school.hpp"

namespace collegium::journeys {

using Fields = std::vector<std::pair<std::string, std::string>>;

class Browser {
public:
    explicit Browser(School const& school) : school_{school}, client_{school} {}

    HttpAnswer get(std::string const& path, std::string const& accept = "text/html");

    // Opens the page, fills in its form with that action and sends it. Throws if the page has no such form.
    HttpAnswer submit(std::string const& page, std::string const& action, Fields fields);

    // Sends a form that no page need have.
    HttpAnswer send_form(std::string const& action, Fields const& fields, std::string const& origin);
    HttpAnswer send_form(std::string const& action, Fields const& fields);

    HttpAnswer sign_in(std::string const& name, std::string const& words = password);

    // The hidden field of the page's form with that action; empty if it has none.
    std::string form_key(std::string const& page, std::string const& action);

    std::vector<std::string> cookies() const { return client_.cookies(); }  // as curl's lines

    // Another window that has copied this one's cookies.
    Browser copy() const;

private:
    School const& school_;
    HttpClient client_;
};

// What stands between the first `before` and the next `after`, as the page has it; empty if `before` is not there.
std::string between(std::string_view text, std::string_view before, std::string_view after);

// Throws unless the answer leads to another page of the node; returns its path, without a fragment.
std::string led_to(HttpAnswer const& answer);

}  // namespace collegium::journeys
