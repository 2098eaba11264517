#include "tests/server/browser.hpp"

#include "server/cookies.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

namespace cookies = server::cookies;

using server::Method;
using server::Request;
using server::Response;

std::string encoded(Fields const& fields) {
    std::string body;
    for (auto const& [name, value] : fields) {
        if (!body.empty()) body += "&";
        body += server::percent_encoded(name) + "=" + server::percent_encoded(value);
    }
    return body;
}

Fields without(Fields fields, std::string const& name) {
    std::erase_if(fields, [&](auto const& each) { return each.first == name; });
    return fields;
}

Fields with(Fields fields, std::string const& name, std::string const& value) {
    fields = without(std::move(fields), name);
    fields.emplace_back(name, value);
    return fields;
}

Browser Browser::of(Front& front, std::string const& account) {
    Browser browser{front};
    auto const token = front.village.run(front.sign_ins.begin(account, std::string{password}));
    browser.set_cookie(std::string{cookies::sign_in}, token.value());
    return browser;
}

Response Browser::get(std::string const& target, std::string_view accept) {
    auto request = request_for(Method::get, target);
    request.fields.push_back({"Accept", std::string{accept}});
    return send(std::move(request));
}

Response Browser::cross_site_get(std::string const& target) {
    auto request = request_for(Method::get, target);
    request.fields.push_back({"Accept", std::string{html_type}});
    auto brought = cookies_;
    for (auto const& name : strict_) brought.erase(name);
    return send_with(std::move(request), brought);
}

Response Browser::submit(std::string const& action, Fields fields) {
    if (form_key().empty()) static_cast<void>(get("/sign-in"));  // a guest gets the cookie with the first page
    fields.emplace_back("form_key", form_key());
    return send(form(action, fields));
}

Request Browser::form(std::string const& action, Fields const& fields) const {
    auto request = request_for(Method::post, action);
    request.fields.push_back({"Accept", "text/html"});
    request.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body = encoded(fields);
    return request;
}

Response Browser::send(Request request) {
    return send_with(std::move(request), cookies_);
}

Response Browser::send_with(Request request, Cookies const& brought) {
    std::string jar;
    for (auto const& [name, value] : brought) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
    if (!jar.empty()) request.fields.push_back({"Cookie", jar});
    request.peer = peer;
    auto response = front_.answer(std::move(request));
    keep_cookies(response);
    return response;
}

Response Browser::sign_in(std::string const& name, std::string_view words, std::string const& back) {
    return submit("/sign-in", {{"name", name}, {"password", std::string{words}}, {"return", back}});
}

std::string Browser::form_key() const {
    auto const signed_in = cookie(cookies::sign_in);
    auto const token = signed_in.empty() ? cookie(cookies::browser) : signed_in;
    return token.empty() ? "" : front_.sign_ins.form_key(token);
}

std::string Browser::cookie(std::string_view name) const {
    auto const found = cookies_.find(name);
    return found == cookies_.end() ? "" : found->second;
}

void Browser::keep_cookies(Response const& response) {
    for (auto const& field : all_of(response, "Set-Cookie")) {
        auto const name = field.substr(0, field.find('='));
        auto const value = field.substr(name.size() + 1, field.find(';') - name.size() - 1);
        strict_.erase(name);
        if (field.find("SameSite=Strict") != std::string::npos) strict_.insert(name);
        if (field.find("; Max-Age=0") == std::string::npos)
            cookies_[name] = value;
        else
            cookies_.erase(name);
    }
}

}  // namespace collegium::tests
