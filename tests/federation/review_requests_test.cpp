// Requests for reviews: asked over schools, answered in four ways, taken back, and followed up by the day they are due.
#include "federation/logged.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::RequestAnswer;

namespace {

// ada asked sam, of another school.
struct Asked : Reviewers {
    Asked() { offer = ask(ada, request_to(iri_of(sam))); }

    Result<storage::Seq> answer(Person const& person, RequestAnswer said, std::string const& reason = "") {
        RequestReply const reply{said, offer, iri_of(ada), reason, "", {iri_of(wim)}};
        return send(person, review_composer(person).answer(author_of(person), reply));
    }

    RequestState state_for(Person const& reader) const { return request_at(reader, offer).value().state; }

    Result<storage::Seq> take_back() {
        auto const act = north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const seq = tables.known.get(tx, storage::hash_of(offer)).value();
            return federation::logged_activity(tx, tables, seq).value();
        });
        return send(ada, composer_of(ada).undo(author_of(ada), act));
    }

    std::string offer;
};

ReviewRequest until(std::string const& day) {
    ReviewRequest request;
    request.guide = "https://north.test/post/1";
    request.version = federation::guides::version_of(whole_guide());
    request.target = "https://south.test/u/sam";
    request.due = day;
    request.alternates = {"https://west.test/u/wim", "https://east.test/u/eve"};
    return request;
}

Instant at_time(std::string const& text) {
    return from_rfc3339(text).value();
}

}  // namespace

TEST_CASE_FIXTURE(Asked, "a request reaches whom it asks, with version, track and day, and nobody else") {
    auto const seen = request_at(sam, offer);
    REQUIRE(seen);
    CHECK(seen->state == RequestState::asked);
    CHECK(seen->request == request_to(iri_of(sam)));
    CHECK(seen->by.iri == iri_of(ada));
    CHECK(seen->target.iri == iri_of(sam));
    CHECK(queue(sam).size() == 1);
    CHECK(request_at(ada, offer));
    CHECK_FALSE(request_at(ben, offer));
    CHECK_FALSE(request_at(wim, offer));
    check_all_histories();
}

TEST_CASE_FIXTURE(
    Asked, "all four answers are shown to the one who asked, with reason and suggestions; the last one holds"
) {
    struct Said {
        RequestAnswer answer;
        RequestState state;
    };
    for (auto const said :
         {Said{RequestAnswer::later, RequestState::later},
          Said{RequestAnswer::declined_for_now, RequestState::declined_for_now},
          Said{RequestAnswer::accepted, RequestState::accepted},
          Said{RequestAnswer::declined, RequestState::declined}}) {
        village.pass(std::chrono::seconds{1});
        CHECK(answer(sam, said.answer, "After the holidays, if x<y"));
        for (auto const& person : {ada, sam}) {
            CHECK(state_for(person) == said.state);
            auto const answers = request_at(person, offer)->answers;
            REQUIRE(answers.size() == 1);
            CHECK(answers[0].answer == said.answer);
            CHECK(answers[0].reason == "After the holidays, if x<y");
            CHECK(answers[0].suggested == std::vector{iri_of(wim)});
        }
    }
    CHECK(queue(sam).empty());
    check_all_histories();
}

TEST_CASE_FIXTURE(Asked, "nobody else answers, and a reason that is too long is refused and not cut") {
    for (auto const& person : {ben, ada}) {
        auto const done = answer(person, RequestAnswer::accepted);
        REQUIRE_FALSE(done);
        CHECK(done.error().reason() == Reason::foreign);
    }
    auto const endless = answer(sam, RequestAnswer::declined, std::string(2001, 'a'));
    CHECK(endless.error().reason() == Reason::too_large);
    CHECK(state_for(ada) == RequestState::asked);
}

TEST_CASE_FIXTURE(Asked, "a request that is taken back leaves its reviewer's queue") {
    CHECK(take_back());
    CHECK(queue(sam).empty());
    CHECK(state_for(ada) == RequestState::withdrawn);
    CHECK(state_for(sam) == RequestState::withdrawn);
    check_all_histories();
}

TEST_CASE_FIXTURE(Asked, "a review that answers a request ends it, until it is taken back") {
    auto words = written_by(sam, ReviewTrack::peer);
    words.request = offer;
    CHECK(answer(sam, RequestAnswer::accepted));
    CHECK(review(sam, words));
    CHECK(state_for(ada) == RequestState::done);
    CHECK(queue(sam).empty());
    CHECK(sam.erase(reviews_at(sam).at(0).post.iri));
    village.settle();
    CHECK(state_for(ada) == RequestState::accepted);
    check_all_histories();
}

