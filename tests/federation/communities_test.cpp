// Communities: how they are run, who runs them, and what waits for those (needs B1, B2, B13, H1).
#include "federation/community/facilitators.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/terms.hpp"
#include "federation/served/documents.hpp"
#include "tests/federation/groups.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/running.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::Collection;
using federation::community::Viewer;
using storage::Answerers;
using storage::Audience;
using storage::CommunityRecord;

namespace {

struct Run : Groups {
    storage::Handle handle_of(std::string const& iri) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, iri).value();
        });
    }

    void run_by(CommunityRecord const& terms) { describe(north, club, terms); }

    bool sees(Person const& person, std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const viewer = Viewer::of_member(person.handle);
            auto const handle = storage::find_handle(tx, tables, thing).value();
            return federation::timeline::find_post(tx, tables, handle, viewer).has_value();
        });
    }

    Result<storage::Seq> approve(Person const& person, std::string const& thing) {
        return perform(person, composer_of(person).approve(author_of(person), thing, club));
    }

    Result<storage::Seq> dismiss(Person const& by, std::string const& person) {
        return perform(by, composer_of(by).remove(author_of(by), person, Collection::moderators, club));
    }

    Result<storage::Seq> appoint(Person const& by, std::string const& person) {
        return perform(by, composer_of(by).add(author_of(by), person, Collection::moderators, club));
    }

    std::vector<storage::Handle> facilitators() const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::community::facilitators_of(tx, tables, handle_of(club));
        });
    }

    // The types of what lemmy.test was sent about a thing.
    std::vector<std::string> told_of(std::string const& thing) const {
        std::vector<std::string> types;
        for (auto const& body : lemmy.received)
            if (body.find(thing) != std::string::npos) types.push_back(member_of(body, "type"));
        return types;
    }

    static CommunityRecord holding() {
        CommunityRecord terms;
        terms.holds = true;
        return terms;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Run, "the last facilitator stays until another one is appointed") {
    CHECK(dismiss(ada, iri_of(ada)).error().reason() == Reason::not_allowed);
    CHECK(facilitators() == std::vector{ada.handle});

    REQUIRE(appoint(ada, iri_of(ben)));
    CHECK(facilitators() == std::vector{ada.handle, ben.handle});
    REQUIRE(dismiss(ada, iri_of(ada)));
    CHECK(facilitators() == std::vector{ben.handle});
}

TEST_CASE_FIXTURE(Run, "who is the last facilitator and takes back their own appointment stays, too") {
    auto const appointment = composer_of(ada).add(author_of(ada), iri_of(ben), Collection::moderators, club);
    REQUIRE(perform(ada, appointment));
    REQUIRE(dismiss(ada, iri_of(ada)));

    CHECK_FALSE(perform(ada, composer_of(ada).undo(author_of(ada), appointment.activity)));
    CHECK(facilitators() == std::vector{ben.handle});
}

TEST_CASE_FIXTURE(Run, "a community goes to who has followed it for longest, and to nobody while others run it") {
    give_account(ada, "ada", false);
    give_account(ben, "ben", false);
    auto const pia = north.enrol("pia");
    give_account(pia, "pia", true);
    pia.follow(club);
    ben.follow(club);
    auto const over = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::community::hand_over_of(tx, tables, handle_of(club), ada.handle);
        });
    };
    CHECK(over().heir == ben.handle);

    REQUIRE(appoint(ada, iri_of(ben)));
    CHECK_FALSE(over().heir);
    CHECK_FALSE(over().orphaned);
}

TEST_CASE_FIXTURE(Run, "what a community says of itself is read as it was written, and is in its document") {
    CommunityRecord terms;
    terms.join = storage::JoinPolicy::apply;
    terms.answers = Answerers::members;
    terms.audience = Audience::community;
    terms.kind = storage::CommunityKind::subject;
    terms.rules = "Be **kind**.";
    terms.subjects = {"mathematics"};
    terms.languages = {"en", "cy"};
    terms.ends = from_rfc3339("2027-07-20T00:00:00Z").value();
    terms.part_of = {"https://north.test/c/other"};
    run_by(terms);

    auto const document = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const shown = federation::documents::presentation_of(tx, tables, handle_of(club));
        return federation::documents::actor(club, tables.actors.get(tx, handle_of(club)).value(), shown);
    });
    auto read = federation::community::terms_in(federation::Json::read_object(document).value().root()).value();
    auto const kept = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, handle_of(club));
    });
    read.words = kept.words;
    CHECK(read == kept);
    terms.words = kept.words;
    CHECK(kept == terms);
}

