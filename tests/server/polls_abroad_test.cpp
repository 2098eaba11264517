// Polls between nodes: whose votes count, and what a partner's node tells (wire 7.3).
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/server/polls.hpp"

#include <algorithm>
#include <array>

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

// A partner whose people vote by hand.
struct Abroad : Polls {
    std::string ballot(std::string const& voter, std::string const& number, std::string const& option) const {
        auto const note_id = east.iri("/votes/" + number);
        auto const note = R"({"id":")" + note_id + R"(","type":"Note","name":")" + option + R"(","attributedTo":")" +
                          voter + R"(","inReplyTo":")" + poll + R"(","to":"https://north.test/u/ada"})";
        return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + note_id +
               R"(/activity","type":"Create","actor":")" + voter + R"(","to":"https://north.test/u/ada","object":)" +
               note + "}";
    }

    std::optional<Reason> bring(std::string const& author, std::string const& act) {
        auto post = east.signed_by(author, act);
        auto const received = village.run(federation::receive(north.node, std::move(post)));
        settle();
        return received ? std::nullopt : std::optional{received.error().reason()};
    }

    std::optional<Reason> cast(std::string const& voter, std::string const& number, std::string const& option) {
        return bring(voter, ballot(voter, number, option));
    }

    // A poll of eve's, as her node tells of it. times: "updated", "closed" and the like.
    std::string question(std::string const& words, std::array<unsigned, 2> votes, std::string const& times = "") const {
        auto const option = [](std::string const& name, unsigned count) {
            return R"({"type":"Note","name":")" + name + R"(","replies":{"type":"Collection","totalItems":)" +
                   std::to_string(count) + "}}";
        };
        return R"({"id":")" + east.iri("/polls/1") + R"(","type":"Question","attributedTo":")" + eve +
               R"(","content":"<p>)" + words + R"(</p>","published":"2026-09-01T09:00:00Z",)" + times +
               R"("to":["https://www.w3.org/ns/activitystreams#Public"],"cc":["https://north.test/u/ben"],)" +
               R"("endTime":"2026-09-02T10:00:00Z","votersCount":)" + std::to_string(votes[0] + votes[1]) +
               R"(,"oneOf":[)" + option("Monday", votes[0]) + "," + option("Tuesday", votes[1]) + "]}";
    }

    std::optional<Reason> tell(std::string const& type, std::string const& object) {
        return bring(eve, act(east.iri("/acts/" + std::to_string(++acts)), type, eve, object));
    }

    // The id that eve's poll has here.
    std::string of_eve() {
        auto const ids = ids_of(as_ben.get("/api/v1/accounts/" + id_of(eve) + "/statuses"));
        REQUIRE(ids.size() == 1);
        return ids.front();
    }

    Abroad() {
        north.partner_with("east.test");
        eve = east.actor("eve");
        sam = east.actor("sam");
        id = ask(as_ada);
        poll = iri_at(id);
    }

    Peer east{village, "east.test"};
    std::string eve, sam, id, poll;
    unsigned acts = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Abroad, "a partner's people vote by a note, each once, while the poll is open") {
    CHECK_FALSE(cast(eve, "1", "Monday"));
    CHECK_FALSE(cast(sam, "2", "Tuesday"));
    CHECK(counts(as_ada, id) == "1,1 of 2");
    CHECK(cast(sam, "3", "Friday") == Reason::malformed);
    CHECK_FALSE(cast(eve, "4", "Tuesday"));
    CHECK(value_of(json_of(as_ada.get("/api/v1/polls/" + id)).root(), "votes_count") == "2");
    village.pass(std::chrono::minutes{61});
    CHECK(cast(east.actor("zoe"), "5", "Monday") == Reason::unconcerned);
    CHECK(value_of(json_of(as_ada.get("/api/v1/polls/" + id)).root(), "votes_count") == "2");
}

TEST_CASE("votes count the same in whatever order they arrive") {
    std::vector<std::array<std::string, 3>> votes{
        {"eve", "1", "Monday"}, {"eve", "2", "Tuesday"}, {"sam", "3", "Tuesday"}};
    std::ranges::sort(votes);
    std::optional<std::string> first;
    do {
        Abroad story;
        for (auto const& [who, number, option] : votes) story.cast(story.east.actor(who), number, option);
        auto const counts = story.counts(story.as_ada, story.id);
        CHECK(counts.ends_with(" of 2"));
        if (!first) first = counts;
        CHECK(counts == *first);
    } while (std::ranges::next_permutation(votes).found);
}

