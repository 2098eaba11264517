// The page of a community: its questions page by page, joining and leaving, and what waits at a partner's.
#include "federation/fetching/resolve.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <regex>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Community : Front {
    static std::vector<std::string> titles(server::Response const& page) {
        static std::regex const line{R"re(<h3 dir="auto"><a href="/post/[0-9]+">([^<]*)</a></h3>)re"};
        std::string const html{page.body()};
        std::vector<std::string> found;
        for (std::sregex_iterator at{html.begin(), html.end(), line}, end; at != end; ++at) found.push_back((*at)[1]);
        return found;
    }

    static std::string older(server::Response const& page) {
        static std::regex const link{R"re(<a rel="next" href="(\?before=[0-9]+)">)re"};
        std::string const html{page.body()};
        std::smatch match;
        return std::regex_search(html, match, link) ? match[1].str() : "";
    }

    void ask(unsigned from, unsigned to) {
        for (auto i = from; i <= to; ++i) {
            static_cast<void>(ada.ask(algebra, "Question " + std::to_string(i)));
            village.clock.pass(std::chrono::minutes{1});
        }
    }

    // As many rows of the community's list as that, newer than everything, all of a question that is for few.
    void hide_in_list(unsigned rows) {
        auto const hidden = ada.ask(algebra, "For few");
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto const handle = storage::find_handle(tx, tables, hidden).value();
            auto record = tables.objects.get(tx, handle).value();
            record.audience = storage::Audience::named;
            tables.objects.put(tx, handle, record);
            auto number = static_cast<std::uint64_t>(record.number);
            for (unsigned i = 0; i < rows; ++i)
                tables.topics.put(tx, storage::PlaceKey{record.community, storage::LocalId{++number}}, handle);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    Person ada = add_person("ada"), cora = add_person("cora");
    std::string algebra = north.found("algebra", "cora");
};

}  // namespace

TEST_CASE_FIXTURE(Community, "25 questions are two pages: 20, newest first, then 5") {
    ask(1, 25);

    auto const first = get("/c/algebra");
    auto const second = get("/c/algebra" + older(first));

    auto const newest = titles(first), oldest = titles(second);
    REQUIRE(newest.size() == 20);
    REQUIRE(oldest.size() == 5);
    CHECK(newest.front() == "Question 25");
    CHECK(newest.back() == "Question 6");
    CHECK(oldest.front() == "Question 5");
    CHECK(oldest.back() == "Question 1");
    CHECK(older(second).empty());
}

TEST_CASE_FIXTURE(Community, "20 questions are one page, none is a page that says so") {
    CHECK(shows(get("/c/algebra"), "Nobody has asked anything here yet."));

    ask(1, 20);

    auto const page = get("/c/algebra");
    CHECK(titles(page).size() == 20);
    CHECK(older(page).empty());
    CHECK_FALSE(shows(page, "Nobody has asked anything"));
}

TEST_CASE_FIXTURE(Community, "a place in the list that makes no sense is the beginning, or the end") {
    ask(1, 3);

    for (std::string const query :
         {"?before=",
          "?before=x",
          "?before=-1",
          "?before=1x",
          "?before=99999999999999999999",
          "?after=1",
          "?before=18446744073709551615"}) {
        INFO(query);
        CHECK(titles(get(std::string{"/c/algebra"} + query)).size() == 3);
    }
    CHECK(titles(get("/c/algebra?before=0")).empty());
}

TEST_CASE_FIXTURE(Community, "behind very many that a guest may not read, the others are on a later page") {
    ask(1, 1);
    hide_in_list(400);
    auto const first = get("/c/algebra");
    CHECK(titles(first).empty());
    CHECK_FALSE(shows(first, "Nobody has asked anything"));
    CHECK(shows(first, "There is nothing to show among the newest questions."));
    auto const second = get("/c/algebra" + older(first));
    CHECK(titles(second) == std::vector<std::string>{"Question 1"});
    CHECK(older(second).empty());
    north.rebuild();
}

TEST_CASE_FIXTURE(Community, "a deleted question is not in the list") {
    ask(1, 2);
    static_cast<void>(ada.erase(ada.ask(algebra, "Regretted")).value());

    CHECK(titles(get("/c/algebra")) == std::vector<std::string>{"Question 2", "Question 1"});
}

TEST_CASE_FIXTURE(Community, "a line tells how many answers there are and whether one is accepted") {
    auto const question = ada.ask(algebra, "Why?");
    CHECK(shows(get("/c/algebra"), "<strong>0 answers</strong></div>"));

    auto const answer = cora.answer(question, "Because.");
    CHECK(shows(get("/c/algebra"), "<strong>1 answer</strong></div>"));

    static_cast<void>(ada.accept(answer).value());
    CHECK(shows(get("/c/algebra"), "<strong>1 answer</strong><span>accepted</span></div>"));
}

