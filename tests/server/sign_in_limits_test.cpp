// How often a sign-in may be tried (security W12): by account and by address.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <functional>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Limits : Front {
    Limits() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(add_person("ben"));
    }

    unsigned try_from(std::string const& peer, std::string const& name, std::string_view words) {
        Browser browser{*this};
        browser.peer = peer;
        return browser.sign_in(name, words).status();
    }

    // Thirty wrong tries by way of the proxy on this machine, each under another name, with such lines; how many had to
    // wait.
    unsigned refused_of_thirty(std::function<std::vector<std::string>(int)> const& forwarded) {
        Browser browser{*this};
        browser.peer = "127.0.0.1";
        static_cast<void>(browser.get("/sign-in"));
        unsigned refused = 0;
        for (int i = 0; i < 30; ++i) {
            auto request = browser.form(
                "/sign-in",
                {{"name", "name" + std::to_string(i)}, {"password", "wrong"}, {"form_key", browser.form_key()}}
            );
            for (auto const& line : forwarded(i)) request.fields.push_back({"X-Forwarded-For", line});
            if (browser.send(std::move(request)).status() == 429) ++refused;
        }
        return refused;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Limits, "after five wrong passwords the right one waits, from wherever it comes") {
    for (int i = 0; i < 5; ++i) CHECK(try_from("192.0.2." + std::to_string(i), "ada", "wrong") == 422);

    CHECK(try_from("192.0.2.99", "ada", password) == 429);
    CHECK(try_from("192.0.2.99", "ben", password) == 303);
    village.clock.pass(15min + 1ms);
    CHECK(try_from("192.0.2.99", "ada", password) == 303);
}

TEST_CASE_FIXTURE(Limits, "a name that nobody has is limited as one that somebody has") {
    for (int i = 0; i < 5; ++i) CHECK(try_from("192.0.2." + std::to_string(i), "nobody", "wrong") == 422);

    CHECK(try_from("192.0.2.99", "nobody", "wrong") == 429);
}

TEST_CASE_FIXTURE(Limits, "after twenty tries from one address all names wait there, and nowhere else") {
    for (int i = 0; i < 20; ++i) CHECK(try_from("192.0.2.7", "name" + std::to_string(i), "wrong") == 422);

    CHECK(try_from("192.0.2.7", "ada", password) == 429);
    CHECK(try_from("192.0.2.8", "ada", password) == 303);
}

TEST_CASE_FIXTURE(Limits, "what a client says of its own address changes nothing") {
    Browser browser{*this};
    static_cast<void>(browser.get("/sign-in"));
    unsigned refused = 0;
    for (int i = 0; i < 30; ++i) {
        auto request = browser.form(
            "/sign-in", {{"name", "name" + std::to_string(i)}, {"password", "wrong"}, {"form_key", browser.form_key()}}
        );
        for (std::string const name : {"X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP"})
            request.fields.push_back({name, "198.51.100." + std::to_string(i)});
        if (browser.send(std::move(request)).status() == 429) ++refused;
    }
    CHECK(refused == 10);
}

TEST_CASE_FIXTURE(Limits, "a right password forgets the wrong ones of the account") {
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 4; ++i) CHECK(try_from("192.0.2." + std::to_string(i), "ada", "wrong") == 422);
        CHECK(try_from("192.0.2.9", "ada", password) == 303);
    }
}

TEST_CASE_FIXTURE(Limits, "who has to wait is told so beside what was typed") {
    for (int i = 0; i < 5; ++i) static_cast<void>(try_from("192.0.2.7", "ada", "wrong"));

    auto const response = Browser{*this}.sign_in("ada", password);

    CHECK(response.status() == 429);
    CHECK(shows(response, "Too many tries. Wait fifteen minutes, then try again."));
    CHECK(shows(response, "name=\"name\" value=\"ada\""));
    CHECK(all_of(response, "Set-Cookie").empty());
}

TEST_CASE_FIXTURE(Limits, "an address that must wait locks nobody else out") {
    for (int i = 0; i < 20; ++i) static_cast<void>(try_from("192.0.2.7", "name" + std::to_string(i), "wrong"));
    for (int i = 0; i < 5; ++i) CHECK(try_from("192.0.2.7", "ada", "wrong") == 429);

    CHECK(try_from("198.51.100.1", "ada", password) == 303);
}

TEST_CASE_FIXTURE(Limits, "a block of IPv6 addresses is one place") {
    unsigned refused = 0;
    for (int i = 1; i <= 30; ++i)
        if (try_from("2001:db8::" + std::to_string(i), "name" + std::to_string(i), "wrong") == 429) ++refused;
    CHECK(refused == 10);
}

TEST_CASE_FIXTURE(Limits, "a whole class signs in from one address: a right try is given back") {
    for (int i = 0; i < 25; ++i) {
        INFO(i);
        CHECK(try_from("192.0.2.7", i % 2 == 0 ? "ada" : "ben", password) == 303);
    }
}

TEST_CASE_FIXTURE(Limits, "who has one account guesses at the others no more often") {
    for (int i = 0; i < 19; ++i) {
        CHECK(try_from("192.0.2.7", "name" + std::to_string(i), "wrong") == 422);
        CHECK(try_from("192.0.2.7", "ben", password) == 303);
    }
    CHECK(try_from("192.0.2.7", "ada", "wrong") == 422);
    CHECK(try_from("192.0.2.7", "ada", "wrong") == 429);
    CHECK(try_from("192.0.2.7", "ben", password) == 429);
}

TEST_CASE_FIXTURE(Limits, "of what a proxy on this machine tells, its own word counts: the last (R17)") {
    auto const number = [](int i) { return std::to_string(i); };
    SUBCASE("behind a comma") {
        CHECK(refused_of_thirty([&](int i) { return std::vector{"198.51.100." + number(i) + ", 192.0.2.50"}; }) == 10);
    }
    SUBCASE("as a line of its own") {
        CHECK(refused_of_thirty([&](int i) {
                  return std::vector<std::string>{"198.51.100." + number(i), "192.0.2.50"};
              }) == 10);
    }
    SUBCASE("an address in another spelling is the same one") {
        CHECK(refused_of_thirty([&](int i) {
                  return std::vector<std::string>{i % 2 == 0 ? "::ffff:192.0.2.50" : "192.0.2.50 "};
              }) == 10);
    }
    SUBCASE("what is no address tells apart nobody") {
        CHECK(refused_of_thirty([&](int i) { return std::vector{"somewhere" + number(i)}; }) == 10);
    }
    SUBCASE("different people are told apart") {
        CHECK(refused_of_thirty([&](int i) { return std::vector{"198.51.100." + number(i)}; }) == 0);
    }
}