TEST_CASE_FIXTURE(Abroad, "in a poll that is for some people, others of their school do not vote") {
    auto const zoe = east.actor("zoe");
    CHECK_FALSE(cast(eve, "1", "Monday"));
    CHECK_FALSE(cast(zoe, "2", "Monday"));
    id = ask(as_ada, {{"visibility", "direct"}, {"status", "@eve@east.test which day?"}});
    poll = iri_at(id);
    CHECK(cast(zoe, "3", "Monday") == Reason::unconcerned);
    CHECK_FALSE(cast(eve, "4", "Tuesday"));
    CHECK(counts(as_ada, id) == "0,1 of 1");
}

TEST_CASE_FIXTURE(Abroad, "a poll that stays in the school takes no vote from outside") {
    make_pupil("ben");
    poll = iri_at(ask(as_ben));
    CHECK(cast(eve, "1", "Monday") == Reason::unconcerned);
}

TEST_CASE_FIXTURE(Abroad, "votes stay counted when who asked becomes a pupil, and no new ones come") {
    CHECK_FALSE(cast(eve, "1", "Monday"));
    make_pupil("ada");
    CHECK(cast(sam, "2", "Tuesday") == Reason::unconcerned);
    auto const views = north.views();
    rebuild();
    CHECK(north.views() == views);
    CHECK(counts(as_ada, id) == "1,0 of 1");
}

TEST_CASE_FIXTURE(Abroad, "nobody reads a vote of somebody else, also not where it is taken back") {
    CHECK_FALSE(cast(eve, "1", "Monday"));
    auto const undo = R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + east.iri("/undo/1") +
                      R"(","type":"Undo","actor":")" + eve + R"(","to":"https://north.test/u/ada","object":)" +
                      ballot(eve, "2", "Tuesday") + "}";
    static_cast<void>(bring(eve, undo));
    auto request = as_ada.request(Method::get, "/u/ada/inbox");
    request.fields.push_back({"Accept", std::string{activity_type}});
    auto const inbox = as_ada.send(std::move(request));
    REQUIRE(inbox.status() == 200);
    CHECK(std::string{inbox.body()}.find("/votes/") == std::string::npos);
    CHECK(std::string{as_ada.get("/api/v1/notifications").body()}.find("east.test") == std::string::npos);
}

TEST_CASE_FIXTURE(Abroad, "an edit of a poll that comes after a larger count does not lower it") {
    CHECK_FALSE(tell("Create", question("Which day?", {0, 0})));
    auto const there = of_eve();
    CHECK_FALSE(tell("Update", question("Which day?", {3, 1})));
    CHECK(counts(as_ben, there) == "3,1 of 4");
    CHECK(tell("Update", question("Which day?", {2, 1})) == Reason::unconcerned);

    CHECK_FALSE(tell("Update", question("Which day, then?", {1, 1}, R"("updated":"2026-09-01T09:30:00Z",)")));
    CHECK(counts(as_ben, there) == "3,1 of 4");
    CHECK(shows(as_ben.get("/api/v1/statuses/" + there), "Which day, then?"));

    // It was sent before the edit.
    CHECK_FALSE(tell("Update", question("Which day?", {4, 1})));
    CHECK(counts(as_ben, there) == "4,1 of 5");
    CHECK(shows(as_ben.get("/api/v1/statuses/" + there), "Which day, then?"));

    auto const views = north.views();
    rebuild();
    CHECK(north.views() == views);
}

TEST_CASE_FIXTURE(Abroad, "a poll that asks for something else begins anew") {
    CHECK_FALSE(tell("Create", question("Which day?", {0, 0})));
    auto const there = of_eve();
    CHECK(vote(as_ben, there, {"0"}).status() == 200);
    auto other = question("Which day?", {0, 0}, R"("updated":"2026-09-01T09:30:00Z",)");
    other.replace(other.find("Monday"), 6, "Sunday");
    CHECK_FALSE(tell("Update", other));
    CHECK(counts(as_ben, there) == "0,0 of 0");
    CHECK(member(as_ben, there, "voted") == "false");
}

TEST_CASE_FIXTURE(Abroad, "a time of closing that lies ahead closes nothing before it") {
    CHECK_FALSE(tell("Create", question("Which day?", {0, 0}, R"("closed":"2026-09-01T12:00:00Z",)")));
    auto const there = of_eve();
    CHECK(member(as_ben, there, "expired") == "false");
    CHECK(member(as_ben, there, "expires_at") == "2026-09-01T12:00:00.000Z");
    village.pass(std::chrono::minutes{121});
    CHECK(member(as_ben, there, "expired") == "true");
    CHECK(vote(as_ben, there, {"0"}).status() == 422);
}

