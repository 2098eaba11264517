// Review dates: authors are told once when a guide of theirs waits to be looked at again.
#include "server/guides/review_dates.hpp"

#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

struct Dated : GuideFront {
    void round() { village.run(done(server::guides::remind_authors(app))); }

    // Signed in today: time passes in these tests.
    Browser today(std::string const& name) { return Browser::of(*this, name); }

    std::size_t reminders(std::string const& name) {
        auto browser = today(name);
        auto const news = page(browser, "/notifications");
        std::size_t count = 0;
        for (auto at = news.find(words); at != std::string::npos; at = news.find(words, at + 1)) ++count;
        return count;
    }

    // Until noon of that day.
    void wait_until(std::string const& day) {
        auto const noon = from_rfc3339(day + "T12:00:00Z").value();
        village.clock.pass(std::chrono::duration_cast<std::chrono::milliseconds>(noon - village.clock.now()));
    }

    std::string const words = "Time to look at your guide again:";
};

}  // namespace

TEST_CASE_FIXTURE(Dated, "an author is told once when the day of a guide is over, and its readers are warned") {
    auto const guide = publish(ada, changed(whole_form(), "review_by", "2026-10-01"));
    round();
    CHECK(reminders("ada") == 0);

    wait_until("2026-10-02");
    round();
    round();
    CHECK(reminders("ada") == 1);
    auto author = today("ada"), reader = today("ben");
    CHECK(page(author, "/notifications").find("href=\"" + guide + "\"") != std::string::npos);
    CHECK(reminders("ben") == 0);
    CHECK(shows(reader.get(guide), "It may be out of date."));
}

TEST_CASE_FIXTURE(Dated, "a guide that gets another day is told of again when that is over, and a retired one is not") {
    auto const guide = publish(ada, changed(whole_form(), "review_by", "2026-10-01"));
    wait_until("2026-10-02");
    round();
    REQUIRE(reminders("ada") == 1);
    auto author = today("ada");
    revise(author, guide, "review_by", "2026-11-01");
    round();
    wait_until("2026-11-02");
    round();
    CHECK(reminders("ada") == 2);

    auto author_later = today("ada");
    auto const other = publish(author_later, changed(whole_form("Spacing"), "review_by", "2026-11-05"));
    revise(author_later, other, "state", "retired");
    wait_until("2026-11-06");
    round();
    CHECK(reminders("ada") == 2);
}
