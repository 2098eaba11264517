#include "tests/interop/sign_in_school.hpp"

#include <regex>
#include <stdexcept>

namespace collegium::interop {

using journeys::HttpAnswer;

namespace {

std::string first_match(std::string const& text, std::string const& pattern) {
    std::smatch match;
    if (!std::regex_search(text, match, std::regex{pattern})) throw std::runtime_error{pattern + " is not in " + text};
    return match[1].str();
}

// As in an attribute of HTML.
std::string plain(std::string text) {
    for (std::size_t at = 0; (at = text.find("&amp;", at)) != std::string::npos; ++at) text.erase(at + 1, 4);
    return text;
}

std::string form_body(Fields const& fields) {
    std::string body;
    for (auto const& [name, value] : fields)
        body += (body.empty() ? "" : "&") + journeys::url_encoded(name) + '=' + journeys::url_encoded(value);
    return body;
}

Software provider_for(std::string const& return_address, std::string const& algorithm) {
    return {"openid", "", "", {"INTEROP_RETURN=" + return_address, "INTEROP_ALGORITHM=" + algorithm}};
}

}  // namespace

SignInSchool::SignInSchool(std::string const& algorithm)
    : provider{neighbourhood, provider_for(school.origin() + "/sign-in/school/return", algorithm)} {
    auto const secret = school.settings_file().parent_path() / "openid.secret";
    std::ofstream{secret} << "only for the tests\n";
    std::ofstream{school.settings_file(), std::ios::app}
        << "[openid]\nissuer = \"" << provider.origin() << "\"\nname = \"Hillside School\"\nclient_id = \"collegium\"\n"
        << "secret_file = " << secret << R"(
allowed_groups = ["Staff", "Pupils"]
pupil_groups = ["Pupils"]
roles = ["Leads=research_lead"]
constituencies = ["Staff=teacher", "Pupils=student"]
)";
    provider.launch();
    school.serve();
    provider.await_ready();
}

std::optional<storage::AccountRecord> SignInSchool::account(std::string const& name) const {
    return school.look([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, name); });
}

std::size_t SignInSchool::sessions_of(std::string const& name) const {
    return school.look([&](auto const& tx, auto const& tables) {
        std::size_t count = 0;
        tables.sessions.each(tx, [&](auto const&, auto const& session) {
            if (session.account == name) ++count;
            return true;
        });
        return count;
    });
}

void SignInSchool::come_back_after(std::chrono::minutes time) {
    if (school.stop() != 0) throw std::runtime_error{"the node did not stop in order: " + school.log()};
    storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        std::map<std::string, storage::AccountRecord> vouched;
        tables.accounts.each(tx, [&](std::string const& name, storage::AccountRecord const& account) {
            if (account.vouched != Instant{}) vouched[name] = account;
            return true;
        });
        for (auto& [name, account] : vouched) {
            account.vouched -= time;
            tables.accounts.put(tx, name, account);
        }
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    if (!school.change(change)) throw std::runtime_error{"the time did not pass"};
    school.serve();
}

SchoolMember::SchoolMember(SignInSchool& place, std::string login)
    : browser{place.school},
      place_{place},
      login_{std::move(login)},
      client_{place.provider.domain(), place.provider.port()} {}

HttpAnswer SchoolMember::at_provider(std::string const& address) {
    auto const path = address.substr(place_.provider.origin().size());
    return client_.send({path, {"Accept: text/html", "Host: " + place_.provider.domain()}, "", false});
}

// Signs in on its first page, and consents on the next one.
HttpAnswer SchoolMember::send_at_provider(HttpAnswer const& page) {
    auto const action = plain(first_match(page.body, "action=\"([^\"]+)\""));
    auto const prompt = first_match(page.body, "name=\"prompt\" value=\"([a-z]+)\"");
    Fields fields{{"prompt", prompt}};
    if (prompt == "login") fields.insert(fields.end(), {{"login", login_}, {"password", "any"}});
    auto const start = action.find("/interaction/");
    return client_.send(
        {action.substr(start),
         {"Accept: text/html", "Host: " + place_.provider.domain(), "Content-Type: application/x-www-form-urlencoded"},
         form_body(fields),
         true}
    );
}

std::string SchoolMember::go_to_provider(std::string const& back) {
    auto const led = browser.get("/sign-in/school?return=" + journeys::url_encoded(back));
    led_to_provider = led.header("location");
    if (led.status != 303 || !led_to_provider.starts_with(place_.provider.origin()))
        throw std::runtime_error{"not led to the provider: " + led.body + place_.school.log()};
    auto answer = at_provider(led_to_provider);
    for (int steps = 0; steps < 10; ++steps) {
        auto const next = answer.header("location");
        if (next.starts_with(place_.school.origin() + '/')) return next.substr(place_.school.origin().size());
        answer = next.empty() ? send_at_provider(answer)
                              : at_provider(next.starts_with('/') ? place_.provider.origin() + next : next);
    }
    throw std::runtime_error{"the provider does not come to an end: " + answer.body + place_.provider.log()};
}

void SchoolMember::join() {
    auto const led = journeys::led_to(sign_in());
    journeys::led_to(browser.submit(led, led, {{"name", login_}, {"display_name", login_}}));
}

std::string SchoolMember::token() {
    std::string const nowhere = "urn:ietf:wg:oauth:2.0:oob";
    auto const app = browser.send_form(
        "/api/v1/apps", {{"client_name", "A program"}, {"redirect_uris", nowhere}, {"scopes", "read"}}
    );
    auto const id = first_match(app.body, "\"client_id\":\"([^\"]+)\"");
    auto const secret = first_match(app.body, "\"client_secret\":\"([^\"]+)\"");
    auto const page = browser.get(
        "/oauth/authorize?response_type=code&scope=read&client_id=" + journeys::url_encoded(id) +
        "&redirect_uri=" + journeys::url_encoded(nowhere)
    );
    auto const action = plain(first_match(page.body, "action=\"(/oauth/authorize[^\"]*)\""));
    auto const key =
        first_match(page.body, "action=\"/oauth/authorize[^>]*>\\s*<input[^>]*name=\"form_key\" value=\"([^\"]+)\"");
    auto const allowed = browser.send_form(action, {{"form_key", key}, {"decision", "allow"}});
    auto const code = first_match(allowed.body, "<code id=\"code\">([^<]+)<");
    auto const given = browser.send_form(
        "/oauth/token",
        {{"grant_type", "authorization_code"},
         {"client_id", id},
         {"client_secret", secret},
         {"redirect_uri", nowhere},
         {"code", code}}
    );
    return first_match(given.body, "\"access_token\":\"([^\"]+)\"");
}

bool SchoolMember::works(std::string const& token) {
    journeys::HttpClient program{place_.school};
    return program.send({"/api/v1/accounts/verify_credentials", {"Authorization: Bearer " + token}, "", false})
               .status == 200;
}

}  // namespace collegium::interop
