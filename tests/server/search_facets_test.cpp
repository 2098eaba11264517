// Search, what helps to find: facets with their numbers, marked words, typing errors, and who does not want to be
// found.
#include "server/followers/log_follower.hpp"
#include "server/search/indexer.hpp"
#include "server/search/search_desk.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::search::Filters;
using server::search::Found;
using server::search::Indexer;
using server::search::SearchDesk;
using server::search::WordIndex;
using storage::Handle;

namespace {

struct Finder : GuideFront {
    Finder() { app.search_desk = &desk; }

    void follow_log() {
        Indexer indexer{north.node.store, index};
        server::LogFollower const follower{north.node, indexer};
        while (village.run(follower.step())) {
        }
    }

    // IRI of a question that ben asks on the page.
    std::string ask(std::string const& title, std::string const& phase, std::string const& subject) {
        auto const asked = ben.submit(
            "/c/club/ask", {{"title", title}, {"words", "Please tell."}, {"phase", phase}, {"subject", subject}}
        );
        INFO(asked.body());
        REQUIRE(asked.status() == 303);
        return "https://north.test" + std::string{asked.field("location")};
    }

    Found search(std::string const& query, Filters const& filters = {}, Handle member = {}) {
        return desk.search(query, filters, federation::community::Viewer::of_member(member), 20, 0);
    }

    Fields profile(bool searchable) {
        Fields fields{{"display_name", "Ben"}, {"audience", "public"}, {"language", "en"}};
        if (searchable) fields.emplace_back("searchable", "1");
        return fields;
    }

    TempDir folder;
    WordIndex index{folder.path() / "words", {"en"}};
    SearchDesk desk{north.node.store, index};
};

std::string marked_words(Found const& found) {
    std::string words;
    for (auto const& piece : found.places.at(0).extract)
        if (piece.marked) words += piece.words + " ";
    return words;
}

}  // namespace

TEST_CASE_FIXTURE(Finder, "facets tell how many there are, and their links keep to them") {
    ask("Which canary for us?", "primary", "Fractions");
    auto const second = ask("Which canary for you?", "secondary", "fractions");
    static_cast<void>(ada_herself.answer(second, "A yellow bird."));
    follow_log();

    auto const found = page(ada, "/search?q=canary");
    CHECK(found.find("<a href=\"/search?q=canary&kind=question\">Questions (2)</a>") != std::string::npos);
    CHECK(found.find("&phase=primary\">Primary (1)</a>") != std::string::npos);
    CHECK(found.find("&subject=fractions\">") != std::string::npos);
    CHECK(found.find("ractions (2)</a>") != std::string::npos);
    CHECK(found.find("&answered=no\">Not answered yet (1)</a>") != std::string::npos);

    auto const narrowed = page(ada, "/search?q=canary&phase=secondary&answered=yes&subject=FRACTIONS");
    CHECK(narrowed.find("<p role=\"status\">One result</p>") != std::string::npos);
    CHECK(narrowed.find("for you?") != std::string::npos);
    CHECK(narrowed.find("Secondary (1)</a>") == std::string::npos);
    CHECK(narrowed.find("href=\"/search?q=canary\">Look for these words everywhere") != std::string::npos);
    CHECK(page(ada, "/search?q=canary&phase=secondary&answered=no").find("0 results") != std::string::npos);
}

TEST_CASE_FIXTURE(Finder, "what somebody may not see is in none of their numbers") {
    ask("Which canary for us?", "primary", "");
    auto const hidden = ask("Which canary for you?", "primary", "Secrets");
    north.mean_for(hidden, storage::Audience::named);
    follow_log();

    auto const found = search("canary", {}, cora_herself.handle);
    CHECK(found.facets.kinds[static_cast<std::size_t>(storage::ObjectKind::question)] == 1);
    CHECK(found.facets.subjects.empty());
    CHECK(found.facets.unanswered == 1);
    CHECK(found.facets.communities.at(0).count == 1);
    CHECK(search("canary", {}, ben_himself.handle).facets.subjects.size() == 1);
    north.rebuild();
}

TEST_CASE_FIXTURE(Finder, "an answer for fewer people than its question makes it no answered one") {
    auto const question = ask("Which canary for us?", "", "");
    auto const answer = ada_herself.answer(question, "A yellow bird.");
    north.mean_for(answer, storage::Audience::named);
    follow_log();
    CHECK(search("canary").facets.unanswered == 1);
    CHECK(search("canary").facets.answered == 0);
    north.rebuild();
}

