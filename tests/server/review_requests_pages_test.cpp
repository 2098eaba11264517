// Requests for reviews on pages: whom one can ask, what they answer, and taking a request back.
#include "federation/logged.hpp"
#include "server/forms.hpp"
#include "server/reviews/calendar.hpp"
#include "storage/names.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/review_front.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::News;

namespace {

struct Asking : ReviewFront {
    Fields asking(std::string const& target, Fields more = {}) const {
        Fields fields{{"target", target}, {"track", "peer"}, {"due", "2026-10-01"}, {"note", "Please."}};
        fields.insert(fields.end(), more.begin(), more.end());
        return fields;
    }

    server::Response ask(Fields const& fields) {
        auto response = ada.submit(guide + "/reviews/ask", fields);
        settle();
        return response;
    }

    std::string guide = publish(ada);
};

struct WrongRequest {
    std::string field;
    Fields fields;
    std::string words;
};

struct Asked : ReviewFront {
    server::Response answer_with(Fields fields) {
        fields.emplace_back("of", offer);
        auto response = ben.submit("/reviews/request/answer", fields);
        settle();
        return response;
    }

    RequestView as_sam_sees_it() const { return request_at_south(sam, offer); }

    federation::Activity offer_act() const {
        return south.node.store.read([&](auto const& tx, auto const& tables) {
            auto const seq = tables.known.get(tx, storage::hash_of(offer)).value();
            return federation::logged_activity(tx, tables, seq).value();
        });
    }

    std::string guide = publish_by_sam(whole_guide());
    std::string offer = ask_by_sam(guide, iri_of(ben_himself), "2026-10-01");
    std::string place = "/reviews/request?of=" + server::percent_encoded(offer);
};

}  // namespace

TEST_CASE_FIXTURE(Asking, "a guide's author asks somebody of another school, who hears of it with day and track") {
    CHECK(shows(ada.get(guide), guide + "/reviews/ask?version="));
    CHECK(shows(ada.get(guide + "/reviews/ask"), "Retrieval practice"));
    auto const offer = offer_in(ask(asking("sam@south.test", {{"alternates", "@tess@south.test\n"}})));
    auto const seen = request_at_south(sam, offer);
    CHECK(seen.request.track == ReviewTrack::peer);
    CHECK(seen.request.due == "2026-10-01");
    CHECK(seen.request.note == "Please.");
    CHECK(seen.request.alternates == std::vector{iri_of(tess)});
    CHECK(shows(ada.get("/reviews"), "Peer review by sam (south.test)"));
    CHECK(shows(ada.get(guide + "/reviews/ask"), "Waiting for an answer"));
}

TEST_CASE_FIXTURE(Asking, "whom we know is asked while their school does not answer, and hears of it when it does") {
    CHECK(ask(asking("sam@south.test")).status() == 303);
    south.up = false;
    CHECK(ask(asking("sam@south.test")).status() == 303);
    auto const stranger = ask(asking("zoe@south.test"));
    CHECK(stranger.status() == 422);
    CHECK(shows(stranger, "did not answer as it should"));
    south.up = true;
    village.pass(std::chrono::hours{1});
    settle();
    CHECK(queue_at_south(sam).size() == 2);
}

