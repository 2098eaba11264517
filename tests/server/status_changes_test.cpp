// Changing, deleting and judging statuses by a program.
#include "tests/printing.hpp"
#include "tests/server/statuses.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

struct Changing : Statuses {
    server::Response edit(ApiClient& who, std::string const& id, Fields const& fields) {
        village.pass(std::chrono::minutes{1});
        auto response = who.form(Method::put, "/api/v1/statuses/" + id, fields);
        settle();
        return response;
    }
    server::Response remove(ApiClient& who, std::string const& id) {
        auto response = who.form(Method::delete_, "/api/v1/statuses/" + id, {});
        settle();
        return response;
    }
    server::Response act(ApiClient& who, std::string const& id, std::string const& what) {
        auto response = who.post("/api/v1/statuses/" + id + "/" + what);
        settle();
        return response;
    }
};

// What somebody else is told of each of these is what they are told of a thing that is not there.
void check_looks_missing(Changing& story, ApiClient& who, std::string const& id) {
    std::string const missing = "77";
    auto const get = [&](std::string const& each, std::string const& more) {
        return who.get("/api/v1/statuses/" + each + more);
    };
    for (std::string const more : {"", "/context", "/source", "/history", "/reblogged_by", "/favourited_by"}) {
        INFO(more);
        CHECK(get(id, more).status() == 404);
        CHECK(get(id, more).body() == get(missing, more).body());
    }
    for (std::string const what :
         {"favourite",
          "unfavourite",
          "reblog",
          "unreblog",
          "bookmark",
          "unbookmark",
          "pin",
          "unpin",
          "mute",
          "unmute"}) {
        INFO(what);
        CHECK(story.act(who, id, what).status() == 404);
        CHECK(story.act(who, id, what).body() == story.act(who, missing, what).body());
    }
    CHECK(story.edit(who, id, {{"status", "x"}}).status() == 404);
    CHECK(story.remove(who, id).status() == 404);
    CHECK(Changing::ids_of(who.get("/api/v1/statuses?id[]=" + id + "&id[]=" + missing)).empty());
    auto const reply = who.post("/api/v1/statuses", {{"status", "x"}, {"in_reply_to_id", id}});
    CHECK(reply.status() == 404);
    CHECK(reply.body() == who.post("/api/v1/statuses", {{"status", "x"}, {"in_reply_to_id", missing}}).body());
}

}  // namespace

TEST_CASE_FIXTURE(Changing, "an edit is shown, with its source and its history") {
    auto const id = say(as_ada, "First *words* #sums");
    CHECK(status_member(as_ada.get("/api/v1/statuses/" + id + "/source"), "text") == "First *words* #sums");

    CHECK(edit(as_ada, id, {{"status", "Second words"}}).status() == 200);
    auto const changed = edit(as_ada, id, {{"status", "Third words"}, {"spoiler_text", "Long"}});

    CHECK(status_member(changed, "content") == "<p>Third words</p>");
    CHECK(status_member(changed, "edited_at") != "null");
    CHECK(status_member(changed, "id") == id);
    CHECK(status_member(changed, "tags") == "[]");
    auto const history = as_ben.get("/api/v1/statuses/" + id + "/history");
    auto const first = history.body().find("First"), second = history.body().find("Second");
    CHECK(first < second);
    CHECK(second < history.body().find("Third"));
    CHECK(count(history.body(), "\"spoiler_text\":\"\"") == 2);
}

