// Work on a question, on its page: its context, who takes it up, what it belongs to, and what it said before.
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::NoteDraft;
using federation::Relation;

namespace {

// ada asks, ben is a member, cora is the facilitator.
struct Work : Front {
    std::string page_of(std::string const& iri) { return std::string{get(path_of(iri)).body()}; }

    server::Response take_up(std::string const& account, std::string const& state, std::string const& plan) {
        return Browser::of(*this, account).submit(path_of(question) + "/take-up", {{"state", state}, {"plan", plan}});
    }

    server::Response link(std::string const& account, std::string const& to, std::string const& relation = "related") {
        return Browser::of(*this, account).submit(path_of(question) + "/link", {{"other", to}, {"relation", relation}});
    }

    // As a program writes it, with words and links of its own.
    std::string comment(Person const& person, std::string const& on, NoteDraft draft) {
        auto const post = post_at(north, on).value();
        draft.parent = on;
        draft.parent_author = post.author.iri;
        draft.community = algebra;
        draft.context = post.context;
        draft.kind = "comment";
        return write(person, draft).activity.object_id();
    }

    Person ada = add_person("ada"), ben = add_person("ben"), cora = add_person("cora");
    std::string algebra = north.found("algebra", "cora");
    std::string question = ada.ask(algebra, "Why is it so?");
    std::string other = ben.ask(algebra, "Why is it [not] so?");
};

}  // namespace

TEST_CASE_FIXTURE(Work, "a question is asked with its context, shown with it, and found by it") {
    auto browser = Browser::of(*this, "ada");
    Fields const fields{
        {"title", "How do I begin?"},
        {"words", "With fractions."},
        {"kind", "research"},
        {"phase", "earlyYears"},
        {"subject", "Maths & <art>"},
        {"need", "Hearing"}};
    auto const asked = browser.submit("/c/algebra/ask", fields);
    REQUIRE(asked.status() == 303);
    auto const path = std::string{asked.field("location")};
    CHECK(shows(get(path), "Research question · Early years · Maths &amp; &lt;art&gt; · Need: Hearing"));

    for (auto const* const query :
         {"kind=research", "phase=earlyYears", "subject=maths+%26+%3Cart%3E", "need=HEARING&kind=research"}) {
        auto const page = get(std::string{"/c/algebra?"} + query);
        INFO(query);
        CHECK(shows(page, "How do I begin?"));
        CHECK_FALSE(shows(page, "Why is it so?"));
    }
    CHECK(shows(get("/c/algebra?kind=practice"), "No question here is about all of this."));
    CHECK(shows(get("/c/algebra?kind=nonsense"), "Why is it so?"));
}

TEST_CASE_FIXTURE(Work, "a context that is in no list or too long is refused beside its fields, and nothing is lost") {
    auto browser = Browser::of(*this, "ada");
    auto const before = north.entries();
    auto const page = browser.submit(
        "/c/algebra/ask",
        {{"title", "How?"}, {"words", "Typed long."}, {"kind", "idle"}, {"subject", "Maths"}, {"need", ""}}
    );
    CHECK(page.status() == 422);
    CHECK(shows(page, "Choose the kind of question from the list."));
    CHECK(shows(page, "Typed long."));
    CHECK(shows(page, "name=\"subject\" value=\"Maths\""));
    auto const long_one = browser.submit(
        "/c/algebra/ask", {{"title", "How?"}, {"words", "Typed long."}, {"subject", std::string(101, 'x')}}
    );
    CHECK(long_one.status() == 422);
    CHECK(shows(long_one, std::string(101, 'x')));
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Work, "an edit changes the context, and one that says nothing of it leaves it") {
    auto browser = Browser::of(*this, "ada");
    auto const path = path_of(question);
    Fields fields{{"title", "Why is it so?"}, {"words", "New."}, {"kind", "practice"}, {"phase", "primary"}};
    REQUIRE(browser.submit(path + "/edit", fields).status() == 303);
    CHECK(shows(get(path), "Practice question · Primary"));
    CHECK(shows(browser.get(path + "/edit"), "<option value=\"primary\" selected>"));
    fields.resize(2);
    REQUIRE(browser.submit(path + "/edit", fields).status() == 303);
    CHECK(shows(get(path), "Practice question · Primary"));
}

