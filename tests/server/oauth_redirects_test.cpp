// Where codes may be sent to, in every spelling that somebody with bad intentions tries.
#include "server/oauth/redirects.hpp"
#include "tests/printing.hpp"

#include <array>

using namespace collegium::server::oauth;

TEST_CASE("the addresses that real programs use are taken") {
    auto const good = std::to_array<std::string_view>(
        {"urn:ietf:wg:oauth:2.0:oob",
         "https://app.example/callback",
         "https://app.example:8443/callback?from=collegium",
         "https://app.example",
         "http://localhost:63546/callback",
         "http://localhost/",
         "http://127.0.0.1:8080/cb?x=y",
         "http://127.0.0.1",
         "http://[::1]:5000/cb",
         "icecubesapp://",
         "oauth2redirect://com.keylesspalace.tusky/",
         "mastodon-android-auth://callback",
         "com.example.app:/oauth"}
    );
    for (auto const uri : good) {
        INFO(uri);
        CHECK(is_redirect(uri));
    }
}

TEST_CASE("addresses that a browser would run, that others can listen to, or that read in two ways are not") {
    auto const bad = std::to_array<std::string_view>(
        {"",
         "callback",
         "/callback",
         "//app.example/callback",
         "http://app.example/callback",
         "http://localhost.evil.test/",
         "http://localhost@evil.test/",
         "http://127.0.0.1.evil.test/",
         "http://127.0.0.1:0/",
         "http://127.0.0.1:99999/",
         "http://127.0.0.1:80x/",
         "http://127.0.0.2/",
         "http://2130706433/",
         "https://user@app.example/",
         "https://APP.example/",
         "https://app.example/#fragment",
         "https://app.example/a b",
         "https://app.example/\r\nSet-Cookie:a=b",
         "https://app.example\\@evil.test/",
         "https://10.0.0.1/",
         "javascript:alert(1)",
         "JavaScript:alert(1)",
         "data:text/html,x",
         "vbscript:x",
         "file:///etc/passwd",
         "blob:https://app.example/1",
         "about:blank",
         "ftp://app.example/",
         "urn:ietf:wg:oauth:2.0:oob2",
         "app:",
         "1app://x",
         "a;b://x",
         "app://x\"><script>"}
    );
    for (auto const uri : bad) {
        INFO(uri);
        CHECK_FALSE(is_redirect(uri));
    }
    CHECK_FALSE(is_redirect("https://app.example/" + std::string(longest_redirect, 'a')));
}

TEST_CASE("an address fits to the byte, but for the port on the member's own computer") {
    CHECK(fits("https://app.example/cb", "https://app.example/cb"));
    CHECK_FALSE(fits("https://app.example/cb", "https://app.example/cb/"));
    CHECK_FALSE(fits("https://app.example/cb", "https://app.example:8443/cb"));
    CHECK_FALSE(fits("https://app.example/cb", "https://app.example/cb?x"));

    CHECK(fits("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb"));
    CHECK(fits("http://127.0.0.1:1/cb", "http://127.0.0.1:51004/cb"));
    CHECK(fits("http://[::1]/cb", "http://[::1]:51004/cb"));
    CHECK_FALSE(fits("http://127.0.0.1/cb", "http://127.0.0.1:51004/other"));
    CHECK_FALSE(fits("http://127.0.0.1/cb", "http://localhost:51004/cb"));
    CHECK_FALSE(fits("http://127.0.0.1/cb", "http://127.0.0.1:51004@evil.test/cb"));
}

TEST_CASE("a page's form may lead to the program, and to nothing beside it") {
    CHECK(form_target("urn:ietf:wg:oauth:2.0:oob").empty());
    CHECK(form_target("https://app.example:8443/cb;x") == "https://app.example:8443");
    CHECK(form_target("http://localhost:3000/cb") == "http://localhost:3000");
    CHECK(form_target("http://127.0.0.1/cb") == "http://127.0.0.1");
    CHECK(form_target("http://[::1]:3000/cb") == "http:");
    CHECK(form_target("icecubesapp://") == "icecubesapp:");
}

TEST_CASE("answers go into the query that is there") {
    CHECK(
        with_answers("https://app.example/cb", {{"code", "a"}, {"state", "x y&"}}) ==
        "https://app.example/cb?code=a&state=x%20y%26"
    );
    CHECK(with_answers("https://app.example/cb?k=v", {{"code", "a"}}) == "https://app.example/cb?k=v&code=a");
    CHECK(with_answers("icecubesapp://", {{"code", "a"}}) == "icecubesapp://?code=a");
}
