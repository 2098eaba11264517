// Adopting guides on pages: who may, what is refused beside which field, what was measured, and who is reminded of it.
#include "server/adoption/reminder_round.hpp"
#include "server/followers/log_follower.hpp"
#include "server/notifications/news_list.hpp"
#include "server/notifications/notifier.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/adoption_front.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;

namespace {

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

Fields joined(Fields first, Fields const& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

Fields followed_up(std::string const& tool, std::string const& value, std::string const& outcome) {
    auto const both = joined(
        measure_form("baseline_", tool, "10", "2026-09-01"), measure_form("follow_up_", tool, value, "2026-12-01")
    );
    return joined(both, {{"outcome", outcome}, {"outcome_reason", "The quiz says so."}});
}

boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

struct Reminded : AdoptionFront {
    std::vector<storage::News> news_of(Person const& person) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            std::vector<storage::News> found;
            auto const all = storage::LocalId{~0ull};
            for (auto const& line : server::notifications::lines_before(tx, tables, person.handle, all, 100))
                found.push_back(line.record.news);
            return found;
        });
    }

    // The round, so many days and an hour after the beginning.
    std::vector<storage::News> after(int days) {
        village.clock.set(began + std::chrono::days{days} + std::chrono::hours{1});
        village.run(done(server::adoption::tend_adoptions(app)));
        return news_of(ruth_herself);
    }

    void catch_up() {
        while (village.run(follower.step())) {
        }
    }

    Instant began = north.node.clock.now();
    server::notifications::Notifier notifier{north.node.store, north.node.ids, live};
    server::LogFollower follower{north.node, notifier};
};

}  // namespace

TEST_CASE_FIXTURE(AdoptionFront, "the research lead adopts a guide for the school, and its page counts it") {
    auto const guide = publish(ada);
    CHECK(has(page(ada, guide), "No school has said yet that it uses this guide."));
    CHECK(has(page(ruth, guide), guide + "/adopt?version=sha-256%3A"));
    CHECK_FALSE(has(page(ada, guide), guide + "/adopt"));
    CHECK(has(page(ada, guide), "Your research lead can adopt it for your school."));
    CHECK_FALSE(shows(get(guide), "/adopt"));

    static_cast<void>(adopt(guide));
    for (auto const& text : {unescaped(get(guide)), page(ada, guide)}) {
        CHECK(has(text, "Adopted 1, followed up 0: better 0, same 0, worse 0."));
        CHECK(has(text, "<th scope=\"row\">Version 1</th><td>1</td><td>0</td>"));
        CHECK(has(text, guide + "/adoptions\""));
    }
    auto const stories = unescaped(get(guide + "/adoptions"));
    for (auto const* const part :
         {"<h2>north.test</h2>",
          "Three classes of year 7.",
          "Two quizzes a week.",
          "We began in October.",
          "Version 1"}) {
        INFO(part);
        CHECK(has(stories, part));
    }
    CHECK_FALSE(has(stories, "ruth"));
}

TEST_CASE_FIXTURE(AdoptionFront, "nobody else adopts for the school") {
    auto const guide = publish(ada);
    auto const before = north.entries();
    CHECK(ada.get(guide + "/adopt").status() == 403);
    CHECK(ada.submit(guide + "/adopt", whole_adoption_form()).status() == 403);
    CHECK(north.entries() == before);

    auto const adoption = adopt(guide);
    for (auto const* const part : {"/change", "/measure", "/withdraw"}) {
        INFO(part);
        CHECK(ben.get(adoption + part).status() == 403);
        CHECK(ben.submit(adoption + part, whole_adoption_form()).status() == 403);
    }
    CHECK(has(page(ben, "/adoptions"), "Retrieval practice"));
    CHECK_FALSE(has(page(ben, "/adoptions"), "/measure"));
    CHECK(ruth.get("/adoptions/99/change").status() == 404);
    CHECK(ruth.get(guide + "/adopt?version=sha-256%3A0").status() == 404);
}

