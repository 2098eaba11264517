// Rounds: members are reminded of reviews before and after the day, and where nobody takes one on, the next is asked.
#include "server/forms.hpp"
#include "server/reviews/review_round.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/review_front.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::News;
using storage::RequestAnswer;

namespace {

struct ReviewRounds : ReviewFront {
    static boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
        co_await std::move(work);
        co_return true;
    }

    void tend() {
        village.run(done(server::reviews::tend_requests(app)));
        settle();
    }

    // ada asks sam, and would ask these next.
    std::string ask_sam(std::vector<std::string> const& alternates) {
        auto request = ReviewRequest{};
        request.guide = guide;
        request.version = at_south(guide).value().version;
        request.target = iri_of(sam);
        request.due = "2026-10-01";
        request.alternates = alternates;
        auto const offer = review_composer(ada_herself).ask(author_of(ada_herself), request);
        static_cast<void>(perform(ada_herself, offer).value());
        settle();
        return offer.activity.id().text();
    }

    void answer(Person const& person, std::string const& offer, RequestAnswer said) {
        RequestReply const reply{said, offer, iri_of(ada_herself), "No time.", "", {}};
        static_cast<void>(perform(person, review_composer(person).answer(author_of(person), reply)).value());
        settle();
    }

    std::string guide = "https://north.test" + publish(ada);
};

struct Reminded : ReviewFront {
    void tend() {
        village.run(ReviewRounds::done(server::reviews::tend_requests(app)));
        settle();
    }

    std::string guide = publish_by_sam(whole_guide());
    std::string offer = ask_by_sam(guide, iri_of(ben_himself), "2026-09-05");
};

}  // namespace

TEST_CASE_FIXTURE(ReviewRounds, "where somebody declines, the next is asked once, in the name of whoever asked") {
    auto const offer = ask_sam({iri_of(tess)});
    tend();
    CHECK(queue_at_south(tess).empty());
    answer(sam, offer, RequestAnswer::declined);
    tend();
    auto const queue = queue_at_south(tess);
    REQUIRE(queue.size() == 1);
    CHECK(queue[0].by.iri == iri_of(ada_herself));
    CHECK(queue[0].request.instead_of == offer);
    CHECK(queue[0].request.due == "2026-10-01");
    CHECK(queue[0].request.alternates.empty());
    auto const before = north.entries();
    tend();
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(ReviewRounds, "two are asked one after the other, and never at once") {
    auto const zoe = south.enrol("zoe");
    meet(village, north, iri_of(zoe));
    auto const offer = ask_sam({iri_of(tess), iri_of(zoe)});
    answer(sam, offer, RequestAnswer::declined_for_now);
    tend();
    tend();
    CHECK(queue_at_south(zoe).empty());
    auto const queue = queue_at_south(tess);
    REQUIRE(queue.size() == 1);
    answer(tess, queue[0].iri, RequestAnswer::declined);
    tend();
    CHECK(queue_at_south(zoe).size() == 1);
}

TEST_CASE_FIXTURE(
    ReviewRounds, "who says nothing until the day is over is followed by the next, who gets as many days"
) {
    ask_sam({iri_of(tess)});
    village.pass(std::chrono::days{31});
    tend();
    auto const queue = queue_at_south(tess);
    REQUIRE(queue.size() == 1);
    CHECK(queue[0].request.due == "2026-11-01");
    CHECK(queue_at_south(sam).size() == 1);  // a late review is a review
    auto const news = news_of(ada_herself);
    CHECK(std::ranges::count(news, News::review_overdue) == 1);
}

TEST_CASE_FIXTURE(ReviewRounds, "who took it on is waited for, and so is whoever asked and left") {
    auto const offer = ask_sam({iri_of(tess)});
    answer(sam, offer, RequestAnswer::accepted);
    village.pass(std::chrono::days{31});
    tend();
    CHECK(queue_at_south(tess).empty());
    village.pass(std::chrono::seconds{1});
    answer(sam, offer, RequestAnswer::declined);
    close_account("ada");
    tend();
    CHECK(queue_at_south(tess).empty());
}

TEST_CASE_FIXTURE(ReviewRounds, "an alternate who cannot be asked is passed over") {
    auto const offer = ask_sam({iri_of(ben_himself), iri_of(tess)});  // ben is a colleague of ada's
    answer(sam, offer, RequestAnswer::declined);
    tend();
    CHECK(queue_at_south(tess).size() == 1);
}

TEST_CASE_FIXTURE(Reminded, "a reviewer is reminded once before the day and once after it") {
    tend();
    CHECK(news_of(ben_himself) == std::vector{News::review_request});
    village.pass(std::chrono::days{2});
    tend();
    tend();
    CHECK(news_of(ben_himself) == std::vector{News::review_due, News::review_request});
    village.pass(std::chrono::days{3});
    tend();
    tend();
    CHECK(news_of(ben_himself) == std::vector{News::review_overdue, News::review_due, News::review_request});
    CHECK(shows(ben.get("/notifications"), "which is due soon:"));
}

TEST_CASE_FIXTURE(Reminded, "nobody is reminded of what is done, declined or taken back, nor of what is long past") {
    auto const path = path_at_north(guide);
    auto fields = review_form(ReviewTrack::peer);
    fields.emplace_back("request", offer);
    REQUIRE(ben.submit(path + "/review", fields).status() == 303);
    settle();
    village.pass(std::chrono::days{3});
    tend();
    CHECK(news_of(ben_himself) == std::vector{News::review_request});
    CHECK(request_at_south(sam, offer).state == RequestState::done);

    ask_by_sam(guide, iri_of(cora_herself), "2026-09-05");
    village.pass(std::chrono::days{40});
    tend();
    CHECK(news_of(cora_herself) == std::vector{News::review_request});
}
