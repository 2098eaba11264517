// The page of a question: what it shows, to whom, and what is gone from it.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

// ada asks, ben answers, cora is the facilitator.
struct Thread : Front {
    std::string page_of(std::string const& iri) { return std::string{get(path_of(iri)).body()}; }

    Person ada = add_person("ada"), ben = add_person("ben"), cora = add_person("cora");
    std::string algebra = north.found("algebra", "cora");
    std::string question = ada.ask(algebra, "Why is it so?");
    std::string answer = ben.answer(question, "Because *reasons*.");
};

}  // namespace

TEST_CASE_FIXTURE(Thread, "a thread is shown with its authors, times and number of answers") {
    auto const page = page_of(question);

    CHECK(count(page, "<h1 lang=\"en\" dir=\"auto\">Why is it so?</h1>") == 1);
    CHECK(count(page, "<em>Why is it so?</em>") == 1);
    CHECK(
        count(page, "Asked by ada (north.test), <time datetime=\"2026-09-01T10:00:00Z\">1 September 2026, 10:00 UTC") ==
        1
    );
    CHECK(count(page, "<h2>1 answer</h2>") == 1);
    CHECK(count(page, "<em>reasons</em>") == 1);
    CHECK(count(page, "<a href=\"/c/algebra\">algebra</a>") == 1);
    CHECK(count(page, ", edited") == 0);
    CHECK(count(page, "Accepted answer") == 0);
}

TEST_CASE_FIXTURE(Thread, "the address of an answer shows its thread") {
    CHECK(count(page_of(answer), "<h1 lang=\"en\" dir=\"auto\">Why is it so?</h1>") == 1);
    CHECK(count(page_of(answer), "<em>reasons</em>") == 1);
    CHECK(
        count(
            page_of(question), "id=\"answer-" + path_of(answer).substr(std::string_view{"/comment/"}.size()) + "\""
        ) == 1
    );
}

TEST_CASE_FIXTURE(Thread, "the accepted answer stands first and says so") {
    auto const better = cora.answer(question, "Better words.");
    static_cast<void>(ada.accept(better).value());

    auto const page = page_of(question);

    CHECK(count(page, "<h2>2 answers</h2>") == 1);
    CHECK(count(page, "<article class=\"answer accepted\"") == 1);
    CHECK(count(page, "Accepted answer") == 1);
    CHECK(page.find("Better words.") < page.find("reasons"));
}

TEST_CASE_FIXTURE(Thread, "a deleted question shows no words, and neither its title") {
    static_cast<void>(ada.erase(question).value());

    auto const page = page_of(question);

    CHECK(count(page, "Why is it so?") == 0);
    CHECK(count(page, "The author deleted this question.") == 1);
    CHECK(count(page, "reasons") == 1);
}

TEST_CASE_FIXTURE(Thread, "a removed question shows no words") {
    static_cast<void>(cora.erase(question).value());

    auto const page = page_of(question);

    CHECK(count(page, "Why is it so?") == 0);
    CHECK(count(page, "A facilitator removed this question.") == 1);
}

TEST_CASE_FIXTURE(Thread, "a deleted answer shows no words and does not count") {
    static_cast<void>(ben.erase(answer).value());

    auto const page = page_of(question);

    CHECK(count(page, "reasons") == 0);
    CHECK(count(page, "The author deleted this answer.") == 1);
    CHECK(count(page, "somebody (north.test)") == 1);  // who took words back is not named beside the place
    CHECK(count(page, "<h2>0 answers</h2>") == 1);
}

TEST_CASE_FIXTURE(Thread, "an accepted answer that is gone is called accepted nowhere, and has no language") {
    auto const other = ben.answer(question, "Other words.");
    for (auto const& each : {answer, other}) static_cast<void>(ada.accept(each).value());
    REQUIRE(count(page_of(question), "Accepted answer") == 2);
    REQUIRE(count(get("/c/algebra").body(), "<span>accepted</span>") == 1);
    static_cast<void>(ben.erase(answer).value());
    static_cast<void>(cora.erase(other).value());

    auto const page = page_of(question);
    CHECK(count(page, "<article class=\"answer\"") == 2);
    CHECK(count(page, "ccepted") == 0);
    CHECK(count(page, "lang=\"\"") == 0);
    CHECK(count(get("/c/algebra").body(), "<span>accepted</span>") == 0);

    static_cast<void>(ada.erase(question).value());
    CHECK(count(page_of(question), "lang=\"\"") == 0);
}

TEST_CASE_FIXTURE(Thread, "a removed answer shows no words") {
    static_cast<void>(cora.erase(answer).value());

    auto const page = page_of(question);

    CHECK(count(page, "reasons") == 0);
    CHECK(count(page, "A facilitator removed this answer.") == 1);
}

