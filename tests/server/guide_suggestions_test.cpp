// Changes that others suggest, on pages: sent, seen, merged, declined, taken back.
#include "federation/guides/suggestions.hpp"
#include "storage/names.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Suggesting : GuideFront {
    server::Response answer_with(std::string const& act, std::string const& suggestion, Fields more = {}) {
        auto response = ada.submit("/guides/suggestion/" + act, naming(suggestion, std::move(more)));
        settle();
        return response;
    }

    bool is_in_state(Browser& who, std::string const& suggestion, std::string const& state) {
        return shows(who.get(suggestion), "<p class=\"badge\">" + state + "</p>");
    }

    std::string guide = publish(ada);
};

}  // namespace

TEST_CASE_FIXTURE(Suggesting, "a suggested change is for the two of them: the one who made it, and the author") {
    CHECK(shows(ben.get(guide), guide + "/suggest?version="));
    CHECK(ada.get(guide + "/suggest").field("location") == guide);
    CHECK(shows(ben.get(guide + "/suggest"), "First line of summary."));

    auto const suggestion = suggest(ben, guide, "summary", "Shorter.");
    CHECK(is_in_state(ben, suggestion, "sent"));
    CHECK(shows(ben.get(suggestion), "<ins><span class=\"aside\">Added: </span>Shorter.</ins>"));
    CHECK(shows(ben.get(suggestion), "It reads better."));
    CHECK_FALSE(shows(ben.get(suggestion), "/guides/suggestion/merge"));
    CHECK(shows(ada.get(suggestion), "/guides/suggestion/merge"));
    CHECK(cora.get(suggestion).status() == 404);
    CHECK(get(suggestion).status() == 303);

    CHECK(shows(ada.get(guide + "/suggestions"), "A change by ben (north.test)"));
    CHECK(shows(ada.get("/guides/mine"), "A change by ben (north.test)"));
    CHECK(shows(ben.get("/guides/mine"), "A change by ben (north.test)"));
    CHECK(shows(cora.get(guide + "/suggestions"), "There are none."));
    CHECK_FALSE(shows(get(guide), "Shorter."));
}

TEST_CASE_FIXTURE(Suggesting, "nobody but the author answers it") {
    auto const suggestion = suggest(ben, guide, "summary", "Shorter.");
    auto const before = north.entries();
    for (auto const* const act : {"seen", "merge", "decline"})
        for (auto* const browser : {&ben, &cora}) {
            INFO(act);
            auto const action = std::string{"/guides/suggestion/"} + act;
            CHECK(browser->submit(action, naming(suggestion, {{"reason", "No."}})).status() == 404);
        }
    for (auto* const browser : {&ada, &cora})
        CHECK(browser->submit("/guides/suggestion/withdraw", naming(suggestion)).status() == 404);
    CHECK(ada.submit("/guides/suggestion/merge", {{"of", "nonsense"}}).status() == 404);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Suggesting, "what is merged becomes a version, and its suggester sees which one") {
    auto const suggestion = suggest(ben, guide, "summary", "Shorter.");
    CHECK(answer_with("seen", suggestion).status() == 303);
    CHECK(is_in_state(ben, suggestion, "seen"));
    CHECK(answer_with("merge", suggestion).status() == 303);
    CHECK(is_in_state(ben, suggestion, "merged"));
    CHECK(shows(get(guide), "Shorter."));
    CHECK(shows(get(guide), "Version 2"));
    CHECK(shows(ben.get(suggestion), guide + "?version="));
    CHECK(answer_with("merge", suggestion).status() == 404);
    CHECK(answer_with("decline", suggestion, {{"reason", "Late."}}).status() == 404);
}

TEST_CASE_FIXTURE(Suggesting, "a change is declined with a reason that its suggester reads") {
    auto const suggestion = suggest(ben, guide, "summary", "Shorter.");
    auto const before = north.entries();
    CHECK(answer_with("decline", suggestion, {{"reason", " "}}).status() == 422);
    auto const long_one = std::string(2001, 'x');
    auto const refused = answer_with("decline", suggestion, {{"reason", long_one}});
    CHECK(refused.status() == 422);
    CHECK(shows(refused, long_one + "</textarea>"));
    CHECK(north.entries() == before);
    CHECK(answer_with("decline", suggestion, {{"reason", "The <long> one is right."}}).status() == 303);
    CHECK(is_in_state(ben, suggestion, "declined"));
    CHECK(shows(ben.get(suggestion), "The &lt;long&gt; one is right."));
    CHECK(shows(get(guide), "Version 1"));
}

TEST_CASE_FIXTURE(Suggesting, "a change of other lines than the author's is merged into the newest version") {
    auto const suggestion = suggest(ben, guide, "limits", "Not for exams.");
    revise(ada, guide, "summary", "Mine.");
    CHECK(answer_with("merge", suggestion).status() == 303);
    CHECK(shows(get(guide), "Mine."));
    CHECK(shows(get(guide), "Not for exams."));
    CHECK(shows(get(guide), "Version 3"));
}

