// The entities of statuses, whole: one file of required members each (clients 2d, D8).
#include "tests/printing.hpp"
#include "tests/server/required_members.hpp"
#include "tests/server/statuses.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

struct Entities : Statuses {
    void check(std::string_view name, server::Response const& response) {
        REQUIRE(response.status() == 200);
        auto const json = json_of(response);
        check_required(json.root(), name);
    }

    std::string question = say(as_ben, "@algebra #question Why is it so?\n\nI *wonder*.");
    std::string answer = reply(as_ada, question, "@ben Because of [this](https://north.test/u/ada). #proof");
};

}  // namespace

TEST_CASE_FIXTURE(Entities, "a status has every member that clients need") {
    CHECK(as_cora.post("/api/v1/statuses/" + answer + "/favourite").status() == 200);
    CHECK(as_ben.post("/api/v1/statuses", {{"status", "#accept"}, {"in_reply_to_id", answer}}).status() == 200);
    check("status", as_cora.get("/api/v1/statuses/" + answer));
    check("status", as_cora.get("/api/v1/statuses/" + question));
}

TEST_CASE_FIXTURE(Entities, "a status with a warning that was changed") {
    auto const id = say(as_ada, "First", {{"spoiler_text", "Careful"}, {"visibility", "unlisted"}, {"language", "de"}});
    village.pass(std::chrono::minutes{5});
    CHECK(as_ada.form(Method::put, "/api/v1/statuses/" + id, {{"status", "Second"}}).status() == 200);
    check("status", as_guest.get("/api/v1/statuses/" + id));
    auto const history = json_of(as_guest.get("/api/v1/statuses/" + id + "/history"));
    REQUIRE(history.root().Size() == 2);
    for (auto const& each : history.root().GetArray()) check_required(each, "status_edit");
    check("status_source", as_ada.get("/api/v1/statuses/" + id + "/source"));
}

TEST_CASE_FIXTURE(Entities, "a line around a status that was passed on") {
    check("status", as_cora.post("/api/v1/statuses/" + answer + "/reblog"));
}

TEST_CASE_FIXTURE(Entities, "a context has what stands above and below, in the order in which it was said") {
    auto const comment = reply(as_ben, answer, "@ada Really?");
    auto const second = reply(as_cora, question, "No.");
    check("context", as_cora.get("/api/v1/statuses/" + answer + "/context"));

    auto const whole = as_cora.get("/api/v1/statuses/" + question + "/context");
    auto const json = json_of(whole);
    CHECK(federation::member(json.root(), "ancestors")->Empty());
    auto const& below = federation::member(json.root(), "descendants")->GetArray();
    REQUIRE(below.Size() == 3);
    CHECK(value_of(below[0], "id") == answer);
    CHECK(value_of(below[1], "id") == comment);
    CHECK(value_of(below[2], "id") == second);
}
