// Cookies: read as browsers send them, written so that scripts and other hosts never see them.
#include "server/cookies.hpp"

#include "tests/printing.hpp"

#include <array>

using namespace collegium;
using namespace collegium::server;

namespace {

struct Row {
    std::string_view field;
    std::string_view value;
};

Request with_cookies(std::string_view field) {
    Request request;
    request.fields.push_back({"cookie", std::string{field}});
    return request;
}

}  // namespace

TEST_CASE("a cookie is found by its whole name") {
    auto const rows = std::to_array<Row>(
        {{"token=abc", "abc"},
         {"a=1; token=abc", "abc"},
         {"a=1;token=abc", "abc"},
         {"a=1;   token=abc; b=2", "abc"},
         {"token=abc; token=def", "abc"},
         {"token=a=b==", "a=b=="},
         {"token=", ""},
         {"token", ""},
         {"token; token=abc", "abc"},
         {"", ""},
         {";", ""},
         {";;;token=abc;", "abc"},
         {"tokens=abc", ""},
         {"xtoken=abc", ""},
         {"Token=abc", ""},
         {"x=token=abc", ""},
         {"token =abc", ""},
         {"=token=abc", ""}}
    );
    for (auto const& [field, value] : rows) {
        INFO(field);
        CHECK(cookies::value_of(with_cookies(field), "token") == value);
    }
    CHECK(cookies::value_of(Request{}, "token").empty());
}

TEST_CASE("a cookie of ours is for this host only, over TLS only, and not for scripts") {
    auto const kept = cookies::keep(cookies::sign_in, "abc", 14);

    CHECK(kept == "__Host-sign-in=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=1209600");
    CHECK(cookies::sign_in.starts_with("__Host-"));
    CHECK(cookies::browser.starts_with("__Host-"));
    CHECK(kept.find("Domain") == std::string::npos);
}

TEST_CASE("a cookie is forgotten with the same attributes, or browsers would keep it") {
    CHECK(cookies::forget(cookies::browser) == "__Host-browser=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
}