TEST_CASE_FIXTURE(Asking, "who is wrong to ask is refused beside the field, and nothing that was typed is lost") {
    auto const before = north.entries();
    std::vector<WrongRequest> const wrong{
        {"target", asking("ben"), "People of an author's own institution"},
        {"target", asking("nobody"), "There is nobody of that name"},
        {"target", asking("nobody@south.test"), "There is nobody of that name"},
        {"target", asking("zoe@stranger.test"), "is not a partner of ours"},
        {"target", asking(""), "There is nobody of that name"},
        {"due", changed(asking("sam@south.test"), "due", "soon"), "written like 2026-10-01"},
        {"due", changed(asking("sam@south.test"), "due", "2026-08-01"), "That day is over"},
        {"track", changed(asking("sam@south.test"), "track", ""), "Choose whose eyes you want"},
        {"alternates", asking("sam@south.test", {{"alternates", "tess@south.test\nxaver"}}), "called xaver"},
        {"alternates", asking("sam@south.test", {{"alternates", "cora"}}), "own institution"},
        {"note", changed(asking("sam@south.test"), "note", std::string(2001, 'x')), "2,000 bytes"}};
    for (auto const& each : wrong) {
        auto const refused = ask(each.fields);
        INFO(each.field, ": ", each.words);
        CHECK(refused.status() == 422);
        auto const text = unescaped(refused);
        auto const at = text.find("id=\"" + each.field + "-problem\"");
        REQUIRE(at != std::string::npos);
        CHECK(text.find(each.words, at) < text.find("</p>", at));
        for (auto const& [name, value] : each.fields)
            if (name == "note") CHECK(text.find(value + "</textarea>") != std::string::npos);
    }
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Asking, "nobody asks about a guide that is not theirs, unless they run its community") {
    CHECK(ben.get(guide + "/reviews/ask").status() == 404);
    CHECK(ben.submit(guide + "/reviews/ask", asking("sam@south.test")).status() == 404);
    auto const sams = path_at_north(publish_by_sam(whole_guide("Spacing")));
    CHECK(ada.get(sams + "/reviews/ask").status() == 200);  // ada runs the club
    CHECK(ben.get(sams + "/reviews/ask").status() == 404);
    CHECK(shows(ada.get(sams), sams + "/reviews/ask"));
    CHECK_FALSE(shows(ben.get(sams), sams + "/reviews/ask"));
}

TEST_CASE_FIXTURE(Asking, "a request is taken back by whoever asked, and leaves the reviewer's queue") {
    auto const offer = offer_in(ask(asking("sam@south.test")));
    CHECK(queue_at_south(sam).size() == 1);
    CHECK(ben.submit("/reviews/request/withdraw", {{"of", offer}}).status() == 404);
    CHECK(ada.submit("/reviews/request/withdraw", {{"of", offer}}).status() == 303);
    settle();
    CHECK(queue_at_south(sam).empty());
    CHECK(shows(ada.get("/reviews"), "Taken back"));
    CHECK(ada.submit("/reviews/request/withdraw", {{"of", offer}}).status() == 404);
}

TEST_CASE_FIXTURE(Asked, "who is asked sees the request, is told of it, and nobody else sees it") {
    auto const queue = unescaped(ben.get("/reviews"));
    CHECK(queue.find("Peer review by ben (north.test)") != std::string::npos);
    CHECK(queue.find("due on 1 October 2026") != std::string::npos);
    auto const text = unescaped(ben.get(place));
    CHECK(text.find("You know <such> classes.") != std::string::npos);
    CHECK(text.find(path_at_north(guide) + "/review?version=") != std::string::npos);
    CHECK(news_of(ben_himself) == std::vector{News::review_request});
    CHECK(shows(ben.get("/notifications"), "/reviews/request?of="));
    for (auto* const other : {&ada, &cora}) {
        CHECK(other->get(place).status() == 404);
        CHECK(shows(other->get("/reviews"), "There are none."));
        CHECK(other->submit("/reviews/request/answer", {{"of", offer}, {"answer", "accept"}}).status() == 404);
    }
    CHECK(get(place).status() == 303);
}

TEST_CASE_FIXTURE(Asked, "the day comes as a file for calendars, to those who may see the request") {
    CHECK(shows(ben.get(place), "/reviews/request/calendar?of="));
    auto const address = "/reviews/request/calendar?of=" + server::percent_encoded(offer);
    auto const file = ben.get(address);
    CHECK(file.field("content-type") == "text/calendar; charset=utf-8");
    CHECK(shows(file, "DTSTART;VALUE=DATE:20261001\r\n"));
    CHECK(shows(file, "SUMMARY:Peer review due: Retrieval practice in fractions\r\n"));
    CHECK(ada.get(address).status() == 404);
}

TEST_CASE("lines of a calendar are folded between characters, and signs of its own are escaped") {
    server::reviews::DueDay const due{
        "https://north.test/1",
        "2026-10-01",
        "a;b,c\\d " + std::string(60, 'x') + "\u00e9\u00e9\u00e9\u00e9",
        "https://north.test/"};
    auto const file = server::reviews::calendar_file(due, from_rfc3339("2026-09-01T10:00:00Z").value());
    CHECK(file.find("DTSTAMP:20260901T100000Z\r\n") != std::string::npos);
    std::string unfolded;
    for (std::size_t at = 0; at < file.size();) {
        auto const end = file.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        CHECK(end - at <= 75);
        bool const goes_on = file[at] == ' ';
        std::size_t const begin = goes_on ? at + 1 : at;
        auto const line = file.substr(begin, end - begin);
        CHECK((static_cast<unsigned char>(line.front()) & 0xc0) != 0x80);
        unfolded += goes_on ? line : "\n" + line;
        at = end + 2;
    }
    CHECK(file.find("\r\n ") != std::string::npos);
    auto const title = "SUMMARY:a\\;b\\,c\\\\d " + std::string(60, 'x') + "\u00e9\u00e9\u00e9\u00e9\n";
    CHECK(unfolded.find(title) != std::string::npos);
}