TEST_CASE_FIXTURE(AdoptionFront, "without its context an adoption is refused beside the field, and nothing is lost") {
    auto const guide = publish(ada);
    auto const before = north.entries();
    auto const response = ruth.submit(guide + "/adopt", changed(whole_adoption_form(), "context", " "));
    CHECK(response.status() == 422);
    auto const text = unescaped(response);
    CHECK(has(text, "id=\"context-problem\">Say who uses the guide and where"));
    CHECK(has(text, "Two quizzes a week.</textarea>"));
    CHECK(has(text, "value=\"deliver\" selected"));
    CHECK(north.entries() == before);

    static_cast<void>(adopt(guide));
    auto const again = ruth.submit(guide + "/adopt", whole_adoption_form());
    CHECK(again.status() == 422);
    CHECK(has(unescaped(again), "Your school has adopted this version already"));
}

TEST_CASE_FIXTURE(
    AdoptionFront, "baseline and follow-up are recorded, and the page of the guide says what came of it"
) {
    auto const guide = publish(ada);
    auto const adoption = adopt(guide);
    auto const tool = choice_of(publish_tool(ada));
    CHECK(ruth.submit(adoption + "/measure", measure_form("baseline_", tool, "10", "2026-09-01")).status() == 303);
    auto const form = page(ruth, adoption + "/measure");
    CHECK(count(form, "value=\"" + tool + "\" selected") == 2);  // the follow-up begins with the tool of the baseline
    CHECK(has(form, "name=\"baseline_people\" value=\"80\""));

    CHECK(ruth.submit(adoption + "/measure", followed_up(tool, "8", "worse")).status() == 303);
    settle();
    CHECK(has(unescaped(get(guide)), "Adopted 1, followed up 1: better 0, same 0, worse 1."));
    auto const stories = unescaped(get(guide + "/adoptions"));
    for (auto const* const part :
         {"<strong>Baseline: 10</strong>",
          "<strong>Follow-up: 8</strong>",
          "Worse than before",
          "The quiz says so.",
          ">Fractions quiz</a>"}) {
        INFO(part);
        CHECK(has(stories, part));
    }
}

TEST_CASE_FIXTURE(AdoptionFront, "a follow-up with another version of the tool is refused beside the field") {
    auto const guide = publish(ada);
    auto const adoption = adopt(guide);
    auto const path = publish_tool(ada);
    auto const first = choice_of(path);
    CHECK(ada.submit(path + "/change-tool", changed(whole_tool_form(), "scoring", "Two points.")).status() == 303);
    settle();
    auto const second = choice_of(path);
    REQUIRE(first != second);

    auto const before = north.entries();
    auto const mixed = changed(followed_up(first, "12,5", "better"), "follow_up_tool", second);
    auto const response = ruth.submit(adoption + "/measure", mixed);
    CHECK(response.status() == 422);
    auto const text = unescaped(response);
    CHECK(has(text, "id=\"follow_up_tool-problem\">A follow-up is measured with the same tool in the same version"));
    CHECK(has(text, "name=\"follow_up_value\" value=\"12,5\""));
    CHECK(has(text, "The quiz says so.</textarea>"));
    CHECK(north.entries() == before);
    CHECK(has(unescaped(get(guide)), "followed up 0"));

    auto const small = changed(followed_up(first, "12,5", "better"), "baseline_people", "nine");
    auto const refused = unescaped(ruth.submit(adoption + "/measure", small));
    CHECK(has(refused, "id=\"baseline_people-problem\">Fewer than ten people can be told apart"));
    CHECK(has(refused, "name=\"baseline_people\" value=\"nine\""));

    auto const wrong = unescaped(ruth.submit(adoption + "/measure", followed_up(first, "9", "better")));
    CHECK(has(wrong, "id=\"outcome-problem\">The figures do not say that"));
    CHECK(ruth.submit(adoption + "/measure", followed_up(first, "12,5", "better")).status() == 303);
}

