// The table of addresses: who may come in where, and what counts as an address.
#include "server/routes.hpp"

#include "tests/printing.hpp"

#include <algorithm>
#include <array>
#include <set>

using namespace collegium;
using namespace collegium::server;

namespace {

std::string path_matching(std::string_view pattern) {
    std::string path;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != ':') {
            path += pattern[i];
            continue;
        }
        path += "7";
        while (i + 1 < pattern.size() && pattern[i + 1] != '/') ++i;
    }
    return path;
}

bool is_post_for_anyone(Route const& route) {
    return route.method == Method::post && route.door == Door::form && route.who == Who::anyone;
}

bool is_inbox(Route const& route) {
    return route.pattern == "/inbox" || route.pattern.ends_with("/inbox") || route.pattern == "/mailbox";
}

}  // namespace

TEST_CASE("what changes something is behind a form key, a signature or the API's gate, and what is open only reads") {
    REQUIRE(routes().size() > 30);
    for (auto const& route : routes()) {
        INFO(route.pattern);
        if (route.door == Door::api) continue;  // proves itself by its token; no cookie counts there
        bool const is_message = route.door == Door::signed_message || route.door == Door::notice;
        bool const changes = is_message || route.door == Door::form;
        CHECK(changes == (route.method != Method::get));
        CHECK((route.method == Method::get || route.method == Method::post));
        CHECK(is_message == (route.method == Method::post && is_inbox(route)));
        CHECK((route.door == Door::notice) == (route.pattern == "/ldn/inbox"));
    }
}

TEST_CASE("only the ways in and out are forms for everyone") {
    std::set<std::string_view> for_anyone;
    for (auto const& route : routes())
        if (is_post_for_anyone(route)) for_anyone.insert(route.pattern);

    CHECK(
        for_anyone ==
        std::set<std::string_view>{
            "/invitation/:token",
            "/sign-in",
            "/sign-in/code",
            "/sign-in/code/passkey",
            "/sign-in/passkey",
            "/sign-in/school/name",
            "/sign-out",
            "/sign-up"}
    );
}

TEST_CASE("every row of the table is reached by a path of its own") {
    for (auto const& route : routes()) {
        INFO(route.pattern);
        auto const match = find_route(route.method, path_matching(route.pattern));
        REQUIRE(match.route != nullptr);
        CHECK(match.route->pattern == route.pattern);
        CHECK(match.names.size() == static_cast<std::size_t>(std::ranges::count(route.pattern, ':')));
    }
}

TEST_CASE("HEAD is answered by the route of GET, where there is one") {
    for (auto const& route : routes()) {
        INFO(route.pattern);
        auto const head = find_route(Method::head, path_matching(route.pattern));
        auto const get = find_route(Method::get, path_matching(route.pattern));
        CHECK(head.route == get.route);
    }
}

TEST_CASE("an address that takes another method is told apart from one that is not there") {
    auto const known = std::to_array<std::pair<Method, char const*>>(
        {{Method::post, "/u/ada"},
         {Method::get, "/inbox"},
         {Method::get, "/sign-out"},
         {Method::head, "/c/algebra/join"},
         {Method::put, "/"},
         {Method::delete_, "/post/7"},
         {Method::options, "/c/algebra/outbox"},
         {Method::patch, "/sign-in"}}
    );
    for (auto const& [method, path] : known) {
        INFO(path);
        auto const match = find_route(method, path);
        CHECK(match.route == nullptr);
        CHECK_FALSE(match.allowed.empty());
    }
    CHECK(find_route(Method::post, "/nowhere").allowed.empty());
    CHECK(find_route(Method::put, "/u/ada/nothing").allowed.empty());
}

TEST_CASE("what a segment names is decoded once") {
    CHECK(find_route(Method::get, "/u/%61da").names == std::vector<std::string>{"ada"});
    CHECK(find_route(Method::get, "/c/algebra@uni.test").names == std::vector<std::string>{"algebra@uni.test"});
    CHECK(find_route(Method::get, "/c/algebra%40uni.test").names == std::vector<std::string>{"algebra@uni.test"});
    CHECK(find_route(Method::get, "/u/a+b").names == std::vector<std::string>{"a+b"});
    CHECK(find_route(Method::get, "/u/%2561").names == std::vector<std::string>{"%61"});
    CHECK(find_route(Method::get, "/activities/create/7").names == std::vector<std::string>{"create", "7"});
}

TEST_CASE("a path that is bent fits nothing") {
    auto const bent = std::to_array<std::string_view>(
        {"",
         "//",
         "/u",
         "/u/",
         "/u//",
         "//u/ada",
         "/u/ada/",
         "/u/ada//outbox",
         "/u/ada/outbox/",
         "/u/a%2Fb",
         "/u/a%2fb",
         "/u/%2F",
         "/u/a%00",
         "/u/%00",
         "/u/%",
         "/u/%4",
         "/u/%zz",
         "/u/%C3",
         "/u/%ED%A0%80",
         "/u/%C0%AF",
         "/%75/ada",
         "/U/ada",
         "/c/a%2Fjoin",
         "/post/7/",
         "/post//context",
         "/activities/create",
         "/activities/create/7/8",
         "/assets/",
         "/assets/../assets/style.css",
         "/assets/%2E%2E/style.css",
         "/assets/style.css/",
         "/sign-in/"}
    );
    for (auto const path : bent) {
        INFO(path);
        for (auto const method : {Method::get, Method::head, Method::post}) {
            auto const match = find_route(method, path);
            CHECK(match.route == nullptr);
            CHECK(match.allowed.empty());
        }
    }
}

TEST_CASE("two dots are a name like any other and lead nowhere else") {
    for (std::string const path : {"/u/..", "/u/%2e%2e", "/u/.%2E", "/u/."}) {
        INFO(path);
        auto const match = find_route(Method::get, path);
        REQUIRE(match.route != nullptr);
        CHECK(match.route->pattern == "/u/:name");
    }
    CHECK(find_route(Method::get, "/u/../c/algebra").route == nullptr);
}