TEST_CASE_FIXTURE(Suggesting, "where a change conflicts, the author sees both texts and decides") {
    auto const suggestion = suggest(ben, guide, "summary", "Theirs.");
    revise(ada, guide, "summary", "Mine.");
    auto const before = north.entries();
    auto const look = page(ada, suggestion);
    for (auto const* const words : {"<<<<<<<", "Theirs.", "Mine."}) {
        INFO(words);
        CHECK(look.find(words) != std::string::npos);
    }
    CHECK(answer_with("merge", suggestion).status() == 409);
    CHECK(answer_with("merge", suggestion, {{"summary", "<<<<<<< as it is\nMine."}}).status() == 409);
    auto const unseen = answer_with("merge", suggestion, {{"summary", "Ours."}, {"into", "sha-256:older"}});
    CHECK(unseen.status() == 409);
    CHECK(shows(unseen, "Ours.</textarea>"));
    CHECK(north.entries() == before);

    auto const into = look.substr(look.find("name=\"into\" value=\"") + 19, 72);
    CHECK(answer_with("merge", suggestion, {{"summary", "Ours."}, {"into", into}}).status() == 303);
    CHECK(shows(get(guide), "Ours."));
    CHECK(is_in_state(ben, suggestion, "merged"));
}

TEST_CASE_FIXTURE(Suggesting, "what changes nothing or fits no guide is not sent, and nothing is lost") {
    auto const before = north.entries();
    CHECK(ben.submit(guide + "/suggest", {{"reason", "Only a reason."}}).status() == 422);
    auto const empty = ben.submit(guide + "/suggest", {{"title", " "}, {"limits", "Typed."}});
    CHECK(empty.status() == 422);
    CHECK(shows(empty, "id=\"title-problem\">A guide needs a title."));
    CHECK(shows(empty, "Typed.</textarea>"));
    auto const wrong = ben.submit(guide + "/suggest", {{"sources", "Bad <nonsense>"}});
    CHECK(wrong.status() == 422);
    CHECK(shows(wrong, "Bad &lt;nonsense&gt;"));
    auto const long_one = ben.submit(guide + "/suggest", {{"limits", "Typed."}, {"reason", std::string(2001, 'x')}});
    CHECK(long_one.status() == 422);
    CHECK(shows(long_one, std::string(2001, 'x') + "</textarea>"));
    CHECK(ben.submit("/post/4711/suggest", {{"limits", "Typed."}}).status() == 404);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Suggesting, "its suggester takes a change back before it is answered") {
    auto const suggestion = suggest(ben, guide, "summary", "Shorter.");
    CHECK(ben.submit("/guides/suggestion/withdraw", naming(suggestion)).status() == 303);
    CHECK(ada.get(suggestion).status() == 404);
    CHECK(shows(ada.get(guide + "/suggestions"), "There are none."));
}

TEST_CASE_FIXTURE(Suggesting, "a partner's change is answered on the page, and the partner hears of it") {
    auto const sam = south.enrol("sam");
    follow(village, sam, club);
    auto const later = publish(ada, whole_form("Spacing"));
    auto const at_south = [&](auto const& question) {
        return south.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, "https://north.test" + later).value();
            return question(tx, tables, handle, federation::community::Viewer::of_member(sam.handle));
        });
    };
    auto const base = at_south([](auto const& tx, auto const& tables, auto handle, auto const& viewer) {
        return federation::guides::find_guide(tx, tables, handle, viewer);
    });
    REQUIRE(base);
    auto proposed = base->guide;
    proposed[federation::guides::Section::limits] = "From the south.";
    federation::guides::GuideComposer const composer{"https://south.test", south.node.clock, south.node.ids};
    REQUIRE(perform(sam, composer.suggest(author_of(sam), *base, proposed, "We tried it.")));
    settle();

    auto const list = page(ada, later + "/suggestions");
    CHECK(list.find("A change by sam (south.test)") != std::string::npos);
    auto const at = list.find("/guides/suggestion?of=");
    REQUIRE(at != std::string::npos);
    auto const suggestion = list.substr(at, list.find('"', at) - at);
    CHECK(shows(ada.get(suggestion), "From the south."));
    CHECK(answer_with("merge", suggestion).status() == 303);
    auto const seen = at_south([](auto const& tx, auto const& tables, auto handle, auto const& viewer) {
        return federation::guides::suggestions_for(tx, tables, handle, viewer);
    });
    REQUIRE(seen.size() == 1);
    CHECK(seen.front().state == storage::SuggestionState::merged);
    CHECK(shows(get(later), "From the south."));
}