TEST_CASE_FIXTURE(Asked, "the four answers reach whoever asked, with reason, day and whom to ask instead") {
    CHECK(answer_with({{"answer", "later"}, {"from", "2026-11-01"}}).status() == 303);
    CHECK(as_sam_sees_it().state == RequestState::later);
    CHECK(as_sam_sees_it().answers.at(0).from == "2026-11-01");
    village.pass(std::chrono::seconds{1});
    CHECK(answer_with({{"answer", "accept"}}).status() == 303);
    CHECK(as_sam_sees_it().state == RequestState::accepted);
    village.pass(std::chrono::seconds{1});
    CHECK(answer_with({{"answer", "not-now"}, {"reason", "Too long."}}).status() == 303);
    CHECK(as_sam_sees_it().state == RequestState::declined_for_now);
    village.pass(std::chrono::seconds{1});
    CHECK(answer_with({{"answer", "decline"}, {"reason", "Not my <subject>."}, {"suggested", "cora"}}).status() == 303);
    auto const seen = as_sam_sees_it();
    CHECK(seen.state == RequestState::declined);
    REQUIRE(seen.answers.size() == 1);
    CHECK(seen.answers[0].reason == "Not my <subject>.");
    CHECK(seen.answers[0].suggested == std::vector{iri_of(cora_herself)});
    CHECK(shows(ben.get("/reviews"), "There are none."));
}

TEST_CASE_FIXTURE(Asked, "who declines says why, and an answer that is wrong is refused beside its field") {
    auto const before = north.entries();
    CHECK(shows(answer_with({{"answer", "decline"}, {"reason", " "}}), "id=\"reason-problem\">Say why"));
    CHECK(shows(answer_with({{"answer", ""}}), "id=\"answer-problem\">Choose what you answer."));
    CHECK(shows(answer_with({{"answer", "later"}, {"from", "soon"}}), "id=\"from-problem\">Write the day"));
    CHECK(shows(answer_with({{"answer", "accept"}, {"suggested", "xaver"}}), "There is nobody called xaver."));
    auto const long_one = std::string(2001, 'x');
    auto const refused = answer_with({{"answer", "decline"}, {"reason", long_one}});
    CHECK(refused.status() == 422);
    CHECK(shows(refused, long_one + "</textarea>"));
    CHECK(north.entries() == before);
    CHECK(as_sam_sees_it().state == RequestState::asked);
}

TEST_CASE_FIXTURE(Asked, "what is taken back is taken out of the news, and who was asked hears that it was") {
    CHECK(answer_with({{"answer", "accept"}}).status() == 303);
    CHECK(news_of(ben_himself) == std::vector{News::review_request});
    static_cast<void>(perform(sam, composer_of(sam).undo(author_of(sam), offer_act())).value());
    settle();
    CHECK(news_of(ben_himself) == std::vector{News::review_withdrawn});
    CHECK(shows(ben.get("/reviews"), "There are none."));
    CHECK(answer_with({{"answer", "accept"}}).status() == 404);
}

TEST_CASE_FIXTURE(Asking, "whoever asked is told of each answer, the newest in place of the one before") {
    auto const offer = offer_in(ask(asking("sam@south.test")));
    for (auto const said : {storage::RequestAnswer::later, storage::RequestAnswer::accepted}) {
        village.pass(std::chrono::seconds{1});
        RequestReply const reply{said, offer, iri_of(ada_herself), "", "", {}};
        static_cast<void>(perform(sam, review_composer(sam).answer(author_of(sam), reply)).value());
        settle();
        CHECK(news_of(ada_herself) == std::vector{News::review_answer});
    }
    CHECK(shows(ada.get("/reviews/request?of=" + server::percent_encoded(offer)), "Yes, I review it"));
}
