// Search: what is found, by whom, and what becomes of an index that is lost.
#include "server/followers/log_follower.hpp"
#include "server/search/indexer.hpp"
#include "server/search/search_desk.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <fstream>

using namespace collegium;
using namespace collegium::tests;
using server::search::Filters;
using server::search::Indexer;
using server::search::SearchDesk;
using server::search::WordIndex;
using storage::Handle;

namespace {

struct Library : Front {
    void follow_log() {
        Indexer indexer{north.node.store, *index};
        server::LogFollower const follower{north.node, indexer};
        while (village.run(follower.step())) {
        }
    }

    Handle handle_of(std::string const& iri) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, iri).value();
        });
    }

    std::vector<std::string> titles_for(std::string const& query, Handle member = {}, Filters const& filters = {}) {
        auto const found = desk.search(query, filters, federation::community::Viewer::of_member(member), 20, 0);
        std::vector<std::string> titles;
        for (auto const& post : found.posts) titles.push_back(post.title());
        return titles;
    }

    using Titles = std::vector<std::string>;

    TempDir folder;
    std::unique_ptr<WordIndex> index =
        std::make_unique<WordIndex>(folder.path() / "words", std::vector<std::string>{"en", "de"});
    SearchDesk desk{north.node.store, *index};
    Person ada = add_person("ada");
    Person ben = add_person("ben");
    std::string community = "https://north.test" + found("algebra", "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Library, "words are found in any of their forms, and newer words take the place of older ones") {
    auto const question = ada.ask(community, "How do groups act?");
    follow_log();
    CHECK(titles_for("group acting") == Titles{"How do groups act?"});
    CHECK(titles_for("ring").empty());
    CHECK(titles_for("").empty());
    CHECK(titles_for("\"").empty());

    village.clock.pass(std::chrono::minutes{1});
    ada.reword(question, "How do rings act?");
    follow_log();

    CHECK(titles_for("ring") == Titles{"How do rings act?"});
    CHECK(titles_for("groups").empty());
}

TEST_CASE_FIXTURE(Library, "what was deleted is found by nobody, and its words are gone from the index") {
    auto const question = ada.ask(community, "Where is the canary?");
    follow_log();
    REQUIRE(titles_for("canary").size() == 1);

    static_cast<void>(ada.erase(question).value());
    CHECK(titles_for("canary").empty());  // at once
    follow_log();

    CHECK(index->find("canary", {}, 10, 0).empty());
}

TEST_CASE_FIXTURE(Library, "what is meant for some is found by them and by nobody else, also by an old index") {
    auto const question = ada.ask(community, "Where is the canary?");
    follow_log();
    north.mean_for(question, storage::Audience::named);
    CHECK(titles_for("canary").empty());
    CHECK(titles_for("canary", ben.handle).empty());
    CHECK(titles_for("canary", ada.handle).size() == 1);
    north.mean_for(question, storage::Audience::everyone);
    CHECK(titles_for("canary").size() == 1);
}

TEST_CASE_FIXTURE(Library, "an accepted answer makes its question one that has been answered") {
    auto const question = ada.ask(community, "What is a monoid?");
    static_cast<void>(ada.ask(community, "Is every monoid a group?"));
    auto const answer = ben.answer(question, "A monoid has no inverses.");
    Filters accepted;
    accepted.accepted = true;
    accepted.kind = storage::ObjectKind::question;
    follow_log();
    CHECK(titles_for("monoid", {}, accepted).empty());

    static_cast<void>(ada.accept(answer).value());
    follow_log();
    CHECK(titles_for("monoid", {}, accepted) == Titles{"What is a monoid?"});

    ada.unaccept(answer);
    follow_log();
    CHECK(titles_for("monoid", {}, accepted).empty());
}

TEST_CASE_FIXTURE(Library, "filters keep to one community and to one kind") {
    auto const other = "https://north.test" + found("poetry", "ada");
    static_cast<void>(ada.ask(community, "What is a monoid?"));
    auto const poem = ada.ask(other, "What is a monoid of words?");
    static_cast<void>(ben.answer(poem, "A monoid."));
    follow_log();
    Filters filters;
    filters.community = handle_of(other);
    filters.kind = storage::ObjectKind::question;
    CHECK(titles_for("monoid", {}, filters) == Titles{"What is a monoid of words?"});
    CHECK(titles_for("monoid").size() == 3);
}

TEST_CASE_FIXTURE(Library, "an index that is lost or broken comes again from the log") {
    static_cast<void>(ada.ask(community, "What is a group?"));
    follow_log();
    REQUIRE(index->heard() != storage::Seq{0});
    index.reset();
    SUBCASE("lost") {
        std::filesystem::remove_all(folder.path() / "words");
    }
    SUBCASE("broken") {
        std::ofstream{folder.path() / "words" / "iamglass"} << "nothing that Xapian wrote";
    }
    WordIndex again{folder.path() / "words", {"en"}};
    CHECK(again.heard() == storage::Seq{0});
    Indexer indexer{north.node.store, again};
    server::LogFollower const follower{north.node, indexer};
    while (village.run(follower.step())) {
    }
    CHECK(again.find("groups", {}, 10, 0).size() == 1);
}

