// The wire rules of the Mastodon API (clients 2e): errors, limits, slashes, booleans, and who may come in.
#include "server/mastodon/dates.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_school.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

constexpr std::string_view lists_that_are_empty[] = {
    "/api/v1/custom_emojis",
    "/api/v1/trends/tags",
    "/api/v1/trends/statuses",
    "/api/v1/trends/links",
    "/api/v1/announcements",
    "/api/v1/suggestions",
    "/api/v2/suggestions",
    "/api/v1/scheduled_statuses",
    "/api/v1/conversations",
    "/api/v1/followed_tags",
    "/api/v1/featured_tags",
    "/api/v1/filters",
    "/api/v2/filters",
    "/api/v1/endorsements",
    "/api/v1/domain_blocks",
    "/api/v1/follow_requests",
    "/api/v1/mutes",
    "/api/v1/blocks"};

}  // namespace

TEST_CASE("a date has three decimals and a Z") {
    using server::mastodon::api_date;
    CHECK(api_date(Instant{}) == "1970-01-01T00:00:00.000Z");
    CHECK(api_date(from_rfc3339("2026-11-28T09:00:00.007Z").value()) == "2026-11-28T09:00:00.007Z");
    CHECK(api_date(from_rfc3339("2026-11-28T09:00:00.987654Z").value()) == "2026-11-28T09:00:00.987Z");
}

TEST_CASE("an id is decimal digits and nothing else") {
    using server::mastodon::local_id_of;
    CHECK(local_id_of("18446744073709551615") == storage::LocalId{~0ull});
    for (std::string_view const wrong : {"", "0", "-1", "+1", "1x", " 1", "18446744073709551616", "0x7"})
        CHECK_FALSE(local_id_of(wrong));
}

TEST_CASE_FIXTURE(ApiSchool, "a slash at the end of an address makes no difference") {
    for (std::string const path : {"/api/v1/instance", "/api/v2/instance", "/api/v1/lists", "/api/v1/preferences"}) {
        INFO(path);
        CHECK(ada.get(path + "/").body() == ada.get(path).body());
        CHECK(ada.get(path + "/").status() == 200);
    }
}

TEST_CASE_FIXTURE(ApiSchool, "lists of what we do not have are empty, and not missing") {
    for (auto const path : lists_that_are_empty) {
        INFO(path);
        CHECK(json_of(ada.get(std::string{path})).root().Empty());
    }
    auto const push = ada.get("/api/v1/push/subscription");
    CHECK(push.status() == 404);
    CHECK(error_of(push) == "Record not found");
}

TEST_CASE_FIXTURE(ApiSchool, "every error is JSON and says what it is") {
    ApiClient stranger{*this}, forger{*this};
    forger.token = "made-up";
    auto reader = ApiClient::of(*this, "ada", "read");
    auto const check = [](server::Response const& answer, unsigned status) {
        INFO(answer.body());
        CHECK(answer.status() == status);
        CHECK(answer.field("content-type") == "application/json; charset=utf-8");
        CHECK_FALSE(error_of(answer).empty());
    };
    check(stranger.get("/api/v1/accounts/verify_credentials"), 401);
    check(forger.get("/api/v1/accounts/verify_credentials"), 401);
    check(forger.get("/api/v1/instance"), 401);
    check(reader.post("/api/v1/accounts/" + id_of("ben") + "/follow"), 403);
    check(ada.get("/api/v1/accounts/999999"), 404);
    check(ada.get("/api/v1/accounts/..%2F"), 404);
    check(ada.get("/api/v1/nothing"), 404);
    check(ada.post("/api/v1/accounts/verify_credentials"), 405);
    check(ada.json(Method::post, "/api/v1/markers", "{"), 400);
    check(ada.post("/api/v1/lists"), 422);
}

TEST_CASE_FIXTURE(ApiSchool, "a token does what its scopes say and no more") {
    auto reader = ApiClient::of(*this, "ada", "read:accounts");
    CHECK(reader.get("/api/v1/accounts/verify_credentials").status() == 200);
    CHECK(reader.get("/api/v1/lists").status() == 403);
    auto follower = ApiClient::of(*this, "ada", "follow");
    CHECK(follower.post("/api/v1/accounts/" + id_of("ben") + "/mute").status() == 200);
    CHECK(follower.get("/api/v1/accounts/verify_credentials").status() == 403);
}

