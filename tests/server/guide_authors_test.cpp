// Who writes a guide: a community that asks for a practitioner and an academic, here and elsewhere.
#include "federation/guides/authorship.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Authors : GuideFront {
    void ask_for_both(Browser& who, bool both = true) {
        CHECK(who.submit("/c/club/authors", both ? Fields{{"both", "1"}} : Fields{}).status() == 303);
        settle();
    }

    static Fields by_both() { return changed(whole_form(), "contributors", "@ben, practitioner\n@cora, academic"); }
};

}  // namespace

TEST_CASE_FIXTURE(
    Authors, "a facilitator asks for both voices, and a guide with one is kept as a draft with the reason"
) {
    ask_for_both(ada);
    CHECK(shows(ada.get("/c/club/authors"), "name=\"both\" value=\"1\" checked"));
    CHECK(shows(ada.get("/c/club/guides"), "href=\"/c/club/authors\""));

    auto const alone = ben.submit("/c/club/guides/write", changed(whole_form(), "contributors", "@ben, practitioner"));
    CHECK(alone.status() == 422);
    CHECK(shows(alone, "somebody who does research among the contributors of a guide: name them."));
    CHECK(shows(alone, "First line of summary."));
    CHECK(shows(ben.get("/guides/mine"), "Retrieval practice"));
    CHECK_FALSE(shows(get("/c/club/guides"), "Retrieval practice"));

    auto const together = publish(ben, by_both());
    CHECK(shows(get(together), "who does research"));
}

TEST_CASE_FIXTURE(Authors, "what is not published yet needs only one voice, and the rule can be lifted") {
    ask_for_both(ada);
    auto const path = publish(ben, changed(whole_form(), "state", "in-review"));
    auto const draft = begin(ben, path + "/revise");
    CHECK(ben.submit(draft, {{"state", "published"}, {"act", "publish"}}).status() == 422);
    ask_for_both(ada, false);
    CHECK(ben.submit(draft, {{"state", "published"}, {"act", "publish"}}).status() == 303);
}

TEST_CASE_FIXTURE(Authors, "only a facilitator of a community of this school sets its rule") {
    CHECK(ben.get("/c/club/authors").status() == 404);
    CHECK(ben.submit("/c/club/authors", {{"both", "1"}}).status() == 404);
    CHECK_FALSE(shows(ben.get("/c/club/guides"), "/c/club/authors"));
    CHECK_FALSE(shows(get("/c/club/guides"), "/c/club/authors"));
    auto const before = north.entries();
    ask_for_both(ada, false);
    CHECK(north.entries() == before);  // nothing changed: nobody is told
}

TEST_CASE_FIXTURE(Authors, "another school learns of the rule, and a guide of one voice does not come in") {
    auto const sam = south.enrol("sam");
    follow(village, sam, club);
    ask_for_both(ada);
    CHECK(
        get_activity("/c/club").body().find("\"col:guideVoices\":[\"practitioner\",\"academic\"]") != std::string::npos
    );
    auto const knows_rule = south.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, club).value();
        return federation::guides::wants_both_voices(tx, tables, handle);
    });
    CHECK(knows_rule);

    federation::guides::GuideComposer const composer{"https://south.test", south.clock, south.node.ids};
    auto const author = federation::author_of(south.node, sam.handle).value();
    federation::guides::GuideDraft draft;
    draft.community = club;
    draft.guide = whole_guide("From one side");
    auto const refused = federation::perform_now(south.node, composer.publish(author, draft));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);

    draft.guide = whole_guide("From both sides");
    draft.guide.contributors = {
        {"https://south.test/u/sam", federation::guides::Voice::academic},
        {"https://north.test/u/ben", federation::guides::Voice::practitioner}};
    CHECK(federation::perform_now(south.node, composer.publish(author, draft)));
    settle();
    CHECK(shows(get("/c/club/guides"), "From both sides"));
}

TEST_CASE("a document names both voices, or there is no rule") {
    auto const both = [](std::string const& document) {
        return federation::guides::wants_both_voices(federation::Json::read_object(document).value().root());
    };
    CHECK(both(R"({"col:guideVoices":["academic","practitioner"]})"));
    CHECK_FALSE(both(R"({"col:guideVoices":["academic"]})"));
    CHECK_FALSE(both(R"({"col:guideVoices":"academic"})"));
    CHECK_FALSE(both(R"({"col:guideVoices":[1,{}]})"));
    CHECK_FALSE(both("{}"));
}