TEST_CASE_FIXTURE(Library, "an index that knows more than the log is of another store, and is begun anew") {
    index->change({}, storage::Seq{1'000'000});
    Indexer const indexer{north.node.store, *index};
    CHECK(index->heard() == storage::Seq{0});
}

TEST_CASE_FIXTURE(Library, "the page shows what was asked for, what was found, and how much") {
    app.search_desk = &desk;
    auto const question = ada.ask(community, std::string{hostile});
    static_cast<void>(ada.ask(community, "Other words of alert"));
    follow_log();

    auto const page = get("/search?q=script+alert&kind=question&accepted=");
    CHECK(page.status() == 200);
    INFO(page.body());
    CHECK(shows(page, "<p role=\"status\">One result</p>"));
    CHECK(shows(page, "href=\"" + path_of(question) + "\""));
    CHECK(shows(page, "value=\"script alert\""));
    CHECK(shows(page, "<option value=\"question\" selected>"));
    CHECK_FALSE(shows(page, "<script"));
    CHECK(shows(get("/search?q=nothing"), "<p role=\"status\">0 results</p>"));
    CHECK_FALSE(shows(get("/search"), "role=\"status\""));
    CHECK_FALSE(shows(get("/search?q=" + server::percent_encoded(hostile)), "<script"));
}

TEST_CASE_FIXTURE(Library, "a member searches thirty times a minute, and no oftener") {
    app.search_desk = &desk;
    auto browser = Browser::of(*this, "ada");
    for (int i = 0; i < 30; ++i) CHECK(browser.get("/search?q=group").status() == 200);
    auto const page = browser.get("/search?q=group");
    CHECK(page.status() == 429);
    CHECK(shows(page, "value=\"group\""));
    CHECK(Browser::of(*this, "ben").get("/search?q=group").status() == 200);
    village.clock.pass(std::chrono::seconds{61});
    CHECK(browser.get("/search?q=group").status() == 200);
}

TEST_CASE_FIXTURE(Library, "who asks is shown questions like theirs once, with what they typed") {
    app.search_desk = &desk;
    auto const old = ada.ask(community, "How do I teach fractions to beginners?");
    static_cast<void>(ada.ask(community, "Where do we buy chalk?"));
    follow_log();
    auto browser = Browser::of(*this, "ben");
    CHECK(shows(browser.get("/c/algebra/ask"), "name=\"similar\" value=\"look\""));
    auto const before = north.entries();

    Fields fields{
        {"title", "How do you teach fractions?"}, {"words", "Half & half."}, {"phase", "primary"}, {"similar", "look"}};
    auto const page = browser.submit("/c/algebra/ask", fields);
    CHECK(page.status() == 200);
    CHECK(north.entries() == before);
    CHECK(shows(page, "href=\"" + path_of(old) + "\""));
    CHECK_FALSE(shows(page, "chalk"));
    CHECK(shows(page, "value=\"How do you teach fractions?\""));
    CHECK(shows(page, "Half &amp; half.</textarea>"));
    CHECK(shows(page, "<option value=\"primary\" selected>"));
    CHECK(shows(page, "name=\"similar\" value=\"seen\""));

    fields.back().second = "seen";
    CHECK(browser.submit("/c/algebra/ask", fields).status() == 303);
}

TEST_CASE_FIXTURE(Library, "a question like no other is sent at once, and none is shown that is not for the asker") {
    app.search_desk = &desk;
    auto const hidden = ada.ask(community, "How do I teach fractions to beginners?");
    follow_log();
    north.mean_for(hidden, storage::Audience::named);
    auto browser = Browser::of(*this, "ben");
    for (auto const* const title : {"Which poems for autumn?", "How do you teach fractions?"}) {
        INFO(title);
        CHECK(
            browser.submit("/c/algebra/ask", {{"title", title}, {"words", "x"}, {"similar", "look"}}).status() == 303
        );
    }
    north.mean_for(hidden, storage::Audience::everyone);
}

TEST_CASE_FIXTURE(Library, "a question is asked as well while the index cannot be read") {
    app.search_desk = &desk;
    static_cast<void>(ada.ask(community, "How do I teach fractions to beginners?"));
    follow_log();
    std::filesystem::remove_all(folder.path() / "words");
    CHECK_THROWS_AS(index->similar("fractions", {}, 5), std::runtime_error);
    Fields const fields{{"title", "How do you teach fractions?"}, {"words", "Half an hour."}, {"similar", "look"}};
    CHECK(Browser::of(*this, "ben").submit("/c/algebra/ask", fields).status() == 303);
}
