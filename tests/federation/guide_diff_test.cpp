// What differs between versions, what two people made of one text, and what a guide takes from a question.
#include "federation/guides/differences.hpp"
#include "federation/guides/drafts.hpp"
#include "federation/guides/from_question.hpp"
#include "federation/guides/origins.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;
using namespace collegium::federation::guides;
using namespace collegium::tests;
using content::LineChange;

TEST_CASE("texts differ by lines, with a little of what stayed around them") {
    auto const hunks = content::differences("a\nb\nc\nd\ne\nf\ng\nh\ni", "a\nb\nc\nd\nE\nf\ng\nh\ni");
    REQUIRE(hunks.size() == 1);
    CHECK(hunks[0].front() == content::ChangedLine{LineChange::same, "b"});
    CHECK(hunks[0].back() == content::ChangedLine{LineChange::same, "h"});
    CHECK(hunks[0][3] == content::ChangedLine{LineChange::removed, "e"});
    CHECK(hunks[0][4] == content::ChangedLine{LineChange::added, "E"});
    CHECK(hunks[0].size() == 8);
}

TEST_CASE("line ends and blanks at the end are no difference") {
    CHECK(content::differences("a\r\nb\r\n", "a\nb").empty());
    CHECK(content::differences("", " \n").empty());
    CHECK(content::differences("a", "a").empty());
    CHECK(content::differences("", "a").size() == 1);
    CHECK(content::differences("a", "").size() == 1);
    CHECK(content::tidy_lines("a\rb\r\nc\x01\x7f\t \n\n") == "a\nb\nc");
}

TEST_CASE("changes of different lines come together, of the same line they stand beside each other") {
    auto const both = content::merge("a\nb\nc\nd\ne", "A\nb\nc\nd\ne", "a\nb\nc\nd\nE");
    CHECK(both.clean);
    CHECK(both.text == "A\nb\nc\nd\nE");
    auto const conflict = content::merge("a\nb\nc", "a\nX\nc", "a\nY\nc");
    CHECK_FALSE(conflict.clean);
    CHECK(conflict.text == "a\n<<<<<<< as it is\nX\n=======\nY\n>>>>>>> as suggested\nc");
    CHECK(content::merge("a", "b", "b").clean);
    CHECK(content::merge("a", "a", "b").text == "b");
    CHECK(content::merge("", "", "").text.empty());
}

TEST_CASE("two versions differ part by part") {
    auto const before = whole_guide();
    auto after = before;
    after[Section::action] += "\nOne more step.";
    after.evidence->grade = "4";
    after.references.push_back({"Another study", "https://a.example/2"});
    after.licence = "CC0-1.0";
    auto const parts = differences(before, after);
    REQUIRE(parts.size() == 4);
    CHECK(parts[0].name == "evidence");
    CHECK(parts[1].name == "action");
    CHECK(parts[1].heading == "What to do");
    CHECK(parts[1].hunks.at(0).back() == content::ChangedLine{LineChange::added, "One more step."});
    CHECK(parts[2].name == "sources");
    CHECK(parts[3].name == "licence");
    CHECK(differences(before, before).empty());
    CHECK(as_text(parts).find("+One more step.\n") != std::string::npos);
}

TEST_CASE_FIXTURE(Library, "a guide begins with the answers to a question, with credit to who gave them") {
    auto const question = ada.ask(club, "Retrieval practice in fractions?");
    village.settle();
    auto const answer = sam.answer(question, "Ask first, see https://doi.org/10.1000/XYZ.");
    village.settle();
    wim.answer(question, "Wait a week.");
    village.settle();
    CHECK(ada.accept(answer));
    village.settle();

    auto draft = begun_with(north.thread(question).value());
    auto const& practice = draft.guide[Section::practice];
    CHECK(draft.community == club);
    CHECK(draft.guide.title == "Retrieval practice in fractions?");
    CHECK(draft.guide.derived_from == std::vector{question});
    CHECK(practice.find("Ask first") == 0);
    CHECK(practice.find("sam, south.test") != std::string::npos);
    CHECK(practice.find("Wait a week") > practice.find("Ask first"));
    REQUIRE(draft.guide.references.size() == 1);
    CHECK(draft.guide.references[0].address == "doi:10.1000/xyz");
    // wim's answer was not accepted, and his school may review the guide.
    CHECK(draft.guide.contributors == std::vector<Contributor>{{iri_of(sam), Voice::other}});
    CHECK(draft.guide.state == GuideState::draft);
    CHECK(problems_of(draft.guide).empty());

    auto finished = whole_guide(draft.guide.title);
    finished.derived_from = draft.guide.derived_from;
    auto const guide = publish(ada, finished);
    auto const made = south.node.store.read([&](auto const& tx, auto const& tables) {
        return made_from(tx, tables, storage::find_handle(tx, tables, question).value());
    });
    REQUIRE(made.size() == 1);
    CHECK(made[0].guide.post.iri == guide);
    CHECK(made[0].how == storage::Derivation::from_question);
}

