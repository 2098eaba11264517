// Versions of guides on pages: what changed, and two who change a guide at the same time; guides that are made from
// something.
#include "federation/guides/reading.hpp"
#include "storage/names.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Versions : GuideFront {
    federation::guides::GuideView view() {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, "https://north.test" + guide).value();
            return federation::guides::find_guide(tx, tables, handle).value();
        });
    }

    // Another program of the author's changes the guide meanwhile.
    void change_elsewhere(federation::guides::Section section, std::string const& words) {
        auto const current = view();
        federation::guides::GuideDraft draft{club, current.guide, current.post.audience};
        draft.guide[section] = words;
        federation::guides::GuideComposer const composer{"https://north.test", north.node.clock, north.node.ids};
        REQUIRE(perform(ada_herself, composer.revise(author_of(ada_herself), draft, current)));
        settle();
    }

    std::string guide = publish(ada);
};

}  // namespace

TEST_CASE_FIXTURE(Versions, "a change makes a version, and the one before stays readable") {
    auto const first = view().version;
    revise(ada, guide, "summary", "Another beginning.");
    CHECK(shows(get(guide), "Version 2"));
    CHECK(shows(get(guide), "Another beginning."));

    auto const old_one = unescaped(get(guide + "?version=" + first));
    CHECK(old_one.find("First line of summary.") != std::string::npos);
    CHECK(old_one.find("This is an older version.") != std::string::npos);
    CHECK(get(guide + "?version=sha-256:" + std::string(64, '0')).status() == 404);
    CHECK(get(guide + "?version=nonsense").status() == 404);

    auto const versions = std::string{get(guide + "/versions").body()};
    CHECK(count(versions, "<code>sha-256:") == 2);
    CHECK(versions.find("Version 2</a>") < versions.find("Version 1</a>"));
    CHECK(get(guide + "/history").field("location") == guide + "/versions");
}

TEST_CASE_FIXTURE(Versions, "what differs between two versions stands part by part") {
    auto const first = view().version;
    revise(ada, guide, "summary", "Another <beginning>.");
    auto const second = view().version;
    for (auto const& address : {"?from=" + first + "&to=" + second, "?from=" + first}) {
        INFO(address);
        auto const page = std::string{get(guide + "/differences" + address).body()};
        CHECK(count(page, "<ins><span class=\"aside\">Added: </span>Another &lt;beginning&gt;.</ins>") == 1);
        CHECK(count(page, "<del><span class=\"aside\">Removed: </span>First line of summary.</del>") == 1);
        CHECK(count(page, "<h3>") == 1);
    }
    CHECK(shows(get(guide + "/differences?from=" + second + "&to=" + second), "The words are the same."));
    CHECK(get(guide + "/differences?from=" + first + "&to=sha-256:" + std::string(64, '0')).status() == 404);
    CHECK(get(guide + "/differences").status() == 404);
}

TEST_CASE_FIXTURE(Versions, "only its author changes a guide, with the form that has its words") {
    CHECK(ben.submit(guide + "/revise").status() == 404);
    CHECK(ada.get(guide + "/edit").status() == 404);
    CHECK(ada.submit(guide + "/edit", {{"words", "Gone."}}).status() == 404);
    auto const draft = begin(ada, guide + "/revise");
    CHECK(page(ada, draft).find("First line of limits") == std::string::npos);
    CHECK(page(ada, draft).find("A study <doi:10.1000/xyz> (open access)") != std::string::npos);
    CHECK(begin(ada, guide + "/revise") == draft);
    CHECK(shows(get(guide), "Version 1"));
}

TEST_CASE_FIXTURE(Versions, "a guide is retired without a new version") {
    revise(ada, guide, "state", "retired");
    CHECK(shows(get(guide), "Its author has retired this guide"));
    CHECK(shows(get(guide), "Version 1"));
    CHECK(count(std::string{get(guide + "/versions").body()}, "<code>sha-256:") == 1);
}

TEST_CASE_FIXTURE(Versions, "two changes of one guide at the same time are brought together") {
    auto const draft = begin(ada, guide + "/revise");
    change_elsewhere(federation::guides::Section::limits, "Not for exams.");
    CHECK(ada.submit(draft, {{"summary", "Mine."}, {"act", "publish"}}).field("location") == guide);
    auto const text = unescaped(get(guide));
    CHECK(text.find("Mine.") != std::string::npos);
    CHECK(text.find("Not for exams.") != std::string::npos);
    CHECK(text.find("Version 3") != std::string::npos);
}

