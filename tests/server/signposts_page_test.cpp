// The pages of signposts: the first click leaves for the source, nobody points there twice unawares, and what leads
// nowhere is marked (needs D16, N-12).
#include "server/followers/log_follower.hpp"
#include "server/guides/link_checks.hpp"
#include "server/search/indexer.hpp"
#include "server/search/search_desk.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::search::Indexer;
using server::search::SearchDesk;
using server::search::WordIndex;

namespace {

boost::asio::awaitable<bool> checked(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

constexpr std::string_view leaves = R"(<a href="https://source.test/six?a=1&amp;b=2" rel="nofollow noopener">Six)";

struct Signposts : Front {
    Signposts() { app.search_desk = &desk; }

    static Fields wanted() {
        return {
            {"address", "https://source.test/six?a=1&b=2"},
            {"title", "Six <strategies>"},
            {"why", "Short and free."},
            {"for_whom", "New teachers"},
            {"subjects", "Memory, Revision"},
            {"languages", "en, ar"}};
    }

    std::string put_up(Browser& who, Fields const& fields = wanted()) {
        auto const answer = who.submit("/c/algebra/signposts/new", fields);
        INFO(answer.body());
        REQUIRE(answer.status() == 303);
        return std::string{answer.field("location")};
    }

    void follow_log() {
        Indexer indexer{north.node.store, index};
        server::LogFollower const follower{north.node, indexer};
        while (village.run(follower.step())) {
        }
    }

    Person ada_herself = add_person("ada"), ben_himself = add_person("ben");
    std::string algebra = north.found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben");
    TempDir folder;
    WordIndex index{folder.path() / "words", {"en"}};
    SearchDesk desk{north.node.store, index};
};

}  // namespace

TEST_CASE_FIXTURE(Signposts, "in every list and on its own page the first link of a signpost leads to its source") {
    CHECK(shows(get("/c/algebra/signposts"), "There is no signpost here yet."));
    CHECK_FALSE(shows(get("/c/algebra"), "<h2>Signposts</h2>"));
    auto const path = put_up(ada);
    for (auto const& place : {std::string{"/c/algebra"}, std::string{"/c/algebra/signposts"}, path}) {
        INFO(place);
        auto const page = get(place);
        CHECK(shows(page, leaves));
        CHECK(shows(page, "Six &lt;strategies&gt;"));
        CHECK(shows(page, "Short and free."));
        CHECK(shows(page, "New teachers"));
        CHECK(shows(page, ">Revision</span>"));
    }
    CHECK(shows(get("/c/algebra"), "Nobody has asked anything here yet."));
}

TEST_CASE_FIXTURE(Signposts, "what is wrong stands beside its field, and nothing that was typed is lost") {
    auto fields = with(with(wanted(), "address", "https://ada:secret@source.test/"), "why", " ");
    fields = with(fields, "languages", "en, ?");
    auto const before = north.entries();
    auto const page = ada.submit("/c/algebra/signposts/new", fields);
    CHECK(page.status() == 422);
    CHECK(north.entries() == before);
    CHECK(shows(page, "id=\"address-problem\">Write the whole address"));
    CHECK(shows(page, "id=\"why-problem\">Say in a sentence"));
    CHECK(shows(page, "id=\"languages-problem\">"));
    CHECK_FALSE(shows(page, "id=\"title-problem\">"));
    for (auto const* const typed :
         {"value=\"https://ada:secret@source.test/\"",
          "value=\"Six &lt;strategies&gt;\"",
          "value=\"New teachers\"",
          "value=\"Memory, Revision\"",
          "value=\"en, ?\""}) {
        INFO(typed);
        CHECK(shows(page, typed));
    }
    CHECK(ada.submit("/c/nothing/signposts/new", wanted()).status() == 404);
}

TEST_CASE_FIXTURE(Signposts, "who points where somebody pointed before is shown it first, and decides") {
    auto const path = put_up(ada);
    auto const same = with(with(wanted(), "address", "http://www.source.test/six/?a=1&b=2#top"), "title", "Mine");
    auto const before = north.entries();
    auto const page = ben.submit("/c/algebra/signposts/new", same);
    CHECK(page.status() == 200);
    CHECK(north.entries() == before);
    CHECK(shows(page, "Somebody pointed there before"));
    CHECK(shows(page, "<a href=\"" + path + "\" target=\"_blank\" rel=\"noopener\">Six &lt;strategies&gt;</a>"));
    CHECK(shows(page, "value=\"Mine\""));

    auto const body = page.body();
    auto const start = body.find("name=\"seen\" value=\"") + std::string_view{"name=\"seen\" value=\""}.size();
    std::string seen{body.substr(start, body.find('"', start) - start)};
    if (auto const at = seen.find("&amp;"); at != std::string::npos) seen.replace(at, 5, "&");
    CHECK(
        shows(ben.submit("/c/algebra/signposts/new", with(same, "seen", "https://other.test")), "pointed there before")
    );
    CHECK(ben.submit("/c/algebra/signposts/new", with(same, "seen", seen)).status() == 303);
}

TEST_CASE_FIXTURE(Signposts, "a link that leads nowhere is marked wherever it stands, until it is changed") {
    auto const path = put_up(ada);
    village.scripted["source.test"] = [](federation::OutgoingRequest const&) { return status(404); };
    village.scripted["other.test"] = [](federation::OutgoingRequest const&) { return status(200); };
    CHECK_FALSE(shows(get(path), "leads nowhere"));
    village.run(checked(server::guides::check_links(app)));
    for (auto const& place : {std::string{"/c/algebra"}, std::string{"/c/algebra/signposts"}, path}) {
        INFO(place);
        CHECK(shows(get(place), "leads nowhere since "));
    }
    village.clock.pass(std::chrono::seconds{2});
    REQUIRE(ada.submit(path + "/change-signpost", with(wanted(), "address", "https://other.test/")).status() == 303);
    village.run(checked(server::guides::check_links(app)));
    CHECK_FALSE(shows(get(path), "leads nowhere"));
    CHECK(shows(get(path), "href=\"https://other.test/\""));
}

TEST_CASE_FIXTURE(Signposts, "who put it up changes it, from what stands there, and nobody else; all can speak of it") {
    auto const path = put_up(ada);
    CHECK(shows(ada.get(path + "/change-signpost"), "value=\"Memory, Revision\""));
    CHECK(ben.get(path + "/change-signpost").status() == 404);
    CHECK(ben.submit(path + "/change-signpost", wanted()).status() == 404);
    village.clock.pass(std::chrono::seconds{2});
    // To the same page: that its own signpost leads there is no news.
    REQUIRE(ada.submit(path + "/change-signpost", with(wanted(), "title", "Seven")).status() == 303);
    CHECK(shows(get(path), ">Seven</a></h1>"));

    auto const said = ben.submit(path + "/comment", {{"words", "We *use* it."}});
    REQUIRE(said.status() == 303);
    CHECK(std::string_view{said.field("location")}.starts_with(path + "#comment-"));
    CHECK(shows(get(path), "We <em>use</em> it."));
    auto const empty = ben.submit(path + "/comment", {{"words", " "}});
    CHECK(empty.status() == 422);
    CHECK(shows(empty, "Write your comment before you send it."));
}

TEST_CASE_FIXTURE(
    Signposts, "search has signposts as a kind of their own, by each subject, and leads to their sources"
) {
    put_up(ada);
    static_cast<void>(ben_himself.ask(algebra, "Which six strategies?"));
    follow_log();
    auto const found = get("/search?q=strategies");
    CHECK(shows(found, "kind=signpost\">Signposts (1)</a>"));
    CHECK(shows(found, "Revision (1)</a>"));
    CHECK(shows(found, leaves));
    CHECK(shows(found, "signpost to source.test"));
    auto const narrowed = get("/search?q=strategies&kind=signpost&subject=memory");
    CHECK(shows(narrowed, "One result"));
    CHECK_FALSE(shows(narrowed, "Which six strategies?"));
    CHECK(shows(get("/search?q=strategies&kind=signpost&subject=fractions"), "0 results"));
}

TEST_CASE_FIXTURE(Signposts, "clients of other software see a post with a card that leads to the source") {
    auto const path = put_up(ada);
    auto const number = path.substr(path.rfind('/') + 1);
    auto const shown = get("/api/v1/statuses/" + number, "application/json");
    REQUIRE(shown.status() == 200);
    auto const json = document_of(shown);
    auto const* const card = federation::member(json.root(), "card");
    REQUIRE(card != nullptr);
    CHECK(federation::text_member(*card, "url") == "https://source.test/six?a=1&b=2");
    CHECK(federation::text_member(*card, "title") == "Six <strategies>");
    CHECK(federation::text_member(json.root(), "url") == "https://north.test" + path);
    CHECK(federation::text_member(json.root(), "spoiler_text").empty());
}

TEST_CASE_FIXTURE(Signposts, "who runs the community takes a signpost down, and says why") {
    auto const path = put_up(ben);
    CHECK_FALSE(shows(ben.get(path), "For facilitators"));
    CHECK(shows(ada.get(path), "For facilitators"));
    REQUIRE(ada.submit(path + "/decide", {{"decision", "remove"}, {"reason", "It sells something."}}).status() == 303);
    CHECK_FALSE(shows(get("/c/algebra/signposts"), "source.test"));
    CHECK_FALSE(shows(get(path), "source.test"));
}