TEST_CASE_FIXTURE(AdoptionFront, "a school says how it goes, and takes its adoption back") {
    auto const guide = publish(ada);
    auto const adoption = adopt(guide);
    CHECK(has(page(ruth, adoption + "/change"), "We began in October.</textarea>"));
    auto const later = changed(whole_adoption_form(), "story", "All classes do it now.");
    CHECK(ruth.submit(adoption + "/change", changed(later, "stage", "sustain")).status() == 303);
    settle();
    auto const stories = unescaped(get(guide + "/adoptions"));
    CHECK(has(stories, "All classes do it now."));
    CHECK(has(stories, "Sustain: it has become how we work"));

    CHECK(has(page(ruth, adoption + "/withdraw"), "Take the adoption back?"));
    CHECK(ruth.submit(adoption + "/withdraw").status() == 303);
    settle();
    CHECK(has(unescaped(get(guide)), "No school has said yet that it uses this guide."));
    CHECK(ruth.get(adoption + "/change").status() == 404);
    CHECK(has(page(ruth, "/adoptions"), "Nothing yet."));
}

TEST_CASE_FIXTURE(AdoptionFront, "the address of an adoption leads to its place below the guide") {
    auto const guide = publish(ada);
    auto const adoption = adopt(guide);
    auto const digits = adoption.substr(adoption.rfind('/') + 1);
    auto const response = get("/comment/" + digits);
    CHECK(response.status() == 303);
    CHECK(response.field("location") == guide + "/adoptions#adoption-" + digits);
    CHECK(has(unescaped(get(guide + "/adoptions")), "id=\"adoption-" + digits + "\""));
    CHECK(get_activity("/comment/" + digits).status() == 200);
}

TEST_CASE_FIXTURE(
    AdoptionFront, "an adoption is no comment on its guide, also once it is taken back; a reply to it is one"
) {
    auto const guide = publish(ada);
    auto const adoption = adopt(guide);
    auto const digits = adoption.substr(adoption.rfind('/') + 1);
    CHECK_FALSE(has(unescaped(get(guide)), "<h2 id=\"comments\">"));
    CHECK_FALSE(has(page(ben, guide), "id=\"comment-" + digits + "\""));

    federation::NoteDraft draft;
    draft.source = "How many classes?";
    draft.parent = "https://north.test/comment/" + digits;
    draft.community = club;
    draft.audience = storage::Audience::everyone;
    write(ben_himself, draft);
    CHECK(count(get(guide).body(), "<div class=\"comment\"") == 1);
    CHECK(has(unescaped(get(guide)), "To north.test:"));
    CHECK(has(unescaped(get(guide)), "How many classes?"));

    REQUIRE(ruth.submit(adoption + "/withdraw").status() == 303);
    settle();
    CHECK_FALSE(has(unescaped(get(guide)), "The author deleted this comment."));
}

