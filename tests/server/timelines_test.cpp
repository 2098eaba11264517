// Timelines by a program: what is in them, and how they are paged.
#include "tests/printing.hpp"
#include "tests/server/statuses.hpp"

#include <algorithm>
#include <set>

using namespace collegium;
using namespace collegium::tests;

namespace {

using Ids = std::vector<std::string>;

struct Timelines : Statuses {
    Ids home(ApiClient& who) { return ids_of(who.get("/api/v1/timelines/home")); }
    Ids of(ApiClient& who, Person const& person, std::string const& more = "") {
        return ids_of(who.get("/api/v1/accounts/" + id_of(person.handle) + "/statuses" + more));
    }
    void follow(Person const& person, std::string const& name) {
        person.follow("https://north.test/u/" + name);
        settle();
        auto const leave = "/api/v1/follow_requests/" + id_of(person.handle) + "/authorize";
        CHECK(ApiClient::of(*this, name).post(leave).status() == 200);
    }

    // All pages of a list, from one Link to the next. No page may bring what another one brought.
    Ids walk(ApiClient& who, std::string target, std::string_view rel) {
        Ids all;
        for (int page = 0; !target.empty(); ++page) {
            REQUIRE(page < 20);
            auto const response = who.get(target);
            for (auto const& id : ids_of(response)) {
                CHECK(std::ranges::find(all, id) == all.end());
                all.push_back(id);
            }
            target = link(response, rel);
        }
        return all;
    }