TEST_CASE_FIXTURE(Run, "a community for its members takes nothing that is for everyone") {
    CommunityRecord terms;
    terms.audience = Audience::community;
    run_by(terms);

    federation::QuestionDraft draft{club, "For all?", "Words", "en"};
    auto const question = [&] { return composer_of(ben).question(author_of(ben), draft); };
    CHECK(perform(ben, question()).error().reason() == Reason::not_allowed);
    draft.audience = Audience::community;
    CHECK(perform(ben, question()));
}

TEST_CASE_FIXTURE(Run, "facilitators decide who answers; comments stay free") {
    CommunityRecord terms;
    terms.answers = Answerers::facilitators;
    run_by(terms);
    auto const topic = ben.ask(club, "Who answers?");

    federation::AnswerDraft const draft{club, topic, "", iri_of(ben), "@ben@north.test", "I do", "en"};
    CHECK(perform(ben, composer_of(ben).answer(author_of(ben), draft)).error().reason() == Reason::not_allowed);
    CHECK(perform(ada, composer_of(ada).answer(author_of(ada), draft)));
    CHECK(send(
        lem,
        act("Create",
            lem,
            R"({"id":"https://lemmy.test/note/1","type":"Note","attributedTo":")" + lem + R"(","to":[)" + everyone +
                R"(],"inReplyTo":")" + topic + R"(","content":"<p>A remark</p>","col:kind":"comment"})")
    ));
}

TEST_CASE_FIXTURE(Run, "what waits is seen by its author and by the facilitators, and passed on when it is approved") {
    REQUIRE(send(lem, act("Follow", lem, "\"" + club + "\"")));
    run_by(holding());
    auto const topic = ben.ask(club, "May I?");
    village.settle();
    CHECK(sees(ben, topic));
    CHECK(sees(ada, topic));
    auto const cleo = north.enrol("cleo");
    CHECK_FALSE(sees(cleo, topic));
    CHECK_FALSE(post_at(north, topic));
    CHECK(announced("Create").empty());

    CHECK(approve(ben, topic).error().reason() == Reason::foreign);
    REQUIRE(approve(ada, topic));
    village.settle();
    CHECK(sees(cleo, topic));
    CHECK(announced("Create").size() == 1);
}

TEST_CASE_FIXTURE(Run, "what waits does not go to whom it names either, and does when it is approved") {
    auto const topic = article(lem, club, "Who knows?");
    run_by(holding());
    auto const answer = ben.answer(topic, "I do.");
    village.settle();
    CHECK(told_of(answer).empty());

    REQUIRE(approve(ada, answer));
    village.settle();
    CHECK(told_of(answer) == std::vector<std::string>{"Create"});  // lemmy.test does not follow the club
}

TEST_CASE_FIXTURE(Run, "what its author took back while it waited is approved for nobody") {
    REQUIRE(send(lem, act("Follow", lem, "\"" + club + "\"")));
    run_by(holding());
    auto const topic = ben.ask(club, "May I?");
    REQUIRE(perform(ben, composer_of(ben).delete_object(author_of(ben), topic, club, "")));
    REQUIRE(approve(ada, topic));
    village.settle();
    CHECK(announced("Create").empty());
    CHECK(approve(ada, topic).error().reason() == Reason::unconcerned);  // it waits no longer
}

TEST_CASE_FIXTURE(Run, "what another community says that it answers makes nobody a member who is only invited") {
    follow_math();
    auto const bens = "\"" + iri_of(ben) + "\"", maths = "\"" + math + "\"";
    REQUIRE(send(math, act("Invite", math, maths, ",\"target\":" + bens)));
    auto const state = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.members.get(tx, {handle_of(math), ben.handle}).value().state;
        });
    };
    CHECK(state() == storage::MembershipState::invited);
    auto const made_up =
        R"({"type":"Join","id":"https://north.test/activities/1","actor":)" + bens + ",\"object\":" + maths + "}";
    CHECK(send(math, act("Accept", math, made_up)).error().reason() == Reason::unconcerned);
    CHECK(state() == storage::MembershipState::invited);
}

TEST_CASE_FIXTURE(Run, "what is changed after it was approved waits again; what a facilitator writes does not wait") {
    run_by(holding());
    auto const topic = ben.ask(club, "May I?");
    auto const cleo = north.enrol("cleo");
    REQUIRE(approve(ada, topic));
    CHECK(sees(cleo, topic));

    village.pass(std::chrono::seconds{2});
    auto const view = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, topic).value();
        return federation::timeline::find_post(tx, tables, handle, Viewer::of_member(ben.handle)).value();
    });
    federation::QuestionDraft const draft{club, "Something else", "Words", "en"};
    federation::Edited const edited{topic, view.published, view.updated};
    REQUIRE(perform(ben, composer_of(ben).edit(author_of(ben), draft, edited)));
    CHECK_FALSE(sees(cleo, topic));

    CHECK(sees(cleo, ada.ask(club, "From her who runs it")));
}