TEST_CASE_FIXTURE(ApiSchool, "a cookie opens nothing") {
    auto browser = Browser::of(*this, "ada");
    CHECK(browser.get("/api/v1/accounts/verify_credentials").status() == 401);
    CHECK(browser.submit("/api/v1/accounts/" + id_of("ben") + "/follow").status() == 401);
}

TEST_CASE_FIXTURE(ApiSchool, "yes is true, True, 1, on and t, in each way of sending") {
    auto const mute = "/api/v1/accounts/" + id_of("ben") + "/mute";
    for (std::string const no : {"false", "False", "0", "off", "f"}) {
        INFO(no);
        auto const quiet = [&](server::Response const& answer) {
            return value_of(json_of(answer).root(), "muting_notifications");
        };
        CHECK(quiet(ada.post(mute, {{"notifications", no}})) == "false");
        CHECK(quiet(ada.multipart(Method::post, mute, {{"notifications", no}})) == "false");
        CHECK(quiet(ada.json(Method::post, mute, R"({"notifications":")" + no + R"("})")) == "false");
        CHECK(quiet(ada.post(mute + "?notifications=" + no)) == "false");
        CHECK(quiet(ada.json(Method::post, mute, R"({"notifications":true})")) == "true");
        CHECK(quiet(ada.json(Method::post, mute, R"({"notifications":null})")) == "true");
    }
}

TEST_CASE_FIXTURE(ApiSchool, "each answer tells all three of how often may be called") {
    auto const first = ada.get("/api/v1/preferences");
    CHECK(first.field("x-ratelimit-limit") == "300");
    CHECK(first.field("x-ratelimit-remaining") == "299");
    CHECK(from_rfc3339(first.field("x-ratelimit-reset")) > village.clock.now());
    CHECK(ada.get("/api/v1/preferences").field("x-ratelimit-remaining") == "298");
    CHECK(ben.get("/api/v1/preferences").field("x-ratelimit-remaining") == "299");
}

TEST_CASE_FIXTURE(ApiSchool, "whoever calls too often waits, and is told how long") {
    for (int i = 0; i < 300; ++i) REQUIRE(ada.get("/api/v1/preferences").status() == 200);
    auto const late = ada.get("/api/v1/preferences");
    CHECK(late.status() == 429);
    CHECK(late.field("retry-after") == "300");
    CHECK(late.field("x-ratelimit-remaining") == "0");
    CHECK_FALSE(error_of(late).empty());
    CHECK(ben.get("/api/v1/preferences").status() == 200);
    village.pass(std::chrono::minutes{5} + std::chrono::seconds{1});
    CHECK(ada.get("/api/v1/preferences").status() == 200);
}

TEST_CASE_FIXTURE(ApiSchool, "searches are 30 a minute and reports 20 an hour") {
    for (int i = 0; i < 30; ++i) REQUIRE(ada.get("/api/v2/search?q=ben").status() == 200);
    auto const search = ada.get("/api/v2/search?q=ben");
    CHECK(search.status() == 429);
    CHECK(search.field("x-ratelimit-limit") == "30");

    Fields const about_ben{{"account_id", id_of("ben")}};
    for (int i = 0; i < 20; ++i) REQUIRE(ada.post("/api/v1/reports", about_ben).status() == 200);
    CHECK(ada.post("/api/v1/reports", about_ben).status() == 429);

    auto other = ApiClient::of(*this, "ada", "read write", "another-program");
    CHECK(other.get("/api/v1/preferences").field("x-ratelimit-remaining") == "299");
    CHECK(other.get("/api/v2/search?q=ben").status() == 429);
    CHECK(other.post("/api/v1/reports", about_ben).status() == 429);
}

TEST_CASE_FIXTURE(ApiSchool, "what a client claims about its address changes no limit") {
    ApiClient stranger{*this};
    for (int i = 0; i < 300; ++i) {
        auto request = stranger.request(Method::get, "/api/v1/custom_emojis");
        request.fields.push_back({"X-Forwarded-For", "198.51.100." + std::to_string(i % 250)});
        REQUIRE(stranger.send(std::move(request)).status() == 200);
    }
    CHECK(stranger.get("/api/v1/custom_emojis").status() == 429);
}

TEST_CASE_FIXTURE(ApiSchool, "NodeInfo says what the program is, and whose API it speaks") {
    auto const info = get("/nodeinfo/2.0", "application/json");
    CHECK(shows(info, R"("name":"collegium")"));
    CHECK(shows(info, R"("metadata":{"upstream":{"name":"mastodon"}})"));
}
