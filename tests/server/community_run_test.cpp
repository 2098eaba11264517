// The page of those who run a community: how it is run, by whom, and what waits for them.
#include "federation/community/facilitators.hpp"
#include "federation/community/terms.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Running : Front {
    Person cora_herself = add_person("cora"), ben_himself = add_person("ben");
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    std::string algebra = north.found("algebra", "cora");
    Browser cora = Browser::of(*this, "cora"), ben = Browser::of(*this, "ben"), olga = Browser::of(*this, "olga");

    static Fields terms() {
        return {
            {"display", "Algebra for all"},
            {"summary", "Letters for numbers"},
            {"rules", "Be *kind*."},
            {"subjects", "mathematics, algebra"},
            {"languages", "en"},
            {"ends", ""},
            {"join", "open"},
            {"width", "everyone"},
            {"answers", "anyone"}};
    }

    static Fields with(Fields fields, std::string const& name, std::string const& value) {
        for (auto& [each, held] : fields)
            if (each == name) held = value;
        return fields;
    }

    static Fields holding() {
        auto fields = terms();
        fields.emplace_back("holds", "1");
        return fields;
    }

    std::vector<storage::Handle> facilitators() const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::community::facilitators_of(
                tx, tables, storage::find_handle(tx, tables, algebra).value()
            );
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Running, "facilitators say how it is run, and everybody reads it") {
    CHECK(shows(cora.get("/c/algebra"), "href=\"/c/algebra/run\""));
    CHECK(cora.submit("/c/algebra/run", terms()).field("location") == "/c/algebra/run?saved=1");

    auto const page = get("/c/algebra");
    CHECK(shows(page, "<h1>Algebra for all</h1>"));
    CHECK(shows(page, "<em>kind</em>"));
    CHECK(shows(page, "<span class=\"badge\">algebra</span>"));
    CHECK(shows(cora.get("/c/algebra/run"), "value=\"mathematics, algebra\""));
    CHECK(shows(get_activity("/c/algebra"), "\"col:subjects\":[\"mathematics\",\"algebra\"]"));
}

TEST_CASE_FIXTURE(Running, "for others there is no such page") {
    CHECK(ben.get("/c/algebra/run").status() == 404);
    CHECK(ben.submit("/c/algebra/run", terms()).status() == 404);
    CHECK(olga.get("/c/algebra/run").status() == 404);
    CHECK_FALSE(shows(ben.get("/c/algebra"), "/run\""));
    CHECK(cora.get("/c/nothing/run").status() == 404);
}

TEST_CASE_FIXTURE(Running, "what is wrong stands beside its field, and what was typed is kept") {
    auto const page = cora.submit("/c/algebra/run", with(with(terms(), "display", ""), "ends", "next summer"));
    CHECK(page.status() == 422);
    CHECK(shows(page, "id=\"display-problem\""));
    CHECK(shows(page, "id=\"ends-problem\""));
    CHECK(shows(page, "Be *kind*.</textarea>"));
    CHECK(cora.submit("/c/algebra/run", with(terms(), "join", "by force")).status() == 422);
    CHECK(cora.submit("/c/algebra/run", with(terms(), "languages", "English!")).status() == 422);
    CHECK_FALSE(shows(get("/c/algebra"), "Be "));
}

TEST_CASE_FIXTURE(Running, "facilitators are appointed and go, but the last one stays") {
    auto const alone = cora.submit("/c/algebra/facilitators", {{"decision", "dismiss"}, {"person", "cora"}});
    CHECK(alone.status() == 422);
    CHECK(shows(alone, "A community always has a facilitator"));
    CHECK(cora.submit("/c/algebra/facilitators", {{"decision", "appoint"}, {"person", "nobody"}}).status() == 422);

    CHECK(cora.submit("/c/algebra/facilitators", {{"decision", "appoint"}, {"person", "@ben"}}).status() == 303);
    CHECK(facilitators() == std::vector{cora_herself.handle, ben_himself.handle});
    auto const left = cora.submit("/c/algebra/facilitators", {{"decision", "dismiss"}, {"person", "cora"}});
    CHECK(left.field("location") == "/c/algebra");
    CHECK(facilitators() == std::vector{ben_himself.handle});
}

TEST_CASE_FIXTURE(Running, "who closes the account of the last facilitator hands the community over") {
    ben_himself.follow(algebra);
    CHECK(olga.submit("/operator/members/cora", {{"decision", "state"}, {"state", "closed"}}).status() == 303);
    CHECK(facilitators() == std::vector{ben_himself.handle});
}

