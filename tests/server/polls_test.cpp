// Polls: asking, voting and counting, by programs, on the page, and between nodes (clients 2b, wire 7.3).
#include "federation/community/polls.hpp"

#include "federation/apply.hpp"
#include "server/polls/poll_round.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/required_members.hpp"
#include "tests/server/statuses.hpp"

#include <algorithm>
#include <array>

using namespace collegium;
using namespace collegium::tests;
using server::Method;
using server::Response;
using storage::Handle;

namespace {

boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

struct Polls : Statuses {
    Fields wish(Fields more = {}) const {
        Fields fields{
            {"status", "Which day?"},
            {"poll[options][]", "Monday"},
            {"poll[options][]", "Tuesday"},
            {"poll[expires_in]", "3600"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return fields;
    }

    std::string ask(ApiClient& who, Fields more = {}) {
        auto const posted = who.post("/api/v1/statuses", wish(std::move(more)));
        REQUIRE(posted.status() == 200);
        settle();
        return status_member(posted, "id");
    }

    Response vote(ApiClient& who, std::string const& id, std::vector<std::string> const& choices) {
        Fields fields;
        for (auto const& each : choices) fields.emplace_back("choices[]", each);
        auto response = who.post("/api/v1/polls/" + id + "/votes", fields);
        settle();
        return response;
    }

    // "2,1 of 3": the votes for each option, and how many voted.
    std::string counts(ApiClient& who, std::string const& id) {
        auto const json = json_of(who.get("/api/v1/polls/" + id));
        std::string all;
        for (auto const& option : json.root()["options"].GetArray())
            all += (all.empty() ? "" : ",") + value_of(option, "votes_count");
        return all + " of " + value_of(json.root(), "voters_count");
    }

    std::string member(ApiClient& who, std::string const& id, std::string_view name) {
        return value_of(json_of(who.get("/api/v1/polls/" + id)).root(), name);
    }

    std::string iri_at(std::string const& id) { return status_member(as_ada.get("/api/v1/statuses/" + id), "uri"); }

    void tend() {
        village.run(done(server::polls::tend_polls(app)));
        settle();
    }

    std::size_t told(ApiClient& who) { return json_of(who.get("/api/v1/notifications?types[]=poll")).root().Size(); }

    void make_pupil(std::string const& name) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto record = tables.accounts.get(tx, name).value();
            record.pupil = true;
            tables.accounts.put(tx, name, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }
};

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

    std::optional<Reason> cast(std::string const& voter, std::string const& number, std::string const& option) {
        auto post = east.signed_by(voter, ballot(voter, number, option));
        auto const received = village.run(federation::receive(north.node, std::move(post)));
        settle();
        return received ? std::nullopt : std::optional{received.error().reason()};
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
};

}  // namespace

TEST_CASE_FIXTURE(Polls, "a poll has every member that clients need, by itself and in its post") {
    auto const id = ask(as_ada);
    check_required(json_of(as_ben.get("/api/v1/polls/" + id)).root(), "poll");
    auto const status = json_of(as_ben.get("/api/v1/statuses/" + id));
    check_required(status.root(), "status");
    check_required(status.root()["poll"], "poll");
    CHECK(value_of(status.root()["poll"], "id") == id);
    CHECK(member(as_ben, id, "expires_at") == "2026-09-01T11:00:00.000Z");
    CHECK(as_ben.get("/api/v1/polls/" + say(as_ada, "No poll")).status() == 404);
}

TEST_CASE_FIXTURE(Polls, "each votes once, for one option, and sees which") {
    auto const id = ask(as_ada);
    CHECK(member(as_ben, id, "voted") == "false");
    CHECK(vote(as_ben, id, {"1"}).status() == 200);
    CHECK(counts(as_ben, id) == "0,1 of 1");
    CHECK(member(as_ben, id, "voted") == "true");
    CHECK(member(as_ben, id, "own_votes") == "[1]");
    CHECK(member(as_cora, id, "voted") == "false");

    auto const again = vote(as_ben, id, {"0"});
    CHECK(again.status() == 422);
    CHECK(error_of(again) == "Validation failed: You have already voted on this poll");
    CHECK(vote(as_cora, id, {"0", "1"}).status() == 422);
    CHECK(counts(as_ada, id) == "0,1 of 1");
}

TEST_CASE_FIXTURE(Polls, "several options can be chosen where the poll says so") {
    auto const id = ask(as_ada, {{"poll[multiple]", "true"}});
    CHECK(vote(as_ben, id, {"1", "0", "1"}).status() == 200);
    CHECK(vote(as_cora, id, {"1"}).status() == 200);
    CHECK(counts(as_ben, id) == "1,2 of 2");
    CHECK(member(as_ben, id, "own_votes") == "[0,1]");
    CHECK(vote(as_cora, id, {"0"}).status() == 422);
}

TEST_CASE_FIXTURE(Polls, "a vote that cannot count changes nothing, and the answer says why") {
    auto const id = ask(as_ada);
    CHECK(error_of(vote(as_ada, id, {"0"})) == "Validation failed: You cannot vote in your own polls");
    CHECK(error_of(vote(as_ben, id, {"2"})) == "Validation failed: The chosen vote option does not exist");
    CHECK(error_of(vote(as_ben, id, {"x"})) == "Validation failed: The chosen vote option does not exist");
    CHECK(vote(as_ben, id, {}).status() == 422);
    CHECK(vote(as_ben, "77", {"0"}).status() == 404);
    village.pass(std::chrono::minutes{61});
    CHECK(error_of(vote(as_ben, id, {"0"})) == "Validation failed: The poll has already ended");
    CHECK(member(as_ben, id, "expired") == "true");
    CHECK(counts(as_ben, id) == "0,0 of 0");
}

TEST_CASE_FIXTURE(Polls, "what is no poll is refused before anything is posted") {
    auto const refused = [&](Fields const& fields) { return error_of(as_ada.post("/api/v1/statuses", fields)); };
    CHECK(
        refused({{"status", "x"}, {"poll[options][]", "a"}, {"poll[expires_in]", "300"}}) ==
        "Validation failed: Options must have more than one item"
    );
    auto short_one = wish();
    short_one.back().second = "299";
    CHECK(refused(short_one) == "Validation failed: Expires at is too soon");
    auto long_one = wish();
    long_one.back().second = "2629747";
    CHECK(refused(long_one) == "Validation failed: Expires at is too far into the future");
    CHECK(refused(wish({{"poll[options][]", "Monday"}})) == "Validation failed: Options contain duplicate items");
    CHECK(
        refused(wish({{"poll[options][]", std::string(101, 'a')}})) ==
        "Validation failed: Options cannot be longer than 100 characters each"
    );
    Fields many;
    for (int i = 0; i < 7; ++i) many.emplace_back("poll[options][]", std::to_string(i));
    CHECK(refused(wish(many)) == "Validation failed: Options can't contain more than 8 items");
    CHECK_FALSE(refused(wish({{"poll[hide_totals]", "true"}})).empty());
    CHECK(ids_of(as_ada.get("/api/v1/accounts/" + id_of(ada.handle) + "/statuses")).empty());
}

TEST_CASE_FIXTURE(Polls, "the log tells the same counts again") {
    auto const one = ask(as_ada), many = ask(as_ben, {{"poll[multiple]", "true"}});
    vote(as_ben, one, {"0"});
    vote(as_cora, one, {"1"});
    vote(as_cora, many, {"0", "1"});
    village.pass(std::chrono::minutes{5});
    tend();
    vote(as_ada, many, {"0"});
    auto const before = counts(as_ada, one) + counts(as_ada, many), views = north.views();
    storage::Store::Change<std::uint64_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::rebuild(tx, tables, "https://north.test");
    };
    static_cast<void>(north.node.store.write_now(change).value());
    CHECK(north.views() == views);
    CHECK(counts(as_ada, one) + counts(as_ada, many) == before);
    CHECK(before == "1,1 of 22,1 of 2");
}

TEST_CASE_FIXTURE(Polls, "when a poll is over, its voters and its author are told, once") {
    auto const id = ask(as_ada);
    vote(as_ben, id, {"0"});
    tend();
    CHECK(told(as_ben) == 0);
    village.pass(std::chrono::minutes{61});
    tend();
    tend();
    CHECK(told(as_ben) == 1);
    CHECK(told(as_ada) == 1);
    CHECK(told(as_cora) == 0);
}

TEST_CASE_FIXTURE(Polls, "telling how a poll stands is no edit of its words") {
    auto const id = ask(as_ada);
    vote(as_ben, id, {"0"});
    village.pass(std::chrono::minutes{5});
    tend();
    auto const status = as_ben.get("/api/v1/statuses/" + id);
    CHECK(status_member(status, "edited_at") == "null");
    CHECK(json_of(as_ben.get("/api/v1/statuses/" + id + "/history")).root().Size() == 1);
    CHECK(counts(as_ben, id) == "1,0 of 1");
}

TEST_CASE_FIXTURE(Polls, "new words leave the poll and its votes as they are") {
    auto const id = ask(as_ada);
    vote(as_ben, id, {"0"});
    village.pass(std::chrono::minutes{5});
    CHECK(as_ada.form(Method::put, "/api/v1/statuses/" + id, {{"status", "Which day then?"}}).status() == 200);
    CHECK(counts(as_ben, id) == "1,0 of 1");
    auto changed = wish();
    changed[1].second = "Sunday";
    CHECK(as_ada.form(Method::put, "/api/v1/statuses/" + id, changed).status() == 422);
    CHECK(counts(as_ben, id) == "1,0 of 1");
}

TEST_CASE_FIXTURE(Polls, "a deleted poll takes no votes and is nowhere") {
    auto const id = ask(as_ada);
    vote(as_ben, id, {"0"});
    CHECK(as_ada.form(Method::delete_, "/api/v1/statuses/" + id, {}).status() == 200);
    CHECK(as_ben.get("/api/v1/polls/" + id).status() == 404);
    CHECK(vote(as_cora, id, {"0"}).status() == 404);
    village.pass(std::chrono::minutes{61});
    tend();
    CHECK(told(as_ben) == 0);
}

TEST_CASE_FIXTURE(Polls, "what a pupil chose is counted here, and told to nobody outside") {
    make_pupil("ben");
    auto const id = ask(as_ada);
    CHECK(vote(as_ben, id, {"0"}).status() == 200);
    CHECK(vote(as_cora, id, {"1"}).status() == 200);
    CHECK(counts(as_cora, id) == "1,1 of 2");
    CHECK(counts(as_guest, id) == "0,1 of 1");
    auto const document = get_activity(path_of(iri_at(id)));
    CHECK(std::string{document.body()}.find(R"("votersCount":1)") != std::string::npos);

    auto const own = ask(as_ben);
    CHECK(vote(as_cora, own, {"0"}).status() == 200);
    CHECK(counts(as_ben, own) == "1,0 of 1");
    CHECK(as_guest.get("/api/v1/polls/" + own).status() == 404);
}

TEST_CASE_FIXTURE(Polls, "who is not meant to read a poll cannot vote in it") {
    auto const id = ask(as_ada, {{"visibility", "direct"}, {"status", "@ben which day?"}});
    CHECK(vote(as_cora, id, {"0"}).status() == 404);
    CHECK(as_guest.get("/api/v1/polls/" + id).status() == 404);
    CHECK(vote(as_ben, id, {"0"}).status() == 200);
}

TEST_CASE_FIXTURE(Polls, "the page of a post shows its poll and takes a vote") {
    auto const id = ask(as_ada);
    auto browser = Browser::of(*this, "ben");
    auto const path = path_of(iri_at(id));
    auto const page = browser.get(path);
    CHECK(shows(page, R"(<input type="radio" name="choice" value="1" required> Tuesday)"));
    CHECK(shows(page, "0 people voted."));
    CHECK_FALSE(shows(get(path), "<button>Vote</button>"));

    CHECK(browser.submit(path + "/vote").field("location") == path + "?not_counted=1");
    CHECK(shows(browser.get(path + "?not_counted=1"), "Your vote was not counted"));
    CHECK(browser.submit(path + "/vote", {{"choice", "1"}}).field("location") == path);
    auto const after = browser.get(path);
    CHECK(shows(after, "Tuesday (your vote)"));
    CHECK(shows(after, "1 person voted."));
    CHECK_FALSE(shows(after, "<button>Vote</button>"));
    CHECK(counts(as_ben, id) == "0,1 of 1");
}

TEST_CASE_FIXTURE(Polls, "the page takes several choices where the poll does") {
    auto const id = ask(as_ada, {{"poll[multiple]", "true"}});
    auto browser = Browser::of(*this, "ben");
    auto const path = path_of(iri_at(id));
    CHECK(shows(browser.get(path), R"(<input type="checkbox" name="choice_1" value="1"> Tuesday)"));
    CHECK(browser.submit(path + "/vote", {{"choice_0", "1"}, {"choice_1", "1"}}).status() == 303);
    CHECK(counts(as_ben, id) == "1,1 of 1");
}

TEST_CASE_FIXTURE(Polls, "a poll goes out as a Question, and its author cannot read who chose what") {
    auto const id = ask(as_ada);
    vote(as_ben, id, {"0"});
    auto const document = document_of(get_activity(path_of(iri_at(id))));
    CHECK(value_of(document.root(), "type") == "Question");
    CHECK(value_of(document.root(), "endTime") == "2026-09-01T11:00:00Z");
    CHECK(value_of(document.root()["oneOf"][0]["replies"], "totalItems") == "1");
    CHECK(value_of(document.root()["oneOf"][1]["replies"], "totalItems") == "0");
    CHECK(value_of(document.root(), "votersCount") == "1");
    auto request = as_ada.request(Method::get, "/u/ada/inbox");
    request.fields.push_back({"Accept", std::string{activity_type}});
    auto const inbox = as_ada.send(std::move(request));
    REQUIRE(inbox.status() == 200);
    CHECK(std::string{inbox.body()}.find("/ballots/") == std::string::npos);
}

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
        {"eve", "1", "Monday"}, {"eve", "2", "Tuesday"}, {"sam", "3", "Tuesday"}, {"zoe", "4", "Monday"}};
    std::ranges::sort(votes);
    std::optional<std::string> first;
    do {
        Abroad story;
        for (auto const& [who, number, option] : votes) story.cast(story.east.actor(who), number, option);
        auto const counts = story.counts(story.as_ada, story.id);
        CHECK(counts.ends_with(" of 3"));
        if (!first) first = counts;
        CHECK(counts == *first);
    } while (std::ranges::next_permutation(votes).found);
}