TEST_CASE_FIXTURE(Reviewers, "whom a guide's author may ask, and who may ask") {
    auto const refused = [&](Person const& asker, ReviewRequest const& request) {
        auto const done = send(asker, review_composer(asker).ask(author_of(asker), request));
        return done ? Reason::duplicate : done.error().reason();
    };
    CHECK(refused(ada, request_to(iri_of(ben))) == Reason::not_allowed);  // a colleague
    CHECK(refused(ada, request_to(iri_of(ada))) == Reason::not_allowed);
    CHECK(refused(sam, request_to(iri_of(wim))) == Reason::not_allowed);  // not sam's guide
    auto never = request_to(iri_of(sam));
    never.version = federation::guides::version_of(whole_guide("Never published"));
    CHECK(refused(ada, never) == Reason::malformed);
    auto badly = request_to(iri_of(sam));
    badly.due = "next week";
    CHECK(refused(ada, badly) == Reason::malformed);
}

TEST_CASE_FIXTURE(Reviewers, "a community is asked, and whoever of its people takes it on answers") {
    auto const circle = south.found("circle", "sam");
    follow(village, ada, circle);
    auto const offer = ask(ada, request_to(circle));
    CHECK(request_at(sam, offer));
    CHECK_FALSE(request_at(wim, offer));
    RequestReply const reply{RequestAnswer::accepted, offer, iri_of(ada), "", "", {}};
    CHECK(send(sam, review_composer(sam).answer(author_of(sam), reply)));
    CHECK(request_at(ada, offer)->state == RequestState::accepted);
    CHECK(request_at(ada, offer)->answers.at(0).by.iri == iri_of(sam));
    check_all_histories();
}

TEST_CASE("people are reminded before and after the day, and then the next one is asked") {
    auto const request = until("2026-10-01");
    std::vector<std::string> const asked{request.target};
    auto const before = at_time("2026-10-01T23:59:59Z"), after = at_time("2026-10-02T00:00:00Z");
    CHECK(reminder_for(request, RequestState::asked, at_time("2026-09-28T23:59:59Z")) == Reminder::none);
    CHECK(reminder_for(request, RequestState::asked, at_time("2026-09-29T00:00:00Z")) == Reminder::soon);
    CHECK(reminder_for(request, RequestState::later, before) == Reminder::soon);
    CHECK(reminder_for(request, RequestState::accepted, after) == Reminder::late);
    for (auto const over : {RequestState::done, RequestState::withdrawn, RequestState::declined})
        CHECK(reminder_for(request, over, after) == Reminder::none);

    CHECK_FALSE(next_alternate(request, RequestState::asked, asked, before));
    CHECK(next_alternate(request, RequestState::asked, asked, after) == "https://west.test/u/wim");
    for (auto const stands : {RequestState::accepted, RequestState::later, RequestState::done, RequestState::withdrawn})
        CHECK_FALSE(next_alternate(request, stands, asked, after));
}

TEST_CASE("where somebody declines, the first alternate is asked whom nobody has asked") {
    auto const request = until("");
    auto const now = at_time("2026-09-01T10:00:00Z");
    std::vector<std::string> asked{request.target, "https://west.test/u/wim"};
    auto const next = next_alternate(request, RequestState::declined, asked, now);
    CHECK(next == "https://east.test/u/eve");
    asked.push_back(next.value());
    CHECK_FALSE(next_alternate(request, RequestState::declined, asked, now));
    CHECK_FALSE(next_alternate(request, RequestState::asked, asked, now));
}

TEST_CASE("an alternate has as many days as the one before had, and takes their place in the list") {
    auto const made = at_time("2026-09-01T00:00:00Z"), now = at_time("2026-10-02T09:00:00Z");
    auto const next =
        succeeding(until("2026-10-01"), "https://north.test/offer/1", "https://west.test/u/wim", made, now);
    CHECK(next.target == "https://west.test/u/wim");
    CHECK(next.due == "2026-11-01");
    CHECK(next.alternates == std::vector<std::string>{"https://east.test/u/eve"});
    CHECK(next.instead_of == "https://north.test/offer/1");
    CHECK(problems_of(next).empty());

    auto const hasty =
        succeeding(until("2026-09-02"), "https://north.test/offer/1", "https://west.test/u/wim", made, now);
    CHECK(hasty.due == "2026-10-09");
    CHECK(succeeding(until(""), "https://north.test/offer/1", "https://west.test/u/wim", made, now).due.empty());
}

TEST_CASE("a request on the wire is an Offer of the guide, to the one whom it asks") {
    auto offer = federation::JsonText::object();
    offer.text("id", "https://north.test/activities/offer/1").text("type", "Offer");
    offer.text("actor", "https://north.test/u/ada");
    auto request = until("2026-10-01");
    request.instead_of = "https://north.test/activities/offer/0";
    add_request(offer, request);
    auto const json = offer.done();
    auto const act = federation::Activity::read(json).value();
    CHECK(is_request(act));
    CHECK(act.object_id() == request.guide);
    CHECK(act.target() == request.target);
    CHECK(request_in(act).value() == request);
    CHECK(member_of(json, "col:kind") == "reviewRequest");
    CHECK(member_of(json, "col:deadline") == "2026-10-01");
}