TEST_CASE_FIXTURE(Running, "an operator stands in where nobody who runs it can act") {
    close_account("cora");
    auto const page = olga.get("/c/algebra/run");
    CHECK(page.status() == 200);
    CHECK(shows(page, "You do it as an operator"));
    CHECK(olga.submit("/c/algebra/facilitators", {{"decision", "appoint"}, {"person", "ben"}}).status() == 303);
    CHECK(facilitators() == std::vector{cora_herself.handle, ben_himself.handle});
    CHECK(olga.get("/c/algebra/run").status() == 404);
}

TEST_CASE_FIXTURE(Running, "what waits is on the page, and is for everybody once it is approved") {
    REQUIRE(cora.submit("/c/algebra/run", holding()).status() == 303);
    std::string const path{ben.submit("/c/algebra/ask", {{"title", "May I?"}, {"words", "Words."}}).field("location")};
    CHECK(get(path).status() == 404);
    CHECK(shows(ben.get(path), "This waits until a facilitator has approved it."));
    CHECK(shows(cora.get("/c/algebra/run"), "May I?"));
    CHECK(ben.submit(path + "/decide", {{"decision", "approve"}}).status() == 404);

    CHECK(cora.submit(path + "/decide", {{"decision", "approve"}}).status() == 303);
    CHECK(shows(get(path), "May I?"));
    CHECK(shows(cora.get("/c/algebra/run"), "Nothing waits."));
}

TEST_CASE_FIXTURE(Running, "facilitators pin, lock and remove, and take it back") {
    std::string const path{ben.submit("/c/algebra/ask", {{"title", "Why?"}, {"words", "Words."}}).field("location")};
    CHECK_FALSE(shows(ben.get(path), "For facilitators"));
    REQUIRE(cora.submit(path + "/decide", {{"decision", "pin"}}).status() == 303);
    REQUIRE(cora.submit(path + "/decide", {{"decision", "lock"}, {"reason", "Enough said"}}).status() == 303);
    auto const locked = cora.get(path);
    CHECK(shows(locked, "Unpin it"));
    CHECK(shows(locked, "Let it take replies again"));
    CHECK(ben.submit(path + "/answer", {{"words", "But still"}}).status() == 403);

    REQUIRE(cora.submit(path + "/decide", {{"decision", "unlock"}}).status() == 303);
    CHECK(ben.submit(path + "/answer", {{"words", "But still"}}).status() == 303);
    auto const no_reason = cora.submit(path + "/decide", {{"decision", "remove"}});
    CHECK(no_reason.status() == 422);
    CHECK(shows(no_reason, "name=\"decision\" value=\"remove\""));
    CHECK(shows(no_reason, "href=\"#reason\""));
    CHECK(cora.submit(path + "/decide", {{"decision", "remove"}, {"reason", "Off topic"}}).status() == 303);
}

TEST_CASE_FIXTURE(Running, "a community is part of several others, once both sides say so") {
    static_cast<void>(north.found("trust", "cora"));
    static_cast<void>(north.found("region", "cora"));
    auto fields = terms();
    fields.emplace_back("part_of", "trust\n@region");
    REQUIRE(cora.submit("/c/algebra/run", fields).status() == 303);
    CHECK(shows(cora.get("/c/algebra/run"), "trust\nregion</textarea>"));
    CHECK_FALSE(shows(get("/c/algebra"), "Part of"));

    for (std::string const whole : {"trust", "region"}) {
        auto theirs = with(terms(), "display", "The " + whole);
        theirs.emplace_back("parts", "algebra");
        REQUIRE(cora.submit("/c/" + whole + "/run", theirs).status() == 303);
        CHECK(shows(get("/c/" + whole), "<a href=\"/c/algebra\">Algebra for all</a>"));
        CHECK(shows(get("/c/algebra"), "<a href=\"/c/" + whole + "\">The " + whole + "</a>"));
    }
}

TEST_CASE_FIXTURE(Running, "a place that nobody knows is told beside its field") {
    auto fields = terms();
    fields.emplace_back("part_of", "nowhere");
    auto const page = cora.submit("/c/algebra/run", fields);
    CHECK(page.status() == 422);
    CHECK(shows(page, "id=\"part-of-problem\""));
    CHECK(shows(page, "nowhere</textarea>"));
}
