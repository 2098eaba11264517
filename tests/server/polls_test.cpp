// Polls: asking, voting and counting, by programs and on the page (clients 2b).
#include "tests/server/polls.hpp"

#include "tests/federation/people.hpp"
#include "tests/server/required_members.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using server::Method;

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
    auto const before = north.entries();
    CHECK(vote(as_ben, id, {"1", "0", "1"}).status() == 200);
    CHECK(north.entries() == before + 2);
    CHECK(vote(as_cora, id, {"1"}).status() == 200);
    CHECK(counts(as_ben, id) == "1,2 of 2");
    CHECK(member(as_ben, id, "own_votes") == "[0,1]");
    CHECK(vote(as_cora, id, {"0"}).status() == 422);
}

TEST_CASE_FIXTURE(Polls, "of two ballots of one member at the same time, one counts") {
    using namespace boost::asio::experimental::awaitable_operators;
    auto const id = ask(as_ada, {{"poll[multiple]", "true"}});
    auto const target = "/api/v1/polls/" + id + "/votes?choices[]=";
    auto first = as_ben.request(Method::post, target + "0"), second = as_ben.request(Method::post, target + "1");
    auto const [one, other] =
        village.run(server::dispatch(app, std::move(first)) && server::dispatch(app, std::move(second)));
    CHECK(std::min(one.status(), other.status()) == 200);
    CHECK(std::max(one.status(), other.status()) == 422);
    settle();
    CHECK(member(as_ada, id, "votes_count") == "1");
}

TEST_CASE_FIXTURE(Polls, "of a ballot with a choice that does not exist, nothing counts") {
    auto const id = ask(as_ada, {{"poll[multiple]", "true"}});
    CHECK(vote(as_ben, id, {"0", "7"}).status() == 422);
    CHECK(counts(as_ben, id) == "0,0 of 0");
    CHECK(vote(as_ben, id, {"0", "1"}).status() == 200);
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
    rebuild();
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

TEST_CASE_FIXTURE(Polls, "new words come also when less time is left than a poll needs to begin with") {
    auto const id = ask(as_ada);
    village.pass(std::chrono::minutes{5});
    auto again = wish({{"status", "Which day then?"}});
    again.back().second = "60";
    CHECK(as_ada.form(Method::put, "/api/v1/statuses/" + id, again).status() == 200);
    CHECK(member(as_ben, id, "expires_at") == "2026-09-01T11:00:00.000Z");
}

TEST_CASE_FIXTURE(Polls, "an answer that is a poll keeps it when its words are changed on the page") {
    auto const question = path_of(ben.ask(algebra, "Which day?"));
    settle();
    auto const id = ask(as_ada, {{"in_reply_to_id", question.substr(question.rfind('/') + 1)}});
    vote(as_ben, id, {"0"});
    village.pass(std::chrono::minutes{5});
    auto browser = Browser::of(*this, "ada");
    CHECK(browser.submit(path_of(iri_at(id)) + "/edit", {{"words", "Choose one of these days."}}).status() == 303);
    settle();
    CHECK(counts(as_ben, id) == "1,0 of 1");
    CHECK(shows(as_ben.get("/api/v1/statuses/" + id), "Choose one of these days."));
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

TEST_CASE_FIXTURE(
    Polls, "whom the community of a poll has shut out does not vote in it, and nobody else is kept from it"
) {
    auto const id = ask(as_ada, {{"status", "@algebra Which day?"}});
    auto const author = federation::author_of(north.node, ada.handle).value();
    auto const block = federation::composer_of(north.node).block(author, iri_of(ben), algebra, "rude");
    REQUIRE(federation::perform_now(north.node, block));

    CHECK(vote(as_ben, id, {"0"}).status() != 200);
    CHECK(counts(as_ada, id) == "0,0 of 0");
    CHECK(vote(as_cora, id, {"1"}).status() == 200);
    CHECK(counts(as_ada, id) == "0,1 of 1");
}
