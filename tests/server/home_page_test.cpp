// The start page: communities here, communities of a member, and finding one at a partner.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Home : Front {
    server::Response find(std::string const& address) {
        return browser.submit("/communities/find", {{"address", address}});
    }

    Person ada = add_person("ada");
    Browser browser = Browser::of(*this, "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Home, "a guest sees the communities here and nothing to fill in") {
    CHECK(shows(get("/"), "There are no communities here yet."));
    static_cast<void>(found("algebra"));
    rename("https://north.test/c/algebra", "Algebra for all", "<p>Numbers &amp; letters</p>");

    auto const page = get("/");

    CHECK(page.status() == 200);
    CHECK(shows(page, "<a href=\"/c/algebra\">Algebra for all</a>"));
    CHECK(shows(page, "@algebra@north.test"));
    CHECK(shows(page, "<p>Numbers &amp; letters</p>"));
    CHECK_FALSE(shows(page, "<form"));
}

TEST_CASE_FIXTURE(Home, "a member sees what they joined") {
    static_cast<void>(found("algebra"));
    CHECK(shows(browser.get("/"), "You have not joined a community yet."));

    ada.follow("https://north.test/c/algebra");
    settle();

    auto const page = browser.get("/");
    CHECK_FALSE(shows(page, "You have not joined"));
    CHECK(count(page.body(), "<a href=\"/c/algebra\">algebra</a>") == 2);  // joined, and here
}

TEST_CASE_FIXTURE(Home, "a partner's community is found by its address, however it is written") {
    static_cast<void>(south.found("poetry"));

    for (std::string const address :
         {"poetry@south.test", "@poetry@south.test", "acct:poetry@south.test", "  poetry@south.test\n"}) {
        INFO(address);
        auto const response = find(address);
        CHECK(response.status() == 303);
        CHECK(response.field("location") == "/c/poetry@south.test");
    }
    CHECK(get("/c/poetry@south.test").status() == 200);
}

TEST_CASE_FIXTURE(Home, "a community of ours is found without asking anybody") {
    static_cast<void>(found("algebra"));
    auto const before = north.network.requests;

    CHECK(find("algebra@north.test").field("location") == "/c/algebra");
    CHECK(north.network.requests == before);
}

TEST_CASE_FIXTURE(Home, "an address that leads nowhere is told beside the field, with what was typed") {
    static_cast<void>(south.enrol("ben"));
    for (auto const& [address, words] : Fields{
             {"", "Write the address as name@institution"},
             {"poetry", "Write the address as name@institution"},
             {"poetry@south.test/x", "Write the address as name@institution"},
             {"poetry@127.0.0.1", "Write the address as name@institution"},
             {"poetry@far.test", "That institution is not a partner of ours."},
             {"nothing@south.test", "There is no community of that name."},
             {"ben@south.test", "That is not a community."}}) {
        INFO(address);
        auto const page = find(address);
        CHECK(page.status() == 422);
        CHECK(shows(page, "<p class=\"problem\" id=\"address-problem\">" + words));
        CHECK(shows(page, "name=\"address\" value=\"" + address + "\""));
        CHECK(shows(page, "aria-describedby=\"address-problem\""));
    }
    south.up = false;
    CHECK(shows(find("poetry@south.test"), "Try again in a few minutes."));
}

TEST_CASE_FIXTURE(Home, "a partner's strange name leads to a page of ours or nowhere") {
    auto const request = find(std::string{hostile});
    CHECK(request.status() == 422);
    CHECK_FALSE(shows(request, "<script"));
    CHECK_FALSE(shows(request, "' onmouseover"));

    village.scripted["south.test"] = [](federation::OutgoingRequest const& asked) {
        if (asked.target.starts_with("/.well-known/"))
            return document(
                "application/jrd+json",
                R"({"subject":"acct:x@south.test","links":[{"rel":"self","type":"application/activity+json",)"
                R"("href":"https://south.test/c/x"}]})"
            );
        return document(
            "application/activity+json",
            R"({"id":"https://south.test/c/x","type":"Group","preferredUsername":"x\r\nSet-Cookie: a=b",)"
            R"("inbox":"https://south.test/c/x/inbox"})"
        );
    };
    auto const response = find("x@south.test");
    CHECK(response.status() == 422);
    CHECK(server::write_response_head(response, "Tue, 01 Sep 2026 10:00:00 GMT", true));
}