TEST_CASE_FIXTURE(
    Finder, "guides are found by the words of their sections, which are shown, and by the strength of evidence"
) {
    auto const path =
        publish(ada, changed(whole_form("Spacing"), "judgement", "Beware of the canary in the classroom."));
    follow_log();

    auto const found = page(ben, "/search?q=canaries");
    CHECK(found.find("href=\"" + path + "#part-judgement\"") != std::string::npos);
    CHECK(found.find("<mark>canary</mark>") != std::string::npos);
    CHECK(found.find("Guides (1)</a>") != std::string::npos);
    CHECK(found.find("&strength=mesh%3A3\">") != std::string::npos);
    CHECK(page(ben, "/search?q=canaries&strength=mesh%3A3").find("One result") != std::string::npos);
    CHECK(page(ben, "/search?q=canaries&strength=mesh%3A4").find("0 results") != std::string::npos);
    CHECK(page(ben, "/search?q=canaries&kind=guide&reviewed=1").find("0 results") != std::string::npos);
}

TEST_CASE_FIXTURE(Finder, "the words that were looked for are marked in any of their forms, and markup stays text") {
    auto const question = ask("A question of birds", "", "");
    static_cast<void>(ada_herself.answer(question, "Old <b>canaries</b> & new: the canary of `<script>`."));
    follow_log();
    CHECK(marked_words(search("canary")) == "canaries canary ");
    auto const found = ada.get("/search?q=canary");
    CHECK(shows(found, "<mark>canaries</mark>"));
    CHECK_FALSE(shows(found, "<script"));
    CHECK_FALSE(shows(found, "&amp;amp;"));
}

TEST_CASE_FIXTURE(Finder, "a typing error is put right where nothing was found") {
    auto const question = ask("How do I teach fractions?", "", "");
    follow_log();
    auto const found = page(ada, "/search?q=fractoins");
    CHECK(found.find("Did you mean <strong>fractions</strong>?") != std::string::npos);
    CHECK(
        found.find("href=\"" + question.substr(std::string{"https://north.test"}.size()) + "\"") != std::string::npos
    );
    CHECK(page(ada, "/search?q=fractions").find("Did you mean") == std::string::npos);
    CHECK(search("teach fractoins").instead == "teach fractions");

    static_cast<void>(ben_himself.erase(question).value());
    CHECK(search("fractoins").instead.empty());
    follow_log();
    CHECK(index.respelled("fractoins").empty());
}

TEST_CASE_FIXTURE(Finder, "no word is suggested that stands only where few may read it") {
    auto const hidden = ask("How do I teach fractions?", "", "");
    north.mean_for(hidden, storage::Audience::named);
    follow_log();
    CHECK(index.respelled("fractoins").empty());
    CHECK(search("fractoins", {}, ben_himself.handle).instead.empty());
    CHECK(search("fractions", {}, ben_himself.handle).posts.size() == 1);
    north.rebuild();
}

TEST_CASE_FIXTURE(Finder, "a word that stands in two things is suggested until the last of them is gone") {
    auto const first = ask("How do I teach fractions?", "", "");
    auto const second = ask("When do I teach fractions?", "", "");
    follow_log();
    static_cast<void>(ben_himself.erase(first).value());
    follow_log();
    CHECK(index.respelled("fractoins") == "fractions");
    static_cast<void>(ben_himself.erase(second).value());
    follow_log();
    CHECK(index.respelled("fractoins").empty());
}

TEST_CASE_FIXTURE(
    Finder, "whoever does not want to be found is not, from that moment on, and is again when they want"
) {
    ask("Where is the canary?", "", "");
    follow_log();
    REQUIRE(search("canary").posts.size() == 1);

    REQUIRE(ben.submit("/settings/profile", profile(false)).status() == 303);
    CHECK(search("canary").posts.empty());  // at once
    CHECK(search("canary").facets.unanswered == 0);
    follow_log();
    CHECK(index.find("canary", {}, 10, 0).empty());
    CHECK(get_activity("/u/ben").body().find("\"indexable\":false") != std::string::npos);
    CHECK_FALSE(shows(ben.get("/settings/profile"), "name=\"searchable\" value=\"1\" checked"));

    REQUIRE(ben.submit("/settings/profile", profile(true)).status() == 303);
    follow_log();
    CHECK(search("canary").posts.size() == 1);
    CHECK(shows(ben.get("/settings/profile"), "name=\"searchable\" value=\"1\" checked"));
}

TEST_CASE_FIXTURE(Finder, "a page further down has no numbers, and goes on with what was meant") {
    for (int i = 0; i < 22; ++i) {
        ask("How do I teach fractions, part " + std::to_string(i) + "?", "", "");
        village.clock.pass(std::chrono::minutes{1});
    }
    follow_log();
    auto const first = page(ada, "/search?q=fractoins&kind=question");
    CHECK(first.find("href=\"/search?q=fractions&kind=question&from=20\"") != std::string::npos);
    auto const second = page(ada, "/search?q=fractions&kind=question&from=20");
    CHECK(second.find("2 results on this page") != std::string::npos);
    CHECK(second.find("aria-label=\"Narrow down\"") == std::string::npos);
}