    // A register of the member's own.
    template <class Write>
    void write(Write write) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            write(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Timelines, "home has what was said in joined communities, by people who are followed, and by oneself"
) {
    follow(ben, "ada");
    auto const in_community = say(as_cora, "@algebra hello");
    auto const by_followed = say(as_ada, "From Ada");
    auto const own = say(as_ben, "From Ben");
    say(as_cora, "From somebody else");

    CHECK(home(as_ben) == Ids{own, by_followed, in_community});
}

TEST_CASE_FIXTURE(Timelines, "home finds those who are followed behind everything that others say") {
    follow(ben, "ada");
    Ids expected;
    for (int n = 0; n < 5; ++n) {
        expected.insert(expected.begin(), say(as_ada, "From Ada, " + std::to_string(n)));
        for (int others = 0; others < 9; ++others) say(as_cora, "From somebody else");
    }
    auto const shared = say(as_cora, "Shared");
    expected.insert(expected.begin(), status_member(as_ada.post("/api/v1/statuses/" + shared + "/reblog"), "id"));

    CHECK(home(as_ben) == expected);
    CHECK(walk(as_ben, "/api/v1/timelines/home?limit=2", "next") == expected);
    std::ranges::reverse(expected);
    Ids oldest_first;
    for (std::string after = "1";;) {
        auto page = ids_of(as_ben.get("/api/v1/timelines/home?limit=2&min_id=" + after));
        if (page.empty()) break;
        std::ranges::reverse(page);
        oldest_first.insert(oldest_first.end(), page.begin(), page.end());
        after = page.back();
    }
    CHECK(oldest_first == expected);
}

TEST_CASE_FIXTURE(Timelines, "what comes by two ways is there once") {
    follow(ben, "ada");
    follow(ben, "cora");
    auto const id = say(as_ada, "@algebra twice");
    CHECK(as_cora.post("/api/v1/statuses/" + id + "/reblog").status() == 200);

    CHECK(home(as_ben) == Ids{id});
}

TEST_CASE_FIXTURE(Timelines, "who shares after others adds no line") {
    auto const dan = add_person("dan");
    auto as_dan = ApiClient::of(*this, "dan");
    follow(dan, "ada");
    follow(dan, "ben");
    auto const id = say(as_cora, "Far away");
    auto const line = status_member(as_ada.post("/api/v1/statuses/" + id + "/reblog"), "id");
    village.pass(std::chrono::seconds{1});
    CHECK(as_ben.post("/api/v1/statuses/" + id + "/reblog").status() == 200);

    CHECK(home(as_dan) == Ids{line});
}

TEST_CASE_FIXTURE(Timelines, "what somebody passed on who is gone does not stand in the way of others") {
    auto const dan = add_person("dan");
    auto as_dan = ApiClient::of(*this, "dan");
    follow(dan, "ada");
    follow(dan, "ben");
    auto const id = say(as_cora, "Far away");
    CHECK(as_ada.post("/api/v1/statuses/" + id + "/reblog").status() == 200);
    village.pass(std::chrono::seconds{1});
    auto const line = status_member(as_ben.post("/api/v1/statuses/" + id + "/reblog"), "id");
    write([&](auto& tx, auto& tables) { tables.removals.put(tx, storage::Edge{ada.handle, ada.handle}, {}); });

    CHECK(home(as_dan) == Ids{line});
    write([&](auto& tx, auto& tables) { tables.removals.erase(tx, storage::Edge{ada.handle, ada.handle}); });
}

TEST_CASE_FIXTURE(Timelines, "nobody hears whom they muted or blocked, or who blocked them") {
    auto const id = say(as_cora, "@algebra hello");
    CHECK(home(as_ben) == Ids{id});
    auto const mark = [&](auto table, Person const& who, Person const& whom, bool on) {
        write([&](auto& tx, auto& tables) {
            storage::Edge const edge{who.handle, whom.handle};
            if (on)
                (tables.*table).put(tx, edge, {});
            else
                (tables.*table).erase(tx, edge);
        });
    };
    for (auto const table : {&storage::Tables::mutes, &storage::Tables::blocks}) {
        mark(table, ben, cora, true);
        CHECK(home(as_ben).empty());
        mark(table, ben, cora, false);
    }
    mark(&storage::Tables::blocks, cora, ben, true);
    CHECK(home(as_ben).empty());
}

TEST_CASE_FIXTURE(Timelines, "a list is the timeline of a community that was joined") {
    auto const question = say(as_ada, "@algebra #question Why?");
    auto const answer = reply(as_cora, question, "Because.");
    say(as_ada, "Elsewhere");

    CHECK(ids_of(as_ben.get("/api/v1/timelines/list/" + id_of(algebra))) == Ids{answer, question});
    CHECK(as_cora.get("/api/v1/timelines/list/" + id_of(algebra)).status() == 404);
    CHECK(as_ben.get("/api/v1/timelines/list/" + id_of(ada.handle)).status() == 404);
    CHECK(as_ben.get("/api/v1/timelines/list/nothing").status() == 404);
}

TEST_CASE_FIXTURE(Timelines, "the public timeline has what is for everyone, and no replies") {
    auto const id = say(as_ada, "Everybody");
    reply(as_ben, id, "Yes");
    say(as_ada, "Quietly", {{"visibility", "unlisted"}});
    say(as_ada, "Followers", {{"visibility", "private"}});

    CHECK(ids_of(as_cora.get("/api/v1/timelines/public")) == Ids{id});
    for (auto const* const yes : {"true", "True", "1"})
        CHECK(ids_of(as_cora.get("/api/v1/timelines/public?local=" + std::string{yes})) == Ids{id});
    CHECK(ids_of(as_cora.get("/api/v1/timelines/public?remote=true")).empty());
    CHECK(ids_of(as_cora.get("/api/v1/timelines/public?only_media=true")).empty());
    CHECK(as_guest.get("/api/v1/timelines/public").status() == 401);
}

TEST_CASE_FIXTURE(Timelines, "a tag is found in any case, with others or without") {
    auto const sums = say(as_ada, "One #Sums"), both = say(as_ada, "Two #sums #maps"),
               maps = say(as_ada, "Three #maps");
    auto const tag = [&](std::string const& name) { return ids_of(as_ben.get("/api/v1/timelines/tag/" + name)); };

    CHECK(tag("SUMS") == Ids{both, sums});
    CHECK(tag("%73ums") == Ids{both, sums});
    CHECK(tag("sums?any[]=maps") == Ids{maps, both, sums});
    CHECK(tag("sums?all[]=maps") == Ids{both});
    CHECK(tag("sums?none[]=maps") == Ids{sums});
    CHECK(tag("sums?all[]=unheard").empty());
    CHECK(tag("unheard").empty());
    CHECK(of(as_ben, ada, "?tagged=sums") == Ids{both, sums});
}

TEST_CASE_FIXTURE(Timelines, "somebody's page has what they said and shared, as far as it is wanted") {
    auto const other = say(as_ben, "Hello");
    auto const answer = reply(as_ada, other, "Hello Ben");
    auto const line = status_member(as_ada.post("/api/v1/statuses/" + other + "/reblog"), "id");
    auto const own = say(as_ada, "Mine");

    CHECK(of(as_cora, ada) == Ids{own, line, answer});
    CHECK(of(as_cora, ada, "?exclude_replies=true") == Ids{own, line});
    CHECK(of(as_cora, ada, "?exclude_reblogs=1") == Ids{own, answer});
    CHECK(of(as_guest, ada) == Ids{own, line, answer});
    CHECK(as_cora.get("/api/v1/accounts/77777/statuses").status() == 404);
}

TEST_CASE_FIXTURE(Timelines, "a community's page has lines around what was said in it") {
    auto const id = say(as_ben, "@algebra #question Why?");
    auto const response = as_cora.get("/api/v1/accounts/" + id_of(algebra) + "/statuses");

    REQUIRE(ids_of(response).size() == 1);
    CHECK(ids_of(response) != Ids{id});
    CHECK(shows(response, "\"reblog\":{\"id\":\"" + id + "\""));
}

TEST_CASE_FIXTURE(Timelines, "what is for few is in the timelines of few") {
    follow(ben, "ada");
    auto const followers = say(as_ada, "For those who follow", {{"visibility", "private"}});
    auto const named = say(as_ada, "@cora you", {{"visibility", "direct"}});

    CHECK(home(as_ben) == Ids{followers});
    CHECK(of(as_ben, ada) == Ids{followers});
    CHECK(of(as_cora, ada) == Ids{named});
    CHECK(of(as_guest, ada).empty());
}

TEST_CASE_FIXTURE(Timelines, "three pages lead to the end and back, without a loop or anything twice") {
    Ids all;
    for (int i = 0; i < 8; ++i) all.insert(all.begin(), say(as_ada, "Post " + std::to_string(i) + " #sums"));
    for (std::string const& target :
         {std::string{"/api/v1/timelines/home?limit=3"},
          std::string{"/api/v1/timelines/public?limit=3&local=true"},
          std::string{"/api/v1/timelines/tag/sums?limit=3"},
          "/api/v1/accounts/" + id_of(ada.handle) + "/statuses?limit=3"}) {
        INFO(target);
        CHECK(walk(as_ada, target, "next") == all);

        auto const first = as_ada.get(target);
        CHECK(link(first, "next").find("max_id=" + all[2]) != std::string::npos);
        CHECK(link(first, "prev").find("min_id=" + all[0]) != std::string::npos);
        auto const more = target.substr(target.find('?') + 1);
        for (auto const* const rel : {"next", "prev"})
            for (auto const& part : {std::string{"limit=3"}, more.substr(more.find('&') + 1)})
                CHECK(link(first, rel).find(part) != std::string::npos);

        // Back from the end: each page is the one right above.
        auto const above = as_ada.get(target + "&min_id=" + all.back());
        CHECK(ids_of(above) == Ids{all[4], all[5], all[6]});
        auto const next_above = as_ada.get(link(above, "prev"));
        CHECK(ids_of(next_above) == Ids{all[1], all[2], all[3]});
        CHECK(walk(as_ada, link(next_above, "prev"), "prev") == Ids{all[0]});
        CHECK(ids_of(as_ada.get(target + "&since_id=" + all.back())) == Ids{all[0], all[1], all[2]});
        CHECK(ids_of(as_ada.get(target + "&since_id=" + all[1])) == Ids{all[0]});
    }
}

TEST_CASE_FIXTURE(Timelines, "bookmarks and favourites are paged by marks of their own") {
    Ids all;
    for (int i = 0; i < 5; ++i) {
        all.insert(all.begin(), say(as_ada, "Post"));
        for (auto const* const what : {"bookmark", "favourite"})
            CHECK(as_ben.post("/api/v1/statuses/" + all.front() + "/" + what).status() == 200);
    }
    CHECK(walk(as_ben, "/api/v1/bookmarks?limit=2", "next") == all);
    CHECK(walk(as_ben, "/api/v1/favourites?limit=2", "next") == all);
}

TEST_CASE_FIXTURE(Timelines, "what is rare is found on later pages, which the Link leads to") {
    auto const rare = say(as_ada, "Rare", {{"visibility", "public"}});
    for (int i = 0; i < 50; ++i) say(as_ada, "Quiet", {{"visibility", "unlisted"}});

    CHECK(ids_of(as_ben.get("/api/v1/timelines/public?limit=1")).empty());
    CHECK(walk(as_ben, "/api/v1/timelines/public?limit=1", "next") == Ids{rare});
}
