// The entities of the Mastodon API that tell of accounts and of the node: whole, whoever asks (clients 2d).
#include "tests/printing.hpp"
#include "tests/server/api_school.hpp"
#include "tests/server/required_members.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;

TEST_CASE("a member that is missing fails, and the clients that break without it are named") {
    auto const entity = federation::Json::read_object(R"({"last_read_id":"7","version":1})").value();
    CHECK(
        problems_with(entity.root(), "marker") ==
        std::vector<std::string>{"updated_at is missing, which breaks Tusky; Android"}
    );
}

TEST_CASE("a member of another kind fails") {
    auto const wrong = [](char const* json) {
        return problems_with(federation::Json::read_object(json).value().root(), "marker").size();
    };
    CHECK(wrong(R"({"last_read_id":"7","version":1,"updated_at":"2026-11-28T09:00:00.000Z"})") == 0);
    CHECK(wrong(R"({"last_read_id":7,"version":1,"updated_at":"2026-11-28T09:00:00.000Z"})") == 1);
    CHECK(wrong(R"({"last_read_id":"7","version":"1","updated_at":"2026-11-28T09:00:00.000Z"})") == 1);
    CHECK(wrong(R"({"last_read_id":"7","version":1,"updated_at":"2026-11-28T09:00:00Z"})") == 1);
    CHECK(wrong(R"({"last_read_id":"7","version":1,"updated_at":null})") == 1);
}

TEST_CASE_FIXTURE(ApiSchool, "an account is whole: a person, a community, and somebody of another school") {
    south.enrol("eve");
    json_of(ada.get("/api/v1/accounts/search?q=eve@south.test&resolve=true"));
    for (std::string const acct : {"ada", "algebra", "eve@south.test"}) {
        INFO(acct);
        auto const account = json_of(ada.get("/api/v1/accounts/lookup?acct=" + acct));
        check_required(account.root(), "account");
        CHECK(value_of(account.root(), "acct") == acct);
    }
}

TEST_CASE_FIXTURE(ApiSchool, "the own account has what only its member sees") {
    auto const account = json_of(ada.get("/api/v1/accounts/verify_credentials"));
    check_required(account.root(), "credential_account");
    CHECK(value_of(account.root(), "username") == "ada");
}

TEST_CASE_FIXTURE(ApiSchool, "a community is a group, and a person is not") {
    auto const community = json_of(ada.get("/api/v1/accounts/lookup?acct=algebra"));
    CHECK(value_of(community.root(), "group") == "true");
    CHECK(value_of(community.root(), "locked") == "false");
    CHECK(value_of(community.root(), "url") == "https://north.test/c/algebra");
    CHECK(value_of(json_of(ada.get("/api/v1/accounts/lookup?acct=ben")).root(), "group") == "false");
}

TEST_CASE_FIXTURE(ApiSchool, "the pictures of an account are where it says") {
    auto const account = json_of(ada.get("/api/v1/accounts/verify_credentials"));
    for (auto const* const name : {"avatar", "avatar_static", "header", "header_static"}) {
        auto const address = value_of(account.root(), name);
        INFO(address);
        REQUIRE(address.starts_with(app.browser_origin));
        auto const picture = get(address.substr(app.browser_origin.size()), "image/*");
        CHECK(picture.status() == 200);
        CHECK(picture.field("content-type") == "image/png");
        CHECK(picture.body().starts_with("\x89PNG\r\n"));
    }
}

TEST_CASE_FIXTURE(ApiSchool, "a relationship is whole") {
    auto const list = json_of(ada.get("/api/v1/accounts/relationships?id=" + id_of("ben")));
    REQUIRE(list.root().Size() == 1);
    check_required(list.root()[0], "relationship");
}

TEST_CASE_FIXTURE(ApiSchool, "the node tells about itself to everybody, in both versions") {
    ApiClient stranger{*this};
    for (std::string const version : {"v1", "v2"}) {
        INFO(version);
        auto const instance = json_of(stranger.get("/api/" + version + "/instance"));
        check_required(instance.root(), "instance_" + version);
        CHECK(value_of(instance.root(), "version") == "4.2.0 (compatible; Collegium 0.1.0)");
    }
    auto const second = json_of(stranger.get("/api/v2/instance"));
    CHECK(value_of(second.root(), "api_versions") == R"({"mastodon":1,"collegium":1})");
}

TEST_CASE_FIXTURE(ApiSchool, "the results of a search are all three lists, whatever was asked for") {
    for (std::string const type : {"", "&type=accounts", "&type=statuses", "&type=hashtags"}) {
        INFO(type);
        check_required(json_of(ada.get("/api/v2/search?q=ben" + type)).root(), "search_results");
    }
}

TEST_CASE_FIXTURE(ApiSchool, "a list, a marker, a report and the preferences are whole") {
    ada.post("/api/v1/accounts/" + id_of("algebra") + "/follow");
    settle();
    auto const lists = json_of(ada.get("/api/v1/lists"));
    REQUIRE(lists.root().Size() == 1);
    check_required(lists.root()[0], "list");

    auto const markers = json_of(ada.json(Method::post, "/api/v1/markers", R"({"home":{"last_read_id":"7"}})"));
    check_required(markers.root()["home"], "marker");

    auto const report = json_of(ada.post("/api/v1/reports", {{"account_id", id_of("ben")}, {"comment", "rude"}}));
    check_required(report.root(), "report");

    check_required(json_of(ada.get("/api/v1/preferences")).root(), "preferences");
}

TEST_CASE_FIXTURE(ApiSchool, "what the node says at length is whole, also when it says nothing") {
    check_required(
        json_of(ApiClient{*this}.get("/api/v1/instance/extended_description")).root(), "extended_description"
    );
}

TEST_CASE_FIXTURE(
    ApiSchool, "who cannot be told by push is told so as JSON, with every method, and is not signed out"
) {
    for (auto const method : {Method::get, Method::post, Method::put, Method::delete_}) {
        auto const response = ada.json(method, "/api/v1/push/subscription", R"({"subscription":{"endpoint":"x"}})");
        CHECK(response.status() == 404);
        CHECK(response.field("content-type") == "application/json; charset=utf-8");
        CHECK(error_of(response) == "Record not found");
    }
    CHECK(ada.get("/api/v1/accounts/verify_credentials").status() == 200);
}