TEST_CASE_FIXTURE(Thread, "the words of a question are not put into the mouth of who deleted an answer") {
    static_cast<void>(ben.erase(answer).value());
    CHECK(count(page_of(question), "<em>Why is it so?</em>") == 1);
}

TEST_CASE_FIXTURE(Thread, "an answer to a deleted question is not said to be deleted") {
    static_cast<void>(ada.erase(question).value());
    CHECK(count(page_of(question), "The author deleted this answer.") == 0);
}

TEST_CASE_FIXTURE(Thread, "a comment is shown below its answer") {
    auto const comment = ada.answer(answer, "I see.");

    auto const page = page_of(question);

    CHECK(count(page, "<div class=\"comment\"") == 1);
    CHECK(count(page, "I see.") == 1);
    CHECK(count(page_of(comment), "<div class=\"comment\"") == 1);
}

TEST_CASE_FIXTURE(Thread, "comments on comments stand in one row below the answer, and say to whom") {
    auto const first = ada.answer(answer, "I see.");
    auto const second = cora.answer(first, "Do you?");
    static_cast<void>(ben.answer(second, "They do."));

    auto const page = page_of(question);

    CHECK(count(page, "<div class=\"comment\"") == 3);
    CHECK(count(page, "To ada:") == 1);
    CHECK(count(page, "To cora:") == 1);
    CHECK(page.find("I see.") < page.find("Do you?"));
    CHECK(page.find("Do you?") < page.find("They do."));
}

TEST_CASE_FIXTURE(Thread, "a deleted comment shows nobody's words") {
    static_cast<void>(ada.erase(ada.answer(answer, "I see.")).value());

    auto const page = page_of(question);

    CHECK(count(page, "I see.") == 0);
    CHECK(count(page, "reasons") == 1);
}

TEST_CASE_FIXTURE(Thread, "who wrote something sees where it has arrived, and nobody else does") {
    static_cast<void>(south.enrol("dan"));
    auto const poetry = south.found("poetry");
    auto asker = Browser::of(*this, "ada");
    REQUIRE(asker.submit("/communities/find", {{"address", "poetry@south.test"}}).status() == 303);

    south.up = false;
    auto const asked = ada.ask(poetry, "Has it arrived?");
    settle();
    auto const before = asker.get(path_of(asked));
    CHECK(shows(before, "Arrived at 0 of 1 institution<"));
    CHECK(shows(before, "<li>south.test: not reached yet; tried again 1 September 2026"));

    south.up = true;
    village.pass(std::chrono::minutes{2});
    settle();
    auto const after = asker.get(path_of(asked));
    CHECK(shows(after, "Arrived at every institution that it was for"));
    CHECK(shows(after, "<li>south.test: arrived</li>"));

    auto const answered = ada.answer(asked, "It has.");
    settle();
    CHECK(shows(asker.get(path_of(answered)), "Arrived at every institution that it was for"));

    CHECK_FALSE(shows(Browser::of(*this, "ben").get(path_of(asked)), "Arrived"));
    CHECK_FALSE(shows(get(path_of(asked)), "Arrived"));
}

TEST_CASE_FIXTURE(Thread, "an empty answer is asked for again, with what the field says") {
    auto browser = Browser::of(*this, "ben");
    auto const before = north.entries();

    auto const page = browser.submit(path_of(question) + "/answer", {{"words", " \n "}});

    CHECK(page.status() == 422);
    CHECK(north.entries() == before);
    CHECK(shows(page, "<p class=\"problem\" id=\"words-problem\">Write your answer"));
    CHECK(shows(page, "aria-describedby=\"words-hint words-problem\""));
}

TEST_CASE_FIXTURE(Thread, "an answer that is too long comes back whole") {
    auto browser = Browser::of(*this, "ben");

    auto const page = browser.submit(
        path_of(question) + "/answer", {{"words", "</textarea><script>" + std::string(9000, 'a') + "end"}}
    );

    CHECK(page.status() == 422);
    CHECK(shows(page, "\n&lt;/textarea&gt;&lt;script&gt;aaa"));
    CHECK(shows(page, "aaaend</textarea>"));
    CHECK(count(page.body(), "</textarea>") == count(page.body(), "<textarea"));
}

TEST_CASE_FIXTURE(Thread, "a new answer is where the member is led") {
    auto const response = Browser::of(*this, "cora").submit(path_of(question) + "/answer", {{"words", "New words."}});

    CHECK(response.status() == 303);
    CHECK(response.field("location").starts_with(path_of(question) + "#answer-"));
    CHECK(count(page_of(question), "New words.") == 1);
}
