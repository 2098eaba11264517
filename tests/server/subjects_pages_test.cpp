// Subjects on pages: finding one, following it, and what came by it.
#include "federation/subjects/offering.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/running.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Subjects : GuideFront {
    Subjects() {
        offer(north, club, "Fractions");
        offer(south, circle, "Poetry");
    }

    void offer(School& school, std::string const& community, std::string const& subject) {
        storage::CommunityRecord terms;
        terms.subjects = {subject, "Other"};
        describe(school, community, terms);
        auto const offering = [&]() -> boost::asio::awaitable<bool> {
            co_await federation::subjects::offer(school.node);
            co_return true;
        };
        REQUIRE(village.run(offering()));
    }

    server::Response find(Browser& who, std::string const& subject, std::string const& host) {
        return who.submit("/subjects/find", {{"subject", subject}, {"host", host}});
    }

    // At south.test.
    void ask_about_poetry(std::string const& title) {
        federation::QuestionDraft draft{circle, title, "Words", "en"};
        draft.about.subject = "poetry";
        REQUIRE(perform(sam, composer_of(sam).question(author_of(sam), draft)));
        settle();
    }

    Person sam = south.enrol("sam");
    std::string circle = south.found("circle", "sam");
};

}  // namespace

TEST_CASE_FIXTURE(Subjects, "a member follows a subject here, and a new guide about it is there with the reason") {
    CHECK(shows(ben.get("/subjects"), "action=\"/subjects/about-fractions/follow\""));
    CHECK(ben.submit("/subjects/about-fractions/follow").field("location") == "/subjects/about-fractions");
    settle();
    CHECK(shows(ben.get("/subjects/about-fractions"), "You follow it"));

    auto const guide = publish(ada, changed(whole_form("Halves and thirds"), "subject", "fractions"));

    CHECK(shows(get(guide), "<dd>fractions</dd>"));
    auto const page = ben.get("/subjects");
    CHECK(shows(page, "<a href=\"" + guide + "\" lang=\"en\" dir=\"auto\">Halves and thirds</a>"));
    CHECK(shows(page, "Because you follow <a href=\"/subjects/about-fractions\">Fractions</a> (north.test)"));
    CHECK_FALSE(shows(cora.get("/subjects"), "Halves and thirds"));
    CHECK(shows(get("/u/about-fractions"), "Halves and thirds"));

    CHECK(ben.submit("/subjects/about-fractions/unfollow").status() == 303);
    CHECK_FALSE(shows(ben.get("/subjects"), "Halves and thirds"));
}

TEST_CASE_FIXTURE(Subjects, "a partner's subject is found by its name and followed, and its news come") {
    CHECK(find(ben, "Poetry", "south.test").field("location") == "/subjects/about-poetry@south.test");
    CHECK(shows(ben.get("/subjects/about-poetry@south.test"), "<h1>Poetry</h1>"));
    CHECK(ben.submit("/subjects/about-poetry@south.test/follow").status() == 303);
    settle();
    CHECK(shows(ben.get("/subjects/about-poetry@south.test"), "You follow it"));

    ask_about_poetry("Why rhyme?");

    CHECK(shows(ben.get("/subjects"), "Why rhyme?"));
    CHECK(shows(ben.get("/subjects"), "Poetry</a> (south.test)"));
}

TEST_CASE_FIXTURE(Subjects, "what cannot be found is told beside the fields, with what was typed") {
    for (auto const& [subject, host, words] : std::vector<std::array<std::string, 3>>{
             {"Chess", "south.test", "does not offer this subject"},
             {"Poetry", "far.test", "not a partner of ours"},
             {"Poetry", "", "Write the subject, and the address"},
             {"@sam@south.test", "", "That is not a subject."}}) {
        INFO(subject);
        auto const page = find(ben, subject, host);
        CHECK(page.status() == 422);
        CHECK(shows(page, words));
        CHECK(shows(page, "name=\"subject\" value=\"" + subject + "\""));
        CHECK(shows(page, "name=\"host\" value=\"" + host + "\""));
    }
    CHECK(ben.submit("/subjects/about-chess/follow").status() == 404);
    CHECK(ben.get("/subjects/ada").status() == 404);
}

TEST_CASE_FIXTURE(Subjects, "a pupil follows what is here, and nothing beyond") {
    give_account(ben_himself, "ben", true);
    CHECK(find(ada, "Poetry", "south.test").status() == 303);

    CHECK(ben.submit("/subjects/about-fractions/follow").status() == 303);
    auto const refused = ben.submit("/subjects/about-poetry@south.test/follow");
    CHECK(refused.status() == 403);
    CHECK(shows(refused, "follow what is at this school only"));
    settle();
    CHECK(document_of(get_activity("/u/about-fractions/followers")).root()["totalItems"].GetUint64() == 0);
}

TEST_CASE_FIXTURE(Subjects, "other software finds a subject, and sees that it may follow it") {
    auto const subject = document_of(get_activity("/u/about-fractions"));
    CHECK(federation::text_member(subject.root(), "type") == "Service");
    CHECK(federation::text_member(subject.root(), "col:subject") == "Fractions");
    CHECK_FALSE(subject.root()["manuallyApprovesFollowers"].GetBool());

    auto const list = document_of(get_activity("/subjects"));
    CHECK(federation::text_member(list.root(), "type") == "OrderedCollection");
    CHECK(list.root()["orderedItems"].Size() == 2);
    CHECK(shows(
        get("/.well-known/webfinger?resource=acct:about-fractions@north.test"), "https://north.test/u/about-fractions"
    ));
}

TEST_CASE_FIXTURE(Subjects, "guests do not make the node look through all actors for a name") {
    REQUIRE(find(ben, "Poetry", "south.test").status() == 303);
    storage::Store::Change<int> const meet_elsewhere = [](storage::WriteTx& tx,
                                                          storage::Tables& tables) -> Result<int> {
        storage::ActorRecord record;
        record.type = storage::ActorType::service;
        record.username = "about-chess";
        tables.actors.put(tx, storage::intern(tx, tables, "https://south.test/topics/1"), record);
        return 0;
    };
    REQUIRE(north.node.store.write_now(meet_elsewhere));

    CHECK(ben.get("/subjects/about-chess@south.test").status() == 200);
    CHECK(get("/subjects/about-chess@south.test").status() == 404);
    CHECK(get("/subjects/about-poetry@south.test").status() == 200);
}
