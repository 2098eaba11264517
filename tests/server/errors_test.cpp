// Errors: a page for people, JSON for machines, each with the status of its reason.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

using server::Method;

namespace {

struct Errors : Front {
    Errors() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("algebra", "ada"));
    }

    server::Response by(Method method, std::string const& target, std::string_view accept) {
        auto request = request_for(method, target);
        request.fields.push_back({"Accept", std::string{accept}});
        return answer(std::move(request));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Errors, "what is not there is a page for browsers and JSON for all others") {
    for (std::string const target :
         {"/nowhere",
          "/u/nobody",
          "/c/nothing",
          "/c/nothing@south.test",
          "/c/a@b@c",
          "/post/7",
          "/comment/7",
          "/post/x",
          "/post/-1",
          "/post/99999999999999999999999",
          "/post/7%20",
          "/post/0x7"}) {
        INFO(target);
        auto const page = get(target, "text/html,application/xhtml+xml,*/*;q=0.8");
        CHECK(page.status() == 404);
        CHECK(is_page(page));
        CHECK(shows(page, "<h1>There is nothing here</h1>"));
        for (auto const accept :
             {activity_type, std::string_view{"*/*"}, std::string_view{}, std::string_view{"text/plain"}}) {
            auto const json = get(target, accept);
            CHECK(json.status() == 404);
            CHECK(is_json(json));
            CHECK(shows(json, R"("error":"not-found")"));
        }
    }
}

TEST_CASE_FIXTURE(Errors, "what only machines read is refused in JSON") {
    for (std::string const target :
         {"/u/nobody/outbox",
          "/c/nothing/followers",
          "/c/ada/moderators",
          "/u/algebra/outbox",
          "/post/7/context",
          "/post/7/replies",
          "/comment/7/replies",
          "/activities/create/7",
          "/nodeinfo/1.0",
          "/nodeinfo/3"}) {
        INFO(target);
        auto const json = get_activity(target);
        CHECK(json.status() == 404);
        CHECK(is_json(json));
    }
}

TEST_CASE_FIXTURE(Errors, "the wrong method is told, not hidden") {
    auto const page = by(Method::put, "/c/algebra", html_type);
    CHECK(page.status() == 405);
    CHECK(is_page(page));

    auto const json = by(Method::get, "/inbox", activity_type);
    CHECK(json.status() == 405);
    CHECK(shows(json, R"("error":"wrong-method")"));

    CHECK(by(Method::delete_, "/u/ada", "").status() == 405);
    CHECK(by(Method::options, "/sign-in", "").status() == 405);
    CHECK(by(Method::put, "/nowhere", "").status() == 404);
}

TEST_CASE_FIXTURE(Errors, "the answer to a wrong method says which are right") {
    CHECK(by(Method::put, "/c/algebra", html_type).field("allow") == "GET, HEAD");
    CHECK(by(Method::get, "/inbox", activity_type).field("allow") == "POST");
}

TEST_CASE_FIXTURE(Errors, "an address in the query that cannot be decoded is malformed") {
    for (std::string const target : {"/sign-in?return=%zz", "/c/algebra?before=%", "/?x=%ff", "/?x=%00"}) {
        INFO(target);
        CHECK(get(target).status() == 400);
        CHECK(is_page(get(target)));
        CHECK(is_json(get_activity(target)));
    }
}

TEST_CASE_FIXTURE(Errors, "an error page shows nothing of what was asked for") {
    auto const response = get("/u/%3Cscript%3Ealert(1)%3C%2Fscript%3E?x=%3Cscript%3E");

    CHECK(response.status() == 404);
    CHECK_FALSE(shows(response, "script"));
    CHECK_FALSE(shows(response, "alert"));
}

TEST_CASE_FIXTURE(Errors, "HEAD is answered as GET is") {
    for (std::string const target : {"/", "/u/ada", "/c/algebra", "/c/algebra/outbox", "/nowhere", "/sign-in"}) {
        INFO(target);
        for (auto const accept : {html_type, activity_type}) {
            auto const head = by(Method::head, target, accept), got = by(Method::get, target, accept);
            CHECK(head.status() == got.status());
            CHECK(head.field("content-type") == got.field("content-type"));
            CHECK(head.field("link") == got.field("link"));
            CHECK(head.field("vary") == got.field("vary"));
        }
    }
}

TEST_CASE_FIXTURE(Errors, "a name that is too long names nobody") {
    CHECK(get("/u/" + std::string(600, 'a')).status() == 404);
    CHECK(get("/c/" + std::string(600, 'a')).status() == 404);
    CHECK(get("/c/" + std::string(600, 'a') + "@south.test").status() == 404);
    CHECK(get("/u/" + std::string(600, 'a') + "/outbox").status() == 404);
    CHECK(Browser{*this}.sign_in(std::string(600, 'a'), "anything").status() == 422);
}

TEST_CASE_FIXTURE(Errors, "an empty name names nobody") {
    CHECK(get("/c/@south.test").status() == 404);
    CHECK(get("/c/@").status() == 404);
    CHECK(get("/c/@north.test").status() == 404);
    CHECK(get_activity("/c/@north.test").status() == 404);
}

TEST_CASE_FIXTURE(Errors, "a thing has one address") {
    Fields const whole{{"title", "Why?"}, {"words", "Because."}};
    auto const path = std::string{Browser::of(*this, "ada").submit("/c/algebra/ask", whole).field("location")};
    auto const number = path.substr(std::string_view{"/post/"}.size());
    REQUIRE(get_activity(path).status() == 200);

    for (auto const& other : {"/comment/" + number, "/post/00" + number}) {
        CHECK(get_activity(other).status() == 302);
        CHECK(get_activity(other).field("location") == "https://north.test" + path);
    }
}
