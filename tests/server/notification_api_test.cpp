// What a member was told, as programs read it.
#include "server/mastodon/notification_entity.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/news_desk.hpp"
#include "tests/server/required_members.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct NewsApi : NewsDesk {
    NewsApi() {
        for (int i = 0; i < 3; ++i) static_cast<void>(ben.answer(question, "Answer " + std::to_string(i)));
        like(ben, question, ada, community);
        catch_up();
    }

    std::vector<std::string> ids(std::string const& query = "") {
        auto const json = json_of(client.get("/api/v1/notifications" + query));
        std::vector<std::string> found;
        for (auto const& each : json.root().GetArray()) found.push_back(value_of(each, "id"));
        return found;
    }

    Person ada = add_person("ada");
    Person ben = add_person("ben");
    std::string community = "https://north.test" + found("algebra", "ada");
    std::string question = ada.ask(community, "What is a group?");
    ApiClient client = ApiClient::of(*this, "ada");
};

}  // namespace

TEST_CASE_FIXTURE(NewsApi, "an answer is a mention to clients, and says in its own member that it is an answer") {
    auto const json = json_of(client.get("/api/v1/notifications?types[]=mention&limit=1"));
    REQUIRE(json.root().Size() == 1);
    auto const& line = json.root()[0];
    CHECK(value_of(line, "type") == "mention");
    CHECK(value_of(line, "created_at") == "2026-09-01T10:00:00.000Z");
    CHECK(value_of(line, "group_key") == "ungrouped-" + value_of(line, "id"));
    CHECK(value_of(line, "collegium") == R"({"kind":"answer"})");
    CHECK(value_of(line["account"], "acct") == "ben");
    CHECK(value_of(line["status"], "content").find("Answer 2") != std::string::npos);
}

TEST_CASE_FIXTURE(NewsApi, "every kind of line is whole, and of a type that clients know") {
    ben.follow(iri_of(ada));
    village.clock.pass(std::chrono::minutes{1});
    auto const answer = ada.answer(question, "Mine");
    like(ben, answer, ada, community);
    catch_up();
    auto const json = json_of(client.get("/api/v1/notifications?limit=40"));
    std::set<std::string> types;
    for (auto const& line : json.root().GetArray()) {
        auto const type = value_of(line, "type");
        INFO(type);
        types.insert(type);
        check_required(line, type == "follow_request" ? "notification" : "notification_of_status");
    }
    CHECK(types == std::set<std::string>{"favourite", "follow_request", "mention"});
}

TEST_CASE("no news has a type that Mastodon has not: clients lose the whole list by one (clients 5.11)") {
    std::set<std::string_view> const known{
        "mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update", ""};
    for (std::uint64_t news = 0; news <= static_cast<std::uint64_t>(storage::News::wanted); ++news) {
        INFO(news);
        CHECK(known.contains(server::mastodon::notification_type(storage::News{news})));
    }
}

TEST_CASE_FIXTURE(NewsApi, "types, excluded types and accounts choose what is listed") {
    CHECK(ids().size() == 4);
    CHECK(ids("?types[]=favourite").size() == 1);
    CHECK(ids("?exclude_types[]=favourite").size() == 3);
    CHECK(ids("?account_id=" + std::to_string(static_cast<std::uint64_t>(ben.handle))).size() == 4);
    CHECK(ids("?account_id=" + std::to_string(static_cast<std::uint64_t>(ada.handle))).empty());
    CHECK(ids("?account_id=x").empty());
}

TEST_CASE_FIXTURE(NewsApi, "pages follow each other without a gap, and keep the other parameters") {
    auto const all = ids();
    auto const first = client.get("/api/v1/notifications?limit=2&types[]=mention&types[]=favourite");
    std::string const link{first.field("link")};
    CHECK(link.starts_with("<https://north.test"));
    CHECK(link.find("types%5B%5D=favourite") != std::string::npos);
    CHECK(link.find("max_id=" + all[1] + ">; rel=\"next\", <") != std::string::npos);
    CHECK(ids("?limit=2&max_id=" + all[1]) == std::vector{all[2], all[3]});
    CHECK(ids("?limit=2&min_id=" + all[3]) == std::vector{all[1], all[2]});
}

TEST_CASE_FIXTURE(NewsApi, "a page without one that is wanted leads on to where there may be some") {
    auto const first = client.get("/api/v1/notifications?limit=1&types[]=poll");
    CHECK(json_of(first).root().Empty());
    CHECK(first.field("link").empty());  // all were looked at

    for (int i = 0; i < 12; ++i) static_cast<void>(ben.answer(question, "More " + std::to_string(i)));
    catch_up();
    auto const all = ids("?limit=40");
    REQUIRE(all.size() == 16);
    auto const short_page = client.get("/api/v1/notifications?limit=1&types[]=favourite");
    CHECK(json_of(short_page).root().Empty());  // the favourite is older than the ten that one page looks at
    CHECK(short_page.field("link").find("max_id=" + all[9] + ">; rel=\"next\"") != std::string::npos);
    CHECK(ids("?limit=1&types[]=favourite&max_id=" + all[9]).size() == 1);
}

TEST_CASE_FIXTURE(NewsApi, "one is read, dismissed and gone; all are cleared; nobody touches another's") {
    auto const all = ids();
    auto stranger = ApiClient::of(*this, "ben");
    CHECK(client.get("/api/v1/notifications/" + all[0]).status() == 200);
    CHECK(stranger.get("/api/v1/notifications/" + all[0]).status() == 404);
    CHECK(stranger.post("/api/v1/notifications/" + all[0] + "/dismiss").status() == 404);
    CHECK(value_of(json_of(client.get("/api/v1/notifications/unread_count")).root(), "count") == "4");

    CHECK(client.post("/api/v1/notifications/" + all[0] + "/dismiss").status() == 200);
    CHECK(client.get("/api/v1/notifications/" + all[0]).status() == 404);
    CHECK(client.post("/api/v1/notifications/dismiss", {{"id", all[1]}}).status() == 200);
    CHECK(ids().size() == 2);
    CHECK(client.post("/api/v1/notifications/clear").status() == 200);
    CHECK(ids().empty());
}

TEST_CASE_FIXTURE(NewsApi, "a token without the scope reads and clears nothing") {
    auto without = ApiClient::of(*this, "ada", "read:statuses");
    CHECK(without.get("/api/v1/notifications").status() == 403);
    CHECK(without.post("/api/v1/notifications/clear").status() == 403);
    CHECK(ApiClient{*this}.get("/api/v1/notifications").status() == 401);
}