TEST_CASE_FIXTURE(AdoptionFront, "what stays in this school is adopted in this school") {
    auto const guide = publish(ada, changed(whole_form("Kept"), "audience", "here"));
    static_cast<void>(adopt(guide));
    CHECK(has(page(ben, guide), "Adopted 1, followed up 0"));
    CHECK(get(guide + "/adoptions").status() == 404);
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(AdoptionFront, "tools for measuring are listed, and each of their versions stays") {
    CHECK(shows(get("/tools"), "There is no tool here yet."));
    auto const path = publish_tool(ada);
    CHECK(has(unescaped(get("/tools")), "href=\"" + path + "\""));
    auto const text = unescaped(get(path));
    for (auto const* const part :
         {"Fractions quiz",
          "What pupils know of fractions.",
          "Twenty questions.",
          "One point for each right answer.",
          "A higher figure is better",
          "en, ar",
          "CC-BY-4.0",
          "Version 1"}) {
        INFO(part);
        CHECK(has(text, part));
    }
    CHECK_FALSE(has(page(ben, path), path + "/change-tool"));
    CHECK(ben.get(path + "/change-tool").status() == 404);
    CHECK_FALSE(shows(get("/c/club"), "Fractions quiz"));  // it asks nothing

    auto const same = ada.submit(path + "/change-tool", whole_tool_form());
    CHECK(same.status() == 422);
    CHECK(has(unescaped(same), "Nothing is different yet."));
    CHECK(ada.submit(path + "/change-tool", changed(whole_tool_form(), "usage", "Ten questions.")).status() == 303);
    settle();
    auto const now = unescaped(get(path));
    CHECK(has(now, "Ten questions."));
    CHECK(has(now, ">Version 2</a>"));
    CHECK(has(now, ">Version 1</a>"));
    auto const first = text.find("<code>sha-256:") + std::string{"<code>"}.size();
    auto const version = text.substr(first, text.find('<', first) - first);
    auto const old = unescaped(get(path + "?version=" + version));
    CHECK(has(old, "Twenty questions."));
    CHECK(has(old, "This is an older version."));
}

TEST_CASE_FIXTURE(AdoptionFront, "a tool that lacks a part is refused beside the field, and nothing is lost") {
    auto const before = north.entries();
    auto const response = ada.submit("/c/club/tools/write", changed(whole_tool_form(), "scoring", ""));
    CHECK(response.status() == 422);
    auto const text = unescaped(response);
    CHECK(has(text, "id=\"scoring-problem\">Say how a figure comes of it."));
    CHECK(has(text, "Twenty questions.</textarea>"));
    CHECK(has(text, "value=\"Fractions quiz\""));
    CHECK(has(text, "name=\"languages\" value=\"en, ar\""));
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(
    Reminded, "the research lead is reminded to measure again after 3, 6 and 12 months, then told that it lapsed"
) {
    auto const guide = publish(ada);
    auto const adoption = adopt(guide);
    using storage::News;
    using Told = std::vector<News>;
    CHECK(after(90).empty());
    CHECK(after(91) == Told{News::follow_up_due});
    CHECK(after(92) == Told{News::follow_up_due});
    CHECK(after(182) == Told{News::follow_up_due});  // in place of the one before
    CHECK(after(365) == Told{News::follow_up_due});
    CHECK_FALSE(has(unescaped(get(guide)), "lapsed"));
    CHECK(after(396) == Told{News::lapsed, News::follow_up_due});
    CHECK(after(800) == Told{News::lapsed, News::follow_up_due});
    CHECK(has(unescaped(get(guide)), "Of these, 1 lapsed"));
    CHECK(has(unescaped(get(guide + "/adoptions")), "Lapsed: no word for more than a year"));

    auto returning = Browser::of(*this, "ruth");  // the sign-in of then is over by now
    CHECK(has(page(returning, "/notifications"), "It is time to measure again what your school has adopted:"));
    CHECK(returning.submit(adoption + "/change", whole_adoption_form()).status() == 303);
    settle();
    CHECK_FALSE(has(unescaped(get(guide)), "lapsed"));  // there is word of it again
}

TEST_CASE_FIXTURE(Reminded, "the author of a guide hears who adopts it, and what has come of it there") {
    using storage::News;
    auto const guide = publish(ada);
    auto const adoption = adopt(guide);
    catch_up();
    CHECK(news_of(ada_herself) == std::vector{News::adopted});
    auto const tool = choice_of(publish_tool(ada));
    CHECK(ruth.submit(adoption + "/measure", followed_up(tool, "12", "better")).status() == 303);
    catch_up();
    CHECK(news_of(ada_herself) == std::vector{News::followed_up, News::adopted});
    CHECK(has(page(ada, "/notifications"), "says what has come of your guide:"));
    CHECK(after(800).empty());  // nothing waits any more
}
