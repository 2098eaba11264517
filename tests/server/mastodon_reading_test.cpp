// Lists, search, markers and reports of the Mastodon API.
#include "federation/timeline.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_school.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

struct Asked : ApiSchool {
    Person person() { return {&north, ben_handle}; }

    // A question of ben's in the community; its id.
    std::string ask() {
        person().follow("https://north.test/c/algebra");
        address = person().ask("https://north.test/c/algebra", "Why is it so?");
        settle();
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const thing = storage::find_handle(tx, tables, address).value();
            return std::to_string(static_cast<std::uint64_t>(tables.objects.get(tx, thing).value().number));
        });
    }

    std::vector<federation::timeline::Report> reports_to(std::string const& iri) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, iri);
            return handle ? federation::timeline::open_reports(tx, tables, *handle)
                          : std::vector<federation::timeline::Report>{};
        });
    }

    std::string address;
};

}  // namespace

TEST_CASE_FIXTURE(ApiSchool, "a community that a member joined is a list of theirs, and of nobody else") {
    act("algebra", "follow");
    auto const lists = json_of(ada.get("/api/v1/lists"));
    REQUIRE(lists.root().Size() == 1);
    auto const id = value_of(lists.root()[0], "id");
    CHECK(id == id_of("algebra"));
    CHECK(json_of(ada.get("/api/v1/lists/" + id)).root().IsObject());
    CHECK(value_of(json_of(ada.get("/api/v1/lists/" + id + "/accounts")).root()[0], "acct") == "algebra");
    CHECK(json_of(ada.get("/api/v1/accounts/" + id + "/lists")).root().Size() == 1);
    CHECK(json_of(ada.get("/api/v1/accounts/" + id_of("ben") + "/lists")).root().Empty());

    CHECK(json_of(ben.get("/api/v1/lists")).root().Empty());
    CHECK(ben.get("/api/v1/lists/" + id).status() == 404);
    CHECK(ben.get("/api/v1/lists/" + id + "/accounts").status() == 404);
}

TEST_CASE_FIXTURE(ApiSchool, "lists are not edited, and the answer says what to do instead") {
    auto const answers = {
        ada.post("/api/v1/lists", {{"title", "Mine"}}),
        ada.form(Method::put, "/api/v1/lists/7", {{"title", "Mine"}}),
        ada.form(Method::delete_, "/api/v1/lists/7", {}),
        ada.post("/api/v1/lists/7/accounts", {{"account_ids[]", "7"}})};
    for (auto const& answer : answers) {
        CHECK(answer.status() == 422);
        CHECK(error_of(answer).find("Join or leave") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(ApiSchool, "a search finds an account as toot asks for it") {
    for (std::string const q : {"ben", "@ben", "BEN", "%40ben%40north.test", "https://north.test/u/ben"}) {
        INFO(q);
        auto const found = json_of(ada.get("/api/v2/search?q=" + q + "&type=accounts&resolve=True&limit=5"));
        REQUIRE(found.root()["accounts"].Size() >= 1);
        CHECK(value_of(found.root()["accounts"][0], "acct") == "ben");
        CHECK(found.root()["statuses"].Empty());
    }
}

TEST_CASE_FIXTURE(Asked, "a search finds a post by its address, and not by that of one that is deleted") {
    auto const id = ask();
    auto const query = "/api/v2/search?q=" + server::percent_encoded(address);
    auto const found = json_of(ada.get(query));
    REQUIRE(found.root()["statuses"].Size() == 1);
    CHECK(value_of(found.root()["statuses"][0], "id") == id);
    CHECK(json_of(ada.get(query + "&type=accounts")).root()["statuses"].Empty());
    CHECK(json_of(ada.get(query + "&account_id=" + id_of("ada"))).root()["statuses"].Empty());

    REQUIRE(person().erase(address));
    settle();
    CHECK(json_of(ada.get(query)).root()["statuses"].Empty());
}

TEST_CASE_FIXTURE(ApiSchool, "a search for nothing finds nothing") {
    for (std::string const q : {"", "%20", "%23", "@", "@@", "nobody"}) {
        INFO(q);
        auto const found = json_of(ada.get("/api/v2/search?q=" + q));
        CHECK(found.root()["accounts"].Empty());
        CHECK(found.root()["hashtags"].Empty());
    }
}

TEST_CASE_FIXTURE(ApiSchool, "markers are kept for each list and count their changes") {
    CHECK(json_of(ada.get("/api/v1/markers?timeline[]=home")).root().ObjectEmpty());
    json_of(ada.json(
        Method::post, "/api/v1/markers", R"({"home":{"last_read_id":"7"},"notifications":{"last_read_id":"8"}})"
    ));
    json_of(ada.post("/api/v1/markers", {{"home[last_read_id]", "9"}}));

    auto const both = json_of(ada.get("/api/v1/markers?timeline[]=home&timeline[]=notifications"));
    CHECK(value_of(both.root()["home"], "last_read_id") == "9");
    CHECK(value_of(both.root()["home"], "version") == "2");
    CHECK(value_of(both.root()["notifications"], "last_read_id") == "8");
    CHECK(json_of(ada.get("/api/v1/markers?timeline=home")).root().MemberCount() == 1);
    CHECK(json_of(ben.get("/api/v1/markers?timeline[]=home")).root().ObjectEmpty());
    CHECK(ada.post("/api/v1/markers", {{"home[last_read_id]", "x"}}).status() == 422);
}

TEST_CASE_FIXTURE(Asked, "a report about a post goes to its community, with the comment as it was typed") {
    auto const id = ask();
    auto const answer = json_of(ada.post(
        "/api/v1/reports/", {{"account_id", id_of("ben")}, {"status_ids[]", id}, {"comment", "This is <unkind>."}}
    ));
    CHECK(value_of(answer.root(), "status_ids") == "[\"" + id + "\"]");
    auto const reports = reports_to("https://north.test/c/algebra");
    REQUIRE(reports.size() == 1);
    CHECK(reports.front().things == std::vector{address});
    CHECK(reports_to("https://north.test/").empty());
}

TEST_CASE_FIXTURE(ApiSchool, "a report about a person goes to the node") {
    auto const before = north.entries();
    CHECK(ada.json(Method::post, "/api/v1/reports", R"({"account_id":")" + id_of("ben") + R"("})").status() == 200);
    CHECK(north.entries() == before + 1);
    auto const kept = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const node = storage::find_handle(tx, tables, "https://north.test/").value();
        std::size_t found = 0;
        tables.reports.each(tx, [&](auto const& row, auto) {
            if (row.of == node) ++found;
            return true;
        });
        return found;
    });
    CHECK(kept == 1);
}

TEST_CASE_FIXTURE(Asked, "a report of what is not there, or is not theirs, is refused whole") {
    auto const id = ask();
    auto const before = north.entries();
    CHECK(ada.post("/api/v1/reports", {{"comment", "x"}}).status() == 404);
    CHECK(ada.post("/api/v1/reports", {{"account_id", "999999"}}).status() == 404);
    CHECK(ada.post("/api/v1/reports", {{"account_id", id_of("ben")}, {"status_ids[]", "999999"}}).status() == 422);
    CHECK(ada.post("/api/v1/reports", {{"account_id", id_of("ada")}, {"status_ids[]", id}}).status() == 422);
    CHECK(
        ada.post("/api/v1/reports", {{"account_id", id_of("ben")}, {"comment", std::string(1001, 'a')}}).status() == 422
    );
    CHECK(north.entries() == before);
}