TEST_CASE_FIXTURE(Changing, "a question that is edited keeps its kind and its community") {
    auto const id = say(as_ben, "@algebra #question Why?\n\nBecause.");
    auto const source = status_member(as_ben.get("/api/v1/statuses/" + id + "/source"), "text");
    CHECK(source == "Why?\n\nBecause.");

    CHECK(edit(as_ben, id, {{"status", "How?\n\nSo."}}).status() == 200);

    auto const shown = as_ada.get("/api/v1/statuses/" + id);
    CHECK(status_member(shown, "content") == "<p><strong>How?</strong></p><p>So.</p>");
    CHECK(shows(shown, R"("kind":"question","title":"How?","community_id":")" + id_of(algebra)));
}

TEST_CASE_FIXTURE(Changing, "only its author changes, deletes or sees the source of a post") {
    auto const id = say(as_ada, "Mine");
    auto const before = as_ada.get("/api/v1/statuses/" + id);

    CHECK(edit(as_ben, id, {{"status", "Yours"}}).status() == 404);
    CHECK(remove(as_ben, id).status() == 404);
    CHECK(as_ben.get("/api/v1/statuses/" + id + "/source").status() == 404);
    CHECK(act(as_ben, id, "pin").status() == 422);
    CHECK(as_ada.get("/api/v1/statuses/" + id).body() == before.body());
}

TEST_CASE_FIXTURE(Changing, "what is not for somebody looks as if it were not there") {
    auto const id = say(as_ada, "@ben only you", {{"visibility", "direct"}});

    check_looks_missing(*this, as_cora, id);
    CHECK(as_guest.get("/api/v1/statuses/" + id).body() == as_guest.get("/api/v1/statuses/77").body());
}

TEST_CASE_FIXTURE(Changing, "what was deleted comes back as text, and is gone") {
    auto const id = say(as_ada, "Draft *it*");

    auto const deleted = remove(as_ada, id);

    CHECK(status_member(deleted, "text") == "Draft *it*");
    CHECK(status_member(deleted, "id") == id);
    CHECK(as_ada.get("/api/v1/statuses/" + id).status() == 404);
    CHECK(remove(as_ada, id).status() == 404);
}

TEST_CASE_FIXTURE(Changing, "a favourite counts once, until it is taken back") {
    auto const id = say(as_ada, "Nice");

    CHECK(status_member(act(as_ben, id, "favourite"), "favourited") == "true");
    CHECK(status_member(act(as_ben, id, "favourite"), "favourites_count") == "1");
    CHECK(
        ids_of(as_ada.get("/api/v1/statuses/" + id + "/favourited_by")) == std::vector<std::string>{id_of(ben.handle)}
    );
    CHECK(ids_of(as_ben.get("/api/v1/favourites")) == std::vector<std::string>{id});
    CHECK(status_member(as_ada.get("/api/v1/statuses/" + id), "favourited") == "false");

    CHECK(status_member(act(as_ben, id, "unfavourite"), "favourites_count") == "0");
    CHECK(ids_of(as_ben.get("/api/v1/favourites")).empty());
    CHECK(act(as_ben, id, "unfavourite").status() == 200);
}

TEST_CASE_FIXTURE(Changing, "sharing makes a line of its own around the post") {
    auto const id = say(as_ada, "Share me");
    ben.follow("https://north.test/u/cora");
    settle();
    CHECK(as_cora.post("/api/v1/follow_requests/" + id_of(ben.handle) + "/authorize").status() == 200);

    auto const shared = act(as_cora, id, "reblog");

    auto const line = status_member(shared, "id");
    CHECK(line != id);
    CHECK(shows(shared, "\"reblog\":{\"id\":\"" + id + "\""));
    CHECK(status_member(act(as_cora, id, "reblog"), "id") == line);
    CHECK(status_member(as_cora.get("/api/v1/statuses/" + id), "reblogged") == "true");
    CHECK(status_member(as_cora.get("/api/v1/statuses/" + id), "reblogs_count") == "1");
    CHECK(
        ids_of(as_ada.get("/api/v1/statuses/" + id + "/reblogged_by")) == std::vector<std::string>{id_of(cora.handle)}
    );
    CHECK(ids_of(as_ben.get("/api/v1/timelines/home")).front() == line);
    CHECK(status_member(as_ben.get("/api/v1/statuses/" + line), "id") == line);

    CHECK(status_member(act(as_cora, line, "unreblog"), "reblogged") == "false");
    CHECK(as_ben.get("/api/v1/statuses/" + line).status() == 404);
}

TEST_CASE_FIXTURE(Changing, "deleting the line of a post leaves the post, and nobody deletes another's line") {
    auto const id = say(as_ada, "Share me");
    auto const line = status_member(act(as_cora, id, "reblog"), "id");

    CHECK(remove(as_ada, line).status() == 404);
    CHECK(as_ada.get("/api/v1/statuses/" + id).status() == 200);
    CHECK(remove(as_cora, line).status() == 200);
    CHECK(status_member(as_cora.get("/api/v1/statuses/" + id), "reblogged") == "false");
}

TEST_CASE_FIXTURE(Changing, "what is for few is not shared") {
    auto const id = say(as_ada, "@ben hush", {{"visibility", "direct"}});
    auto const before = north.entries();

    CHECK(act(as_ben, id, "reblog").status() == 422);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Changing, "bookmarks are kept in the order in which they were made, and told to nobody") {
    auto const first = say(as_ada, "One"), second = say(as_ada, "Two");
    auto const before = north.entries();

    CHECK(status_member(act(as_ben, second, "bookmark"), "bookmarked") == "true");
    act(as_ben, first, "bookmark");
    act(as_ben, first, "bookmark");

    CHECK(ids_of(as_ben.get("/api/v1/bookmarks")) == std::vector<std::string>{first, second});
    CHECK(ids_of(as_ada.get("/api/v1/bookmarks")).empty());
    CHECK(north.entries() == before);
    CHECK(status_member(act(as_ben, first, "unbookmark"), "bookmarked") == "false");
    CHECK(ids_of(as_ben.get("/api/v1/bookmarks")) == std::vector<std::string>{second});
}

TEST_CASE_FIXTURE(Changing, "five posts can be pinned") {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < 6; ++i) ids.push_back(say(as_ada, "Post"));
    for (std::size_t i = 0; i < 5; ++i) CHECK(status_member(act(as_ada, ids[i], "pin"), "pinned") == "true");

    CHECK(act(as_ada, ids[5], "pin").status() == 422);
    CHECK(act(as_ada, ids[4], "pin").status() == 200);
    auto const pinned = "/api/v1/accounts/" + id_of(ada.handle) + "/statuses?pinned=true";
    CHECK(ids_of(as_ben.get(pinned)).size() == 5);
    act(as_ada, ids[0], "unpin");
    CHECK(ids_of(as_ben.get(pinned)).size() == 4);
}

TEST_CASE_FIXTURE(Changing, "a thread that is muted says so in all its posts") {
    auto const id = say(as_ada, "Long talk");
    auto const answer = reply(as_ben, id, "Yes");

    CHECK(status_member(act(as_cora, answer, "mute"), "muted") == "true");
    CHECK(status_member(as_cora.get("/api/v1/statuses/" + id), "muted") == "true");
    CHECK(status_member(act(as_cora, id, "unmute"), "muted") == "false");
    CHECK(status_member(as_cora.get("/api/v1/statuses/" + answer), "muted") == "false");
}