TEST_CASE_FIXTURE(Work, "no link for everyone gives away the question of somebody who is a pupil by now") {
    settle();
    give_account(ben, "ben", true);
    auto const before = north.entries();
    auto const refused = link("cora", path_of(other));
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "That question is for other people than this one"));
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Work, "somebody takes a question up, and the asker sees how far they are") {
    CHECK(take_up("ben", "active", "We try it in *two* classes.").status() == 303);
    auto page = page_of(question);
    CHECK(count(page, "<strong>Working on this</strong>") == 1);
    CHECK(count(page, "We try it in <em>two</em> classes.") == 1);
    CHECK(count(page, "Taken up by ben (north.test)") == 1);
    CHECK(count(page, "<div class=\"comment\"") == 0);

    CHECK(shows(Browser::of(*this, "ben").get(path_of(question)), "We try it in *two* classes.</textarea>"));
    CHECK(take_up("ben", "finished", "It helped both.").status() == 303);
    page = page_of(question);
    CHECK(count(page, "Taken up by") == 1);
    CHECK(count(page, "<strong>Finished</strong>") == 1);
    CHECK(count(page, "<em>two</em>") == 0);
}

TEST_CASE_FIXTURE(Work, "a take-up without a state or a plan is refused beside its field, with what was typed") {
    auto const before = north.entries();
    auto const page = take_up("ben", "owned", "A long plan");
    CHECK(page.status() == 422);
    CHECK(shows(page, "Choose how far you are."));
    CHECK(shows(page, "A long plan</textarea>"));
    CHECK(take_up("ben", "active", " ").status() == 422);
    CHECK(take_up("ben", "active", std::string(2001, 'x')).status() == 422);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Work, "neither the asker nor a pupil takes a question up") {
    give_account(add_person("pia"), "pia", true);
    CHECK(take_up("ada", "active", "Me.").status() == 403);
    CHECK(take_up("pia", "active", "Me.").status() == 403);
    CHECK_FALSE(shows(Browser::of(*this, "ada").get(path_of(question)), "/take-up\""));
    CHECK_FALSE(shows(Browser::of(*this, "pia").get(path_of(question)), "/take-up\""));
    CHECK(shows(Browser::of(*this, "ben").get(path_of(question)), "/take-up\""));
}

TEST_CASE_FIXTURE(Work, "related questions stand on both pages, and who linked them takes it back") {
    for (auto const& address : {other, path_of(other), "https://north.test:8443" + path_of(other)}) {
        INFO(address);
        CHECK(link("cora", address).status() == 303);
    }
    CHECK(count(page_of(question), "Why is it [not] so?") == 1);
    CHECK(count(page_of(other), "<a href=\"" + path_of(question) + "\">Why is it so?</a>") == 1);
    CHECK(count(page_of(question), "<div class=\"comment\"") == 0);

    auto const page = std::string{Browser::of(*this, "cora").get(path_of(question)).body()};
    auto const at = page.find("/unlink\"");
    REQUIRE(at != std::string::npos);
    auto const begin = page.rfind("\"", at) + 1;
    auto const action = page.substr(begin, at + 7 - begin);
    CHECK(Browser::of(*this, "ben").submit(action).status() == 404);
    CHECK(Browser::of(*this, "cora").submit(action).status() == 303);
    CHECK(count(page_of(question), "[not]") == 0);
}

TEST_CASE_FIXTURE(Work, "a comment that links what is not here, or says more than a link, is shown with its words") {
    NoteDraft distant, wordy;
    distant.source = "See also one that is elsewhere.";
    distant.links = {{Relation::related, "https://elsewhere.test/post/1", "Far"}};
    static_cast<void>(comment(ben, question, distant));
    wordy.source = "The other one helped my class.";
    wordy.links = {{Relation::related, other, "Why is it [not] so?"}};
    static_cast<void>(comment(cora, question, wordy));

    auto const page = page_of(question);
    CHECK(count(page, "See also one that is elsewhere.") == 1);
    CHECK(count(page, "The other one helped my class.") == 1);
}

TEST_CASE_FIXTURE(Work, "a link that somebody replied to stands among the comments, with the reply") {
    REQUIRE(link("cora", other).status() == 303);
    CHECK(count(page_of(question), "<div class=\"comment\"") == 0);
    auto const said = north.thread(question).value().comments.at(0).iri;
    NoteDraft reply;
    reply.source = "That is another matter.";
    static_cast<void>(comment(ben, said, reply));

    auto const page = page_of(question);
    CHECK(count(page, "<div class=\"comment\"") == 2);
    CHECK(count(page, "To cora:") == 1);
    CHECK(count(page, "That is another matter.") == 1);
}