TEST_CASE_FIXTURE(Abroad, "a vote outlasts a rebuild while its author is shut out, who may take words back meanwhile") {
    CHECK_FALSE(tell("Create", question("Which day?", {0, 0})));
    auto const there = of_eve();
    CHECK(vote(as_ben, there, {"1"}).status() == 200);
    auto const hide = [&](bool hidden) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto const handle = storage::find_handle(tx, tables, eve).value();
            if (hidden)
                tables.hidden.put(tx, handle, {handle, village.clock.now()});
            else
                tables.hidden.erase(tx, handle);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    };
    hide(true);
    CHECK(vote(as_cora, there, {"0"}).status() >= 400);
    rebuild();
    hide(false);
    CHECK(counts(as_ben, there) == "0,1 of 1");

    hide(true);
    CHECK(tell("Update", question("Else?", {0, 0}, R"("updated":"2026-09-01T09:30:00Z",)")) == Reason::not_allowed);
    CHECK_FALSE(tell("Delete", named(east.iri("/polls/1"))));
    hide(false);
    CHECK(as_ben.get("/api/v1/statuses/" + there).status() == 404);
}

TEST_CASE_FIXTURE(Abroad, "a member's vote goes to the author of a partner's poll, and a pupil's to nobody") {
    CHECK_FALSE(tell("Create", question("Which day?", {0, 0})));
    auto const there = of_eve();
    east.posted.clear();
    CHECK(vote(as_ben, there, {"1"}).status() == 200);
    REQUIRE(east.posted.size() == 1);
    auto const sent = federation::Json::read_object(east.posted.front());
    REQUIRE(sent);
    CHECK(value_of(sent->root(), "to") == "[\"" + eve + "\"]");
    CHECK(value_of(sent->root()["object"], "name") == "Tuesday");
    CHECK(value_of(sent->root()["object"], "inReplyTo") == east.iri("/polls/1"));
    CHECK(federation::member(sent->root()["object"], "content") == nullptr);

    make_pupil("cora");
    CHECK(vote(as_cora, there, {"0"}).status() == 403);
    CHECK(east.posted.size() == 1);
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(Abroad, "a list of options without end is cut, and an option without end makes no poll") {
    auto whole = question("Which day?", {0, 0});
    std::string more;
    for (int i = 0; i < 500; ++i) more += R"({"type":"Note","name":"Day )" + std::to_string(i) + "\"},";
    whole.insert(whole.find(R"({"type":"Note","name":"Monday")"), more);
    CHECK_FALSE(tell("Create", whole));
    auto const there = of_eve();
    CHECK(json_of(as_ben.get("/api/v1/polls/" + there)).root()["options"].Size() == 20);

    auto endless = question("Which day?", {0, 0}, R"("updated":"2026-09-01T09:30:00Z",)");
    endless.replace(endless.find("Monday"), 6, std::string(2049, 'a'));
    CHECK_FALSE(tell("Update", endless));
    CHECK(as_ben.get("/api/v1/polls/" + there).status() == 404);
    CHECK(as_ben.get("/api/v1/statuses/" + there).status() == 200);
}

TEST_CASE_FIXTURE(Abroad, "followers elsewhere hear how a poll stands, and at its end for the last time") {
    auto const follow = act(east.iri("/follows/1"), "Follow", eve, named("https://north.test/u/ada"));
    REQUIRE_FALSE(bring(eve, follow));
    auto const asking = json_of(as_ada.get("/api/v1/follow_requests"));
    REQUIRE(asking.root().Size() == 1);
    auto const follower = value_of(asking.root()[0], "id");
    REQUIRE(as_ada.post("/api/v1/follow_requests/" + follower + "/authorize").status() == 200);
    settle();
    vote(as_ben, id, {"0"});
    east.posted.clear();
    village.pass(std::chrono::minutes{5});
    tend();
    tend();
    REQUIRE(east.posted.size() == 1);
    auto const first = federation::Json::read_object(east.posted.front());
    REQUIRE(first);
    CHECK(value_of(first->root(), "type") == "Update");
    CHECK(value_of(first->root()["object"]["oneOf"][0]["replies"], "totalItems") == "1");
    CHECK(federation::member(first->root()["object"], "closed") == nullptr);

    village.pass(std::chrono::minutes{61});
    tend();
    tend();
    REQUIRE(east.posted.size() == 2);
    auto const last = federation::Json::read_object(east.posted.back());
    REQUIRE(last);
    CHECK(value_of(last->root()["object"], "closed") == "2026-09-01T11:00:00Z");
}
