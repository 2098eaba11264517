#include "tests/journeys/browser.hpp"

#include <stdexcept>

namespace collegium::journeys {

std::string between(std::string_view text, std::string_view before, std::string_view after) {
    auto const place = text.find(before);
    if (place == std::string_view::npos) return {};
    auto const rest = text.substr(place + before.size());
    return std::string{rest.substr(0, rest.find(after))};
}

HttpAnswer Browser::get(std::string const& path, std::string const& accept) {
    return client_.send({path, {"Accept: " + accept}, "", false});
}

std::string Browser::form_key(std::string const& page, std::string const& action) {
    auto const form = between(get(page).body, "action=\"" + action + '"', "</form>");
    return between(form, "name=\"form_key\" value=\"", "\"");
}

HttpAnswer Browser::submit(std::string const& page, std::string const& action, Fields fields) {
    auto const key = form_key(page, action);
    if (key.empty()) throw std::runtime_error{page + " has no form for " + action};
    fields.emplace_back("form_key", key);
    return send_form(action, fields);
}

HttpAnswer Browser::send_form(std::string const& action, Fields const& fields, std::string const& origin) {
    std::string body;
    for (auto const& [name, value] : fields)
        body += (body.empty() ? "" : "&") + url_encoded(name) + '=' + url_encoded(value);
    return client_.send(
        {action,
         {"Accept: text/html", "Content-Type: application/x-www-form-urlencoded", "Origin: " + origin},
         body,
         true}
    );
}

HttpAnswer Browser::send_form(std::string const& action, Fields const& fields) {
    return send_form(action, fields, school_.origin() + ':' + std::to_string(school_.port()));
}

HttpAnswer Browser::sign_in(std::string const& name, std::string const& words) {
    return submit("/sign-in", "/sign-in", {{"name", name}, {"password", words}});
}

Browser Browser::copy() const {
    Browser other{school_};
    other.client_.take_cookies(client_.cookies());
    return other;
}

std::string led_to(HttpAnswer const& answer) {
    auto const place = answer.header("location");
    if (answer.status != 303 || !place.starts_with('/'))
        throw std::runtime_error{"led nowhere, with " + std::to_string(answer.status) + ": " + answer.body};
    return place.substr(0, place.find('#'));
}

}  // namespace collegium::journeys