TEST_CASE_FIXTURE(Versions, "where both changed the same, the author decides, and nothing of either is lost") {
    auto const draft = begin(ada, guide + "/revise");
    change_elsewhere(federation::guides::Section::summary, "Theirs.");
    auto const before = north.entries();
    auto const response = ada.submit(draft, {{"summary", "Mine."}, {"limits", "Typed."}, {"act", "publish"}});
    CHECK(response.status() == 409);
    auto const text = unescaped(response);
    CHECK(text.find("The guide has changed while you wrote") != std::string::npos);
    for (auto const* const words : {"<<<<<<<", "Mine.", "Theirs.", "Typed.</textarea>"}) {
        INFO(words);
        CHECK(text.find(words) != std::string::npos);
    }
    CHECK(page(ada, draft).find("Theirs.") != std::string::npos);
    CHECK(ada.submit(draft, {{"act", "publish"}}).status() == 422);  // the signs are still there
    CHECK(north.entries() == before);
    CHECK(ada.submit(draft, {{"summary", "Ours."}, {"act", "publish"}}).field("location") == guide);
    CHECK(shows(get(guide), "Ours."));
    CHECK(shows(get(guide), "Typed."));
}

TEST_CASE_FIXTURE(Versions, "an adaptation gives credit, and stands on the page of its source") {
    CHECK(shows(ben.get(guide), guide + "/adapt\""));
    auto const draft = begin(ben, guide + "/adapt");
    CHECK(page(ben, draft).find("Adapted from <a href=\"" + guide + "\">") != std::string::npos);
    auto const done = ben.submit(draft, {{"title", "Ours, adapted"}, {"act", "publish"}});
    REQUIRE(done.status() == 303);
    auto const adapted = std::string{done.field("location")};
    CHECK(unescaped(get(adapted)).find("Adapted from <a href=\"" + guide + "\">") != std::string::npos);
    CHECK(shows(get(guide), "Ours, adapted"));
    revise(ada, guide, "summary", "Newer.");
    CHECK(shows(get(adapted), "has a newer version than the one that was adapted"));
}

TEST_CASE_FIXTURE(Versions, "what its licence keeps unchanged is neither adapted nor translated by others") {
    auto const kept = publish(ada, changed(whole_form("Unchanged"), "licence", "CC-BY-ND-4.0"));
    CHECK_FALSE(shows(ben.get(kept), "/adapt\""));
    CHECK(ben.submit(kept + "/adapt").status() == 403);
    auto const refused = ben.submit(kept + "/translate", {{"language", "fr"}});
    CHECK(refused.status() == 403);
    CHECK(shows(refused, "The licence of the guide lets nobody change or translate it."));
    CHECK(shows(refused, "value=\"fr\""));
}

TEST_CASE_FIXTURE(Versions, "a translation is marked as out of date once its source has changed") {
    CHECK(ben.submit(guide + "/translate", {{"language", "en"}}).status() == 422);
    CHECK(ben.submit(guide + "/translate", {{"language", " "}}).status() == 422);
    auto const draft = begin(ben, guide + "/translate", {{"language", "fr"}, {"translator", "machine-checked"}});
    auto const done = ben.submit(draft, {{"title", "Rappel actif"}, {"act", "publish"}});
    REQUIRE(done.status() == 303);
    auto const translated = std::string{done.field("location")};
    CHECK(shows(get(guide), "translated by a machine and checked by people by ben"));
    CHECK_FALSE(shows(get(translated), "Out of date:"));
    revise(ada, guide, "summary", "Newer.");
    CHECK(shows(get(translated), "Out of date:"));
    CHECK(shows(get(guide), "Out of date:"));
}

TEST_CASE_FIXTURE(Versions, "a guide begins with a question and what its answers know") {
    auto const question = ada_herself.ask(club, "How do we space lessons?");
    REQUIRE(ada_herself.accept(ben_himself.answer(question, "We wait two weeks.")));
    static_cast<void>(cora_herself.answer(question, "We do not wait."));
    auto const path = path_of(question);
    CHECK(shows(ada.get(path), path + "/guide\""));
    CHECK_FALSE(shows(get(path), path + "/guide\""));
    auto const draft = begin(ada, path + "/guide");
    auto const form = page(ada, draft);
    CHECK(form.find("We wait two weeks.") != std::string::npos);
    CHECK(form.find("It begins with the question <a href=\"" + path + "\">") != std::string::npos);
    CHECK(form.find("We do not wait.") != std::string::npos);
    CHECK(form.find(">\n@ben@north.test, other\n</textarea>") != std::string::npos);
    CHECK(form.find("Nobody of their schools can review the guide.") != std::string::npos);

    auto fields = changed(whole_form("Spacing lessons"), "contributors", "");
    std::erase_if(fields, [](auto const& field) { return field.first == "practice"; });
    auto const done = ada.submit(draft, fields);
    REQUIRE(done.status() == 303);
    auto const made = std::string{done.field("location")};
    CHECK(shows(get(made), "We wait two weeks."));
    CHECK_FALSE(shows(get(made), "Contributor</dt>"));  // taken away by who wrote it
    CHECK(shows(get(made), "href=\"" + path + "\""));
    CHECK(shows(get(path + "/guides"), "href=\"" + made + "\""));
    CHECK(get(guide + "/guides").status() == 404);
    CHECK(ada.submit(guide + "/guide").status() == 404);
}
