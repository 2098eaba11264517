// Subjects: whoever follows one hears of each guide and question about it that everyone may read (needs K4).
#include "federation/guides/compose_guide.hpp"
#include "federation/subjects/offering.hpp"
#include "federation/subjects/subject.hpp"
#include "federation/timeline_lists.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/federation/running.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;
using namespace collegium::tests;
using storage::Audience;
using storage::Handle;

namespace {

using Things = std::vector<std::string>;

// A club at north.test. Sam of south.test and ben follow a subject, and nothing else.
struct Following {
    Following() {
        run_by({"Fractions", "Algebra"});
        meet(village, south, fractions);
        for (auto const* const person : {&sam, &ben}) person->follow(fractions);
        village.settle();
    }

    void run_by(std::vector<std::string> const& subjects, bool holds = false) {
        storage::CommunityRecord terms;
        terms.subjects = subjects;
        terms.holds = holds;
        describe(north, club, terms);
        auto const offering = [&]() -> boost::asio::awaitable<bool> {
            co_await subjects::offer(north.node);
            co_return true;
        };
        REQUIRE(village.run(offering()));
    }

    // What is new for somebody, newest first.
    static Things news(Person const& person) {
        return person.school->node.store.read([&](auto const& tx, auto const& tables) {
            timeline::ListReader const reader{tx, tables, timeline::Viewer::of_member(person.handle)};
            Things things;
            for (auto const& line : reader.home({}).lines) things.push_back(storage::iri_of(tx, tables, line.thing));
            return things;
        });
    }

    // How often the subject announced a thing by its name.
    std::size_t announced(std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const subject = storage::find_handle(tx, tables, fractions).value();
            std::size_t found = 0;
            tables.log.each(tx, [&](storage::Seq, storage::LogEntry const& entry) {
                bool const by_it = entry.actor == subject && static_cast<Verb>(entry.verb) == Verb::announce;
                if (by_it && storage::iri_of(tx, tables, entry.object) == thing) ++found;
                return true;
            });
            return found;
        });
    }

    // How much the subject has said.
    std::size_t said() const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const subject = storage::find_handle(tx, tables, fractions).value();
            std::size_t found = 0;
            tables.log.each(tx, [&](storage::Seq, storage::LogEntry const& entry) {
                if (entry.actor == subject) ++found;
                return true;
            });
            return found;
        });
    }

    guides::GuideComposer composer() const { return {north.settings.origin(), north.node.clock, north.node.ids}; }

    static guides::Guide about(std::string const& subject, guides::GuideState state = guides::GuideState::published) {
        auto guide = whole_guide("New guide about " + subject);
        guide.subject = subject;
        guide.state = state;
        return guide;
    }

    std::string publish(guides::Guide const& guide, Audience audience = Audience::everyone) {
        auto const composed = composer().publish(author_of(ada), {club, guide, audience});
        REQUIRE(perform(ada, composed));
        village.settle();
        return composed.activity.object_id();
    }

    guides::GuideView guide_at(School const& school, std::string const& guide) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            return guides::find_guide(tx, tables, storage::find_handle(tx, tables, guide).value()).value();
        });
    }

    void revise(std::string const& guide, guides::Guide const& words) {
        auto const current = guide_at(north, guide);
        REQUIRE(perform(ada, composer().revise(author_of(ada), {club, words, current.post.audience}, current)));
        village.settle();
    }

    std::string ask(Person const& person, std::string const& subject, Audience audience = Audience::everyone) {
        QuestionDraft draft{club, "How do I explain " + subject + "?", "Words", "en", audience};
        draft.about.subject = subject;
        auto const composed = composer_of(person).question(author_of(person), draft);
        REQUIRE(perform(person, composed));
        village.settle();
        return composed.activity.object_id();
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Person ada = north.enrol("ada"), ben = north.enrol("ben"), sam = south.enrol("sam");
    std::string club = north.found("club", "ada");
    std::string fractions = "https://north.test/u/about-fractions";
};

}  // namespace

TEST_CASE_FIXTURE(
    Following, "a new guide on fractions arrives with those who follow fractions, here and at a partner"
) {
    auto const guide = publish(about("fractions"));
    publish(about("algebra"));
    auto const question = ask(ada, "FRACTIONS");

    Things const expected{question, guide};
    CHECK(news(sam) == expected);
    CHECK(news(ben) == expected);
    CHECK(guide_at(south, guide).guide.title == "New guide about fractions");
    for (auto* const school : {&north, &south}) school->check_history();
}

TEST_CASE_FIXTURE(
    Following, "an edit announces nothing again, and its words arrive; what is deleted goes from everywhere"
) {
    auto const guide = publish(about("Fractions"));
    auto words = about("Fractions");
    words.title = "Fractions, second edition";
    revise(guide, words);

    CHECK(announced(guide) == 1);
    CHECK(news(sam) == Things{guide});
    CHECK(guide_at(south, guide).guide.title == "Fractions, second edition");

    REQUIRE(ada.erase(guide));
    village.settle();
    CHECK(news(sam).empty());
    CHECK(news(ben).empty());
    CHECK(post_at(south, guide).value().state == storage::ObjectState::deleted_by_author);
    for (auto* const school : {&north, &south}) school->check_history();
}