TEST_CASE_FIXTURE(Community, "joining and leaving are one button each") {
    auto browser = Browser::of(*this, "ada");
    CHECK(shows(get("/c/algebra"), "Sign in to join or ask"));
    CHECK(shows(browser.get("/c/algebra"), "action=\"/c/algebra/join\""));

    CHECK(browser.submit("/c/algebra/join").field("location") == "/c/algebra");
    settle();
    auto const joined = browser.get("/c/algebra");
    CHECK(shows(joined, "You are a member"));
    CHECK(shows(joined, "action=\"/c/algebra/leave\""));
    CHECK_FALSE(shows(joined, "action=\"/c/algebra/join\""));

    CHECK(browser.submit("/c/algebra/leave").status() == 303);
    settle();
    CHECK(shows(browser.get("/c/algebra"), "action=\"/c/algebra/join\""));
    CHECK(browser.submit("/c/algebra/leave").status() == 303);
    CHECK(browser.submit("/c/nothing/join").status() == 404);
}

TEST_CASE_FIXTURE(Community, "in a partner's community a question waits until the partner passes it on") {
    static_cast<void>(south.found("poetry"));
    auto browser = Browser::of(*this, "ada");
    CHECK(
        browser.submit("/communities/find", {{"address", "poetry@south.test"}}).field("location") ==
        "/c/poetry@south.test"
    );
    CHECK(browser.submit("/c/poetry@south.test/join").status() == 303);
    CHECK(shows(browser.get("/c/poetry@south.test"), "Waiting for south.test to let you in"));
    settle();
    CHECK(shows(browser.get("/c/poetry@south.test"), "You are a member"));

    south.up = false;
    auto const asked = browser.submit("/c/poetry@south.test/ask", {{"title", "Rhyme?"}, {"words", "Why?"}});
    auto const path = std::string{asked.field("location")};
    settle();
    CHECK(shows(get(path), "Sent. Waiting for south.test to pass it on to the community."));
    CHECK(shows(get("/c/poetry@south.test"), "waiting for the community"));

    south.up = true;
    village.pass(std::chrono::hours{24});
    settle();
    CHECK_FALSE(shows(get(path), "Waiting for"));
    CHECK_FALSE(shows(get("/c/poetry@south.test"), "waiting for the community"));
    CHECK(shows(get(path), "<a href=\"/c/poetry@south.test\">poetry</a>"));
}

TEST_CASE_FIXTURE(Community, "a question in a community of ours does not wait") {
    auto const question = ada.ask(algebra, "Why?");

    CHECK_FALSE(shows(get(path_of(question)), "Waiting for"));
    CHECK_FALSE(shows(get("/c/algebra"), "waiting for the community"));
}

TEST_CASE_FIXTURE(Community, "a community has one page, under its short name or its whole address") {
    CHECK(get("/c/algebra@north.test").body() == get("/c/algebra").body());
    CHECK(get("/c/ada").status() == 404);
    CHECK(get("/c/north.test").status() == 404);
    CHECK(get("/u/algebra").status() == 404);
}

TEST_CASE_FIXTURE(
    Community, "a member sees how far the past of a community has come, and what becomes of it if it does not"
) {
    auto const poetry = south.found("poetry");
    auto browser = Browser::of(*this, "ada");
    static_cast<void>(browser.submit("/communities/find", {{"address", "poetry@south.test"}}));
    settle();
    auto const write = [&](storage::ImportRecord const& record) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            tables.imports.put(tx, storage::find_handle(tx, tables, poetry).value(), record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    };
    auto const page = [&] { return browser.get("/c/poetry@south.test"); };
    storage::ImportRecord record;

    write(record);
    CHECK(shows(page(), "Earlier questions are being fetched. Reload"));
    record.found = 12;
    record.total = 40;
    write(record);
    CHECK(shows(page(), "Earlier questions are being fetched: 12 of 40. Reload"));
    record.state = storage::ImportState::failed;
    record.error = "the other institution's server did not answer";
    record.tries = 1;
    write(record);
    CHECK(shows(page(), "could not be fetched: the other institution&#39;s server did not answer. We try again"));
    record.tries = 8;
    write(record);
    CHECK(shows(page(), "Leave and join again"));
    CHECK_FALSE(shows(page(), "We try again"));
    record.whole = village.clock.now();
    write(record);
    CHECK_FALSE(shows(page(), "Earlier questions"));
}

TEST_CASE_FIXTURE(
    Community, "who looks at a partner's community for the first time finds what was asked there before"
) {
    auto const poetry = south.found("poetry");
    static_cast<void>(south.enrol("ben").ask(poetry, "Rhyme?"));
    auto browser = Browser::of(*this, "ada");
    static_cast<void>(browser.submit("/communities/find", {{"address", "poetry@south.test"}}));
    CHECK(shows(browser.get("/c/poetry@south.test"), "Earlier questions are being fetched"));

    settle();

    auto const page = browser.get("/c/poetry@south.test");
    CHECK(titles(page) == std::vector<std::string>{"Rhyme?"});
    CHECK_FALSE(shows(page, "Earlier questions"));
}