TEST_CASE_FIXTURE(Work, "only the newest take-up of somebody stands apart, every other one among the comments") {
    auto const first = ben.answer(question, "So.");
    NoteDraft taken;
    taken.take_up = "planned";
    taken.source = "I begin with the answer.";
    static_cast<void>(comment(cora, first, taken));
    taken.source = "I think about it.";
    static_cast<void>(comment(cora, question, taken));
    taken.source = "I do it next week.";
    static_cast<void>(comment(cora, question, taken));

    auto const page = page_of(question);
    CHECK(count(page, "Taken up by") == 1);
    for (auto const* const words : {"I begin with the answer.", "I think about it.", "I do it next week."}) {
        INFO(words);
        CHECK(count(page, words) == 1);
    }
}

TEST_CASE_FIXTURE(Work, "the same question is a suggestion by a member, and a notice by an asker or a facilitator") {
    static_cast<void>(add_person("dan"));
    CHECK(link("dan", other, "duplicate").status() == 303);
    CHECK(count(page_of(question), "perhaps the same, says dan") == 1);
    auto const before = north.entries();
    CHECK(link("dan", other, "duplicate").status() == 303);
    CHECK(north.entries() == before);
    CHECK(link("cora", other, "duplicate").status() == 303);
    CHECK(count(page_of(question), "The same is asked in") == 1);
    CHECK(count(page_of(other), "The same is asked in") == 1);
    CHECK(shows(Browser::of(*this, "dan").get(path_of(question)), path_of(question) + "/answer\""));
}

TEST_CASE_FIXTURE(Work, "what is no other question is not linked, and what was typed stays") {
    auto const before = north.entries();
    for (auto const& address :
         {question, std::string{"nonsense"}, std::string{"https://elsewhere.test/post/1"}, std::string{}}) {
        auto const page = link("cora", address);
        INFO(address);
        CHECK(page.status() == 422);
        CHECK(shows(page, "name=\"other\" value=\"" + address + "\""));
    }
    CHECK(link("cora", other, "enemy").status() == 422);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Work, "the history shows what the newest version changed, and each other one at its own address") {
    CHECK(count(page_of(question), "/history\"") == 0);
    village.clock.pass(std::chrono::minutes{1});
    ada.reword(question, "Why is it so <here>?");

    CHECK(count(page_of(question), path_of(question) + "/history\"") == 1);
    auto const page = std::string{get(path_of(question) + "/history").body()};
    CHECK(count(page, "<del><span class=\"aside\">Removed: </span>Why is it so?</del>") == 1);
    CHECK(count(page, "<ins><span class=\"aside\">Added: </span>Why is it so &lt;here&gt;?</ins>") == 1);
    CHECK(count(page, "Changed, <time") == 1);
    auto const first = path_of(question) + "/history?version=1";
    CHECK(count(page, "href=\"" + first + "\"") == 1);
    CHECK(shows(get(first), "First version, <time"));
    CHECK(shows(get(first), "<p>Why is it so?</p>"));
    CHECK_FALSE(shows(get(first), "&lt;here&gt;"));
    for (auto const* const number : {"0", "3", "-1", "x"}) {
        INFO(number);
        CHECK(shows(get(path_of(question) + "/history?version=" + number), "Changed, <time"));
    }
}

TEST_CASE_FIXTURE(Work, "a change of very many lines is shown in part, and the page says so") {
    auto browser = Browser::of(*this, "ada");
    auto const lines = [](std::string const& line) {
        std::string text;
        for (int i = 0; i < 4000; ++i) text += line + "\n";
        return text;
    };
    for (auto const* const line : {"a", "b"}) {
        village.clock.pass(std::chrono::minutes{1});
        Fields const fields{{"title", "Why is it so?"}, {"words", lines(line)}};
        REQUIRE(browser.submit(path_of(question) + "/edit", fields).status() == 303);
    }
    auto const page = std::string{get(path_of(question) + "/history").body()};
    auto const shown = count(page, "<del>") + count(page, "<ins>");
    CHECK(shown > 1000);
    CHECK(shown <= 2000);
    CHECK(count(page, "The rest is left out here") == 1);
    CHECK(count(std::string{get(path_of(question) + "/history?version=1").body()}, "The rest is left out here") == 0);
}

TEST_CASE_FIXTURE(Work, "nobody reads the history of what is gone, or of what is not for them") {
    static_cast<void>(ada.erase(question).value());
    CHECK(get(path_of(question) + "/history").status() == 404);
    CHECK(get("/post/4711/history").status() == 404);
}