TEST_CASE_FIXTURE(Following, "a guide comes when it is published, and goes when it is about something else") {
    auto const guide = publish(about("Fractions", guides::GuideState::in_review));
    CHECK(news(sam).empty());
    revise(guide, about("Fractions"));
    CHECK(news(sam) == Things{guide});
    revise(guide, about("Algebra"));
    CHECK(news(sam).empty());
}

TEST_CASE_FIXTURE(Following, "what is for fewer than everyone, or of a pupil, is announced to nobody") {
    give_account(ben, "ben", true);
    auto const members = publish(about("Fractions"), Audience::community);
    auto const quiet = publish(about("Fractions"), Audience::quiet);
    auto const here = ask(ada, "Fractions", Audience::here);
    auto const pupil = ask(ben, "Fractions");
    for (auto const& thing : {members, quiet, here, pupil}) {
        INFO(thing);
        CHECK(announced(thing) == 0);
        CHECK_FALSE(has_arrived(south, thing));
    }
}

TEST_CASE_FIXTURE(
    Following, "what waits for a facilitator is announced when they approve it, and not when they remove it"
) {
    run_by({"Fractions", "Algebra"}, true);
    auto const dan = north.enrol("dan");
    auto const kept = ask(dan, "Fractions"), dropped = ask(dan, "Fractions");
    CHECK(news(sam).empty());

    for (auto const& thing : {kept, dropped})
        REQUIRE(perform(ada, composer_of(ada).approve(author_of(ada), thing, club)));
    village.settle();
    CHECK(news(sam) == Things{dropped, kept});
    CHECK(announced(kept) == 1);

    auto const removal = composer_of(ada).remove_thing(author_of(ada), dropped, club, "Asked before.");
    REQUIRE(perform(ada, removal));
    village.settle();
    CHECK(news(sam) == Things{kept});
    REQUIRE(perform(ada, composer_of(ada).undo(author_of(ada), removal.activity)));
    village.settle();
    CHECK(news(sam) == Things{dropped, kept});
}

TEST_CASE_FIXTURE(Following, "an edit that waited arrives with those who have the thing when it is approved") {
    run_by({"Fractions"}, true);
    auto const dan = north.enrol("dan");
    auto const question = ask(dan, "Fractions");
    auto const approve = [&] {
        REQUIRE(perform(ada, composer_of(ada).approve(author_of(ada), question, club)));
        village.settle();
    };
    approve();
    village.pass(std::chrono::seconds{5});
    dan.reword(question, "In other words?");
    village.settle();
    CHECK(post_at(south, question).value().title() == "How do I explain Fractions?");

    approve();
    CHECK(post_at(south, question).value().title() == "In other words?");
    CHECK(announced(question) == 1);
    for (auto* const school : {&north, &south}) school->check_history();
}

TEST_CASE_FIXTURE(Following, "changes are passed on only while somebody elsewhere follows") {
    auto const guide = publish(about("Fractions"));
    auto words = about("Fractions");
    words.title = "Second edition";
    auto const before = said();
    revise(guide, words);
    CHECK(said() == before + 1);

    sam.leave(fractions);
    village.settle();
    words.title = "Third edition";
    auto const alone = said();
    revise(guide, words);
    CHECK(said() == alone);
    CHECK(news(ben) == Things{guide});
}

TEST_CASE_FIXTURE(Following, "of somebody who is gone everything goes, with one word of the subject") {
    Things const guides{publish(about("Fractions")), publish(about("Fractions")), publish(about("Fractions"))};
    REQUIRE(news(sam).size() == guides.size());
    auto const before = said();
    REQUIRE(perform(ada, composer_of(ada).delete_object(author_of(ada), iri_of(ada), "", "")));
    village.settle();

    CHECK(said() == before + 1);
    CHECK(news(sam).empty());
    CHECK(news(ben).empty());
    for (auto const& guide : guides)
        CHECK(post_at(south, guide).value().state == storage::ObjectState::deleted_by_author);
    for (auto* const school : {&north, &south}) school->check_history();
}

TEST_CASE_FIXTURE(
    Following, "in a community about one subject everything is about that; who follows no longer hears nothing"
) {
    run_by({"Fractions"});
    auto const question = ada.ask(club, "What next?");
    village.settle();
    CHECK(news(sam) == Things{question});

    sam.leave(fractions);
    village.settle();
    auto const later = ada.ask(club, "And then?");
    village.settle();
    CHECK(news(sam).empty());
    CHECK_FALSE(has_arrived(south, later));
}

TEST_CASE("the name of a subject follows from its words, and what it cannot say is in its digest") {
    using subjects::actor_name;
    CHECK(actor_name(" Design and  Technology ") == "about-design-and-technology");
    CHECK(actor_name("FRACTIONS") == actor_name("fractions"));
    CHECK(actor_name("C") == "about-c");
    CHECK(actor_name("C#") != actor_name("C++"));
    CHECK(actor_name("C#").starts_with("about-c-"));
    CHECK(actor_name("\xE6\x95\xB0\xE5\xAD\xA6").size() == 14);
    CHECK(actor_name("Personal, social, health and economic education").size() <= 30);
    CHECK(actor_name("  ").empty());
}
