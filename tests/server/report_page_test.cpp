// Reporting on a page: who is told, and what is asked of the one who reports.
#include "federation/timeline.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Reporting : Front {
    Person ada_herself = add_person("ada"), ben_himself = add_person("ben");
    std::string community = found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben");
    std::string path{ada.submit("/c/algebra/ask", {{"title", "Why?"}, {"words", "Because."}}).field("location")};

    std::vector<federation::timeline::Report> reports_to(std::string const& iri) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, iri);
            return handle ? federation::timeline::open_reports(tx, tables, *handle)
                          : std::vector<federation::timeline::Report>{};
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Reporting, "others report what one wrote, and its author edits it instead") {
    CHECK(shows(ben.get(path), "href=\"" + path + "/report\""));
    CHECK_FALSE(shows(ada.get(path), path + "/report"));
    CHECK_FALSE(shows(get(path), "/report"));
    CHECK(shows(ben.get(path + "/report"), "The facilitators of algebra read your report."));
}

TEST_CASE_FIXTURE(Reporting, "a report goes to the community, with the words") {
    auto const sent = ben.submit(path + "/report", {{"words", "It names a child."}});
    CHECK(sent.status() == 303);
    CHECK(shows(ben.get(std::string{sent.field("location")}), "Your report is sent"));
    auto const reports = reports_to("https://north.test/c/algebra");
    REQUIRE(reports.size() == 1);
    CHECK(reports.front().things == std::vector{"https://north.test" + path});
    CHECK(reports_to("https://north.test/").empty());
}

TEST_CASE_FIXTURE(Reporting, "an answer is reported at its own address") {
    auto const to = std::string{ben.submit(path + "/answer", {{"words", "So."}}).field("location")};
    auto const answer = "/comment/" + to.substr(to.find("answer-") + 7);
    CHECK(shows(ada.get(path), "href=\"" + answer + "/report\""));
    CHECK(ada.submit(answer + "/report", {{"words", "Rude."}}).status() == 303);
    CHECK(reports_to("https://north.test/c/algebra").size() == 1);
}

TEST_CASE_FIXTURE(Reporting, "a report without words, or with too many, is not sent and keeps what was typed") {
    CHECK(ben.submit(path + "/report", {{"words", "  "}}).status() == 422);
    std::string const much(1001, 'x');
    auto const page = ben.submit(path + "/report", {{"words", much}});
    CHECK(page.status() == 422);
    CHECK(shows(page, much + "</textarea>"));
    CHECK(shows(page, "id=\"words-problem\""));
    CHECK(reports_to("https://north.test/c/algebra").empty());
}

TEST_CASE_FIXTURE(Reporting, "what is not there cannot be reported") {
    CHECK(ben.get("/post/4711/report").status() == 404);
    CHECK(ben.submit("/post/4711/report", {{"words", "x"}}).status() == 404);
    CHECK(ada.submit(path + "/delete").status() == 303);
    CHECK(ben.get(path + "/report").status() == 404);
    CHECK(ben.submit(path + "/report", {{"words", "x"}}).status() == 404);
}

TEST_CASE_FIXTURE(Reporting, "who reports very often is asked to wait") {
    for (unsigned i = 0; i < 20; ++i) CHECK(ben.submit(path + "/report", {{"words", "Again."}}).status() == 303);
    auto const page = ben.submit(path + "/report", {{"words", "Once more."}});
    CHECK(page.status() == 429);
    CHECK(shows(page, "Once more.</textarea>"));
}