TEST_CASE_FIXTURE(Library, "a draft is kept for its author, finished or not, and goes nowhere") {
    KeptDraft kept{
        storage::LocalId{5}, {club, whole_guide("Half"), storage::Audience::community}, storage::Handle{0}, {}};
    kept.draft.guide[Section::research].clear();
    kept.draft.guide.evidence->rationale.clear();
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const done = keep_draft(tx, tables, ada.handle, kept);
        return done ? Result<int>{0} : done.error();
    };
    auto const before = north.entries();
    CHECK(north.node.store.write_now(change));
    CHECK(north.entries() == before);
    north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const found = find_draft(tx, tables, ada.handle, storage::LocalId{5});
        REQUIRE(found);
        CHECK(found->draft.guide == kept.draft.guide);
        CHECK(found->draft.audience == storage::Audience::community);
        CHECK(drafts_of(tx, tables, ada.handle).size() == 1);
        CHECK(drafts_of(tx, tables, ben.handle).empty());
    });
    storage::Store::Change<bool> const drop = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<bool> {
        return drop_draft(tx, tables, ada.handle, storage::LocalId{5});
    };
    CHECK(north.node.store.write_now(drop).value());
}

TEST_CASE_FIXTURE(Library, "a draft with more references than are read again is refused, not cut") {
    KeptDraft kept{storage::LocalId{5}, {club, whole_guide(), storage::Audience::community}, storage::Handle{0}, {}};
    kept.draft.guide.references.assign(101, {"A study", "https://a.example/1", false});
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const done = keep_draft(tx, tables, ada.handle, kept);
        return done ? Result<int>{0} : done.error();
    };
    CHECK(north.node.store.write_now(change).error().reason() == Reason::too_large);
    kept.draft.guide.references.pop_back();
    CHECK(north.node.store.write_now(change));
}

TEST_CASE_FIXTURE(Library, "a draft remembers from which version it began, and brings in what was merged meanwhile") {
    auto const guide = publish(ada, whole_guide());
    auto const first = at(ada, guide).value();
    KeptDraft kept{
        storage::LocalId{5}, {club, first.guide, storage::Audience::everyone}, first.post.handle, {}, first.version};
    kept.draft.guide[Section::research] += "\nMore research.";
    kept.draft.guide.licence = "CC0-1.0";
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const done = keep_draft(tx, tables, ada.handle, kept);
        return done ? Result<int>{0} : done.error();
    };
    REQUIRE(north.node.store.write_now(change));
    auto meanwhile = first.guide;
    meanwhile[Section::action] = "From sam.\n\nSecond line.";
    CHECK(revise(ada, guide, meanwhile));

    auto const found = north.node.store.read([&](auto const& tx, auto const& tables) {
        return find_draft(tx, tables, ada.handle, storage::LocalId{5});
    });
    REQUIRE(found);
    CHECK(found->base == first.version);
    auto const lost = perform(ada, composer(ada).revise(author_of(ada), found->draft, first));
    REQUIRE_FALSE(lost);
    CHECK(lost.error().reason() == Reason::conflict);

    auto const result = brought_into(at(ada, guide)->guide, first.guide, found->draft.guide);
    CHECK(result.conflicts.empty());
    CHECK(revise(ada, guide, result.guide));
    for (auto const& reader : {ada, sam}) {
        auto const words = at(reader, guide)->guide;
        CHECK(words[Section::action].starts_with("From sam."));
        CHECK(words[Section::research].ends_with("More research."));
        CHECK(words.licence == "CC0-1.0");
    }
    CHECK(versions(north, guide).size() == 3);
}

TEST_CASE_FIXTURE(Library, "an unfinished guide does not go out, and a published one becomes no draft again") {
    auto draft = whole_guide();
    draft.state = GuideState::draft;
    auto const early = perform(ada, composer(ada).publish(author_of(ada), {club, draft}));
    REQUIRE_FALSE(early);
    CHECK(early.error().reason() == Reason::not_allowed);
    CHECK(perform(ada, composer(ada).publish(author_of(ada), {club, draft, storage::Audience::here})));

    auto const guide = publish(ada, whole_guide(), storage::Audience::here);
    auto const back = revise(ada, guide, draft);
    REQUIRE_FALSE(back);
    CHECK(back.error().reason() == Reason::not_allowed);
}

TEST_CASE_FIXTURE(Library, "a partner's guide is whole, whatever state it names") {
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const eve = east.person("eve");
    auto guide = whole_guide();
    guide.state = GuideState::draft;
    auto const tell = [&](std::string const& thing) {
        auto const object = guide_object("https://east.test/post/" + thing, eve, club, guide, "2026-08-01T10:00:00Z");
        return east.send(
            north,
            eve,
            R"({"id":")" + east.fresh("act") + R"(","type":"Create","actor":")" + eve + R"(","object":)" + object + "}"
        );
    };
    CHECK(tell("8"));
    guide[Section::action].clear();
    auto const refused = tell("9");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::malformed);
}

TEST_CASE("what others said is quoted in a guide as they said it: no names in front, and no Markdown of ours") {
    timeline::Thread thread;
    thread.question.iri = "https://north.test/post/1";
    thread.question.name = "Why?";
    auto& answer = thread.answers.emplace_back();
    answer.iri = "https://east.test/notes/1";
    answer.state = storage::ObjectState::visible;
    answer.audience = thread.question.audience;
    answer.author.display = "[Ministry](https://evil.example)";
    answer.author.host = "east.test";
    answer.content = "<p>@ada Ask first</p><p># always, see https://a.example/one_two_three</p>";
    auto const guide = begun_with(thread).guide;
    auto const& practice = guide[Section::practice];
    CHECK(practice.starts_with("Ask first"));
    CHECK(practice.find("@ada") == std::string::npos);
    CHECK(practice.find("\\# always") != std::string::npos);
    CHECK(practice.find("\\[Ministry\\]") != std::string::npos);
    REQUIRE(guide.references.size() == 1);
    CHECK(guide.references[0].address == "https://a.example/one_two_three");
}
