// Policy: what every answer carries, whoever asks for whatever.
#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::Response;

namespace {

constexpr std::string_view content_policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view script_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr std::string_view writing_policy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

struct Policy : Front {
    Policy() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("algebra", "ada"));
    }

    // A target for a row of the table, with things that exist where there are some.
    std::string target_of(std::string_view pattern) const {
        std::string target{pattern};
        auto const put = [&](std::string_view name, std::string_view value) {
            if (auto const at = target.find(name); at != std::string::npos) target.replace(at, name.size(), value);
        };
        put(":version", "2.0");
        put(":name", target.starts_with("/u/") ? "ada" : "algebra");
        put(":type", "create");
        put(":id", "7");
        return target;
    }

    void check(Response const& response) {
        auto const policy = shows(response, "<script src=\"/assets/writing.js") ? writing_policy
                            : shows(response, "<script src=")                   ? script_policy
                                                                                : content_policy;
        CHECK(all_of(response, "Content-Security-Policy") == std::vector<std::string>{std::string{policy}});
        CHECK(all_of(response, "X-Content-Type-Options") == std::vector<std::string>{"nosniff"});
        CHECK(all_of(response, "Referrer-Policy") == std::vector<std::string>{"same-origin"});
        CHECK(all_of(response, "Strict-Transport-Security") == std::vector<std::string>{"max-age=31536000"});
        CHECK(all_of(response, "Content-Type").size() <= 1);
    }
};

}  // namespace

TEST_CASE_FIXTURE(Policy, "every address answers with the policy, by every method and for every reader") {
    auto ada = Browser::of(*this, "ada");
    for (auto const& route : server::routes()) {
        auto const target = target_of(route.pattern);
        INFO(target);
        for (auto const accept : {html_type, activity_type, std::string_view{"*/*"}, std::string_view{}}) {
            check(get(target, accept));
            check(ada.get(target, accept));
        }
        for (auto const method : {Method::head, Method::post, Method::put, Method::options})
            check(answer(server::Request{request_for(method, target)}));
    }
    check(get("/nowhere"));
    check(get("/nowhere", activity_type));
}

TEST_CASE_FIXTURE(
    Policy, "pages are never kept by caches, and differ by cookie, by language and by what is asked for"
) {
    auto ada = Browser::of(*this, "ada");
    unsigned pages = 0;
    for (auto const& route : server::routes()) {
        if (route.method != Method::get) continue;
        INFO(route.pattern);
        for (auto const& response : {get(target_of(route.pattern)), ada.get(target_of(route.pattern))}) {
            if (!is_page(response)) continue;
            ++pages;
            CHECK(response.field("cache-control") == "private, no-store");
            CHECK(response.field("vary") == "Accept, Accept-Language, Cookie");
        }
    }
    CHECK(pages >= 10);
    CHECK(get("/assets/style.css").field("cache-control") == "public, max-age=3600");
}

TEST_CASE_FIXTURE(Policy, "no cookie is given to those who read documents") {
    for (auto const& route : server::routes()) {
        if (route.method != Method::get) continue;
        auto const target = target_of(route.pattern);
        INFO(target);
        for (auto const accept : {activity_type, std::string_view{"application/json"}, std::string_view{}}) {
            auto const response = get(target, accept);
            if (!is_page(response)) CHECK(all_of(response, "Set-Cookie").empty());
        }
        if (auto const response = get(target); response.status() == 200 && !is_page(response))
            CHECK(all_of(response, "Set-Cookie").empty());
    }
}

TEST_CASE_FIXTURE(Policy, "a guest's browser is given one cookie, once, by the first page") {
    Browser guest{*this};

    auto const first = guest.get("/");
    auto const second = guest.get("/sign-in");

    auto const cookies = all_of(first, "Set-Cookie");
    REQUIRE(cookies.size() == 1);
    CHECK(cookies[0].starts_with("__Host-browser="));
    CHECK(cookies[0].ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=86400"));
    CHECK(guest.cookie(server::cookies::browser).size() == 43);
    CHECK(all_of(second, "Set-Cookie").empty());
    CHECK(Browser{*this}.get("/").field("set-cookie") != cookies[0]);
}

TEST_CASE_FIXTURE(Policy, "a member's browser is given no cookie by pages") {
    auto ada = Browser::of(*this, "ada");

    CHECK(all_of(ada.get("/"), "Set-Cookie").empty());
    CHECK(all_of(ada.get("/c/algebra/ask"), "Set-Cookie").empty());
}

TEST_CASE_FIXTURE(Policy, "no page has a script but ours, a style of its own, or another host") {
    auto ada = Browser::of(*this, "ada");
    for (std::string const target : {"/", "/sign-in", "/u/ada", "/c/algebra", "/c/algebra/ask", "/nowhere"}) {
        INFO(target);
        for (auto const& response : {get(target), ada.get(target)}) {
            if (!is_page(response)) continue;
            auto const text = without_our_script(response);
            for (std::string const part : {"<script", "<style", " style=", "<img", "<iframe", "src=", "http:"})
                CHECK(count(text, part) == 0);
            CHECK(count(response.body(), "<link rel=\"stylesheet\"") == 1);
        }
    }
}
