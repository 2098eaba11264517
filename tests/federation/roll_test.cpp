// The roll of a community: open, by application or by invitation, over schools, apart from following (needs B3).
#include "federation/community/roll.hpp"

#include "federation/apply.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/running.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using storage::JoinPolicy;
using storage::MembershipState;

namespace {

// ada and ben are of the school where the club lives, sam is of another one.
struct Roll {
    Roll() {
        meet(village, south, club);
        meet(village, north, iri_of(sam));
    }

    void opened(JoinPolicy join) {
        storage::CommunityRecord terms;
        terms.join = join;
        describe(north, club, terms);
        village.settle();
        meet(village, south, club);
    }

    static federation::MembershipComposer says(Person const& person) {
        return federation::membership_composer_of(person.school->node);
    }

    // Lets everybody hear of it.
    Result<storage::Seq> send(Person const& person, federation::Composed const& composed) {
        auto const done = perform(person, composed);
        village.settle();
        return done;
    }

    Result<storage::Seq> join(Person const& person) {
        return send(person, says(person).join(author_of(person), club, "I teach it"));
    }

    Result<storage::Seq> leave(Person const& person) {
        return send(person, says(person).leave(author_of(person), club));
    }

    Result<storage::Seq> invite(Person const& by, Person const& person) {
        return send(by, says(by).invite(author_of(by), club, iri_of(person)));
    }

    static std::optional<storage::MembershipRecord> standing(School const& school, std::string const& person) {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            auto const community = storage::find_handle(tx, tables, "https://north.test/c/club").value();
            auto const who = storage::find_handle(tx, tables, person);
            return who ? tables.members.get(tx, {community, *who}) : std::nullopt;
        });
    }

    static std::optional<MembershipState> state(School const& school, Person const& person) {
        auto const found = standing(school, iri_of(person));
        return found ? std::optional{found->state} : std::nullopt;
    }

    // What brought about how somebody stands, as a school knows it.
    static federation::Activity cause(School const& school, Person const& person) {
        auto const seq = standing(school, iri_of(person)).value().seq;
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::logged_activity(tx, tables, seq).value();
        });
    }

    Result<storage::Seq> decide(Person const& by, Person const& applicant, bool accepted) {
        auto const asked = cause(north, applicant);
        auto const composer = says(by);
        return send(
            by,
            accepted ? composer.accept_application(author_of(by), asked, club)
                     : composer.reject_application(author_of(by), asked, club)
        );
    }

    bool follows(School const& school, Person const& person) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            auto const community = storage::find_handle(tx, tables, club).value();
            auto const who = storage::find_handle(tx, tables, iri_of(person)).value();
            auto const follow = tables.following.get(tx, {who, community});
            return follow && follow->state == storage::FollowState::accepted;
        });
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Person ada = north.enrol("ada"), ben = north.enrol("ben"), sam = south.enrol("sam");
    std::string club = north.found("club", "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Roll, "whoever wants to joins an open community, and both schools know") {
    REQUIRE(join(sam));
    CHECK(state(north, sam) == MembershipState::member);
    CHECK(state(south, sam) == MembershipState::member);
    REQUIRE(join(ben));
    CHECK(state(north, ben) == MembershipState::member);
}

TEST_CASE_FIXTURE(Roll, "membership outlives following, and following outlives membership in an open community") {
    REQUIRE(join(sam));
    sam.follow(club);
    village.settle();
    sam.leave(club);
    village.settle();
    CHECK_FALSE(follows(north, sam));
    CHECK(state(north, sam) == MembershipState::member);

    sam.follow(club);
    village.settle();
    REQUIRE(leave(sam));
    CHECK(state(north, sam) == MembershipState::ended);
    CHECK(follows(north, sam));
}

TEST_CASE_FIXTURE(Roll, "an application waits for a facilitator, who lets in or turns down") {
    opened(JoinPolicy::apply);
    sam.follow(club);
    REQUIRE(join(sam));
    CHECK(state(north, sam) == MembershipState::applied);
    CHECK(state(south, sam) == MembershipState::applied);
    CHECK_FALSE(follows(south, sam));
    CHECK(decide(ben, sam, true).error().reason() == Reason::foreign);

    REQUIRE(decide(ada, sam, true));
    CHECK(state(north, sam) == MembershipState::member);
    CHECK(state(south, sam) == MembershipState::member);
    CHECK(follows(south, sam));
    CHECK(decide(ada, sam, false).error().reason() == Reason::unconcerned);

    REQUIRE(join(ben));
    REQUIRE(decide(ada, ben, false));
    CHECK(state(north, ben) == MembershipState::ended);
}

TEST_CASE_FIXTURE(Roll, "a Follow of a community that takes applications is one, and ends when it is turned down") {
    opened(JoinPolicy::apply);
    sam.follow(club);
    village.settle();
    CHECK(state(north, sam) == MembershipState::applied);
    REQUIRE(decide(ada, sam, false));
    CHECK(state(north, sam) == MembershipState::ended);
    CHECK_FALSE(follows(south, sam));
    sam.follow(club);
    village.settle();
    REQUIRE(decide(ada, sam, true));
    CHECK(follows(south, sam));
    CHECK(state(north, sam) == MembershipState::member);
}

TEST_CASE_FIXTURE(Roll, "where facilitators invite, nobody joins by themselves") {
    opened(JoinPolicy::invite);
    CHECK(join(ben).error().reason() == Reason::not_allowed);
    REQUIRE(join(sam));
    CHECK_FALSE(state(north, sam));
    CHECK(state(south, sam) == MembershipState::ended);

    CHECK(invite(ben, sam).error().reason() == Reason::foreign);
    REQUIRE(invite(ada, sam));
    CHECK(state(south, sam) == MembershipState::invited);
    auto const asked = cause(south, sam);
    CHECK(asked.actor().text() == club);
    REQUIRE(send(sam, says(sam).answer_invitation(author_of(sam), asked, club, true)));
    CHECK(state(north, sam) == MembershipState::member);
    CHECK(state(south, sam) == MembershipState::member);

    REQUIRE(invite(ada, ben));
    auto const second = cause(north, ben);
    REQUIRE(send(ben, says(ben).answer_invitation(author_of(ben), second, club, false)));
    CHECK(state(north, ben) == MembershipState::ended);
}

TEST_CASE_FIXTURE(Roll, "who is dismissed hears of it, and reads no more where not everybody is a member") {
    opened(JoinPolicy::apply);
    sam.follow(club);
    REQUIRE(join(sam));
    REQUIRE(decide(ada, sam, true));
    CHECK(send(ben, says(ben).dismiss(author_of(ben), iri_of(sam), club)).error().reason() == Reason::foreign);

    REQUIRE(send(ada, says(ada).dismiss(author_of(ada), iri_of(sam), club)));
    CHECK(state(north, sam) == MembershipState::ended);
    CHECK(state(south, sam) == MembershipState::ended);
    CHECK_FALSE(follows(north, sam));
    CHECK_FALSE(follows(south, sam));
}

TEST_CASE_FIXTURE(Roll, "those who followed an open community are members when it closes; others cannot write there") {
    ben.follow(club);
    opened(JoinPolicy::apply);
    CHECK(state(north, ben) == MembershipState::member);
    static_cast<void>(ben.ask(club, "May I still?"));
    auto const cleo = north.enrol("cleo");
    federation::QuestionDraft const draft{club, "May I?", "Words", "en"};
    CHECK(perform(cleo, composer_of(cleo).question(author_of(cleo), draft)).error().reason() == Reason::not_allowed);
}

TEST_CASE_FIXTURE(Roll, "a pupil joins in their own school only, and nobody elsewhere hears of it") {
    auto const pia = north.enrol("pia");
    give_account(pia, "pia", true);
    auto author = author_of(pia);
    author.stays = true;
    REQUIRE(send(pia, says(pia).join(author, club)));
    CHECK(state(north, pia) == MembershipState::member);
    CHECK_FALSE(standing(south, iri_of(pia)));

    auto const theirs = south.found("theirs", "sam");
    CHECK(send(pia, says(pia).join(author, theirs)).error().reason() == Reason::not_allowed);
}

TEST_CASE_FIXTURE(Roll, "a Join that comes after the Leave of it means nothing") {
    auto const early = says(sam).join(author_of(sam), club);
    village.pass(std::chrono::seconds{1});
    REQUIRE(join(sam));
    village.pass(std::chrono::seconds{1});
    REQUIRE(leave(sam));
    auto const late = federation::Activity::read(early.activity.bytes()).value();
    storage::Store::Change<storage::Seq> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        federation::Effects effects;
        federation::Admission const admission{false, north.node.ids.next(), north.node.clock.now()};
        return federation::apply(tx, tables, north.settings.origin(), late, admission, effects);
    };
    CHECK(north.node.store.write_now(change).error().reason() == Reason::unconcerned);
    CHECK(state(north, sam) == MembershipState::ended);
}

TEST_CASE_FIXTURE(Roll, "who left an open community stays out when it closes, though they still follow it") {
    sam.follow(club);
    village.settle();
    REQUIRE(join(sam));
    REQUIRE(leave(sam));
    CHECK(follows(north, sam));
    opened(JoinPolicy::apply);
    village.settle();
    CHECK(state(north, sam) == MembershipState::ended);
    CHECK_FALSE(follows(north, sam));
}

TEST_CASE_FIXTURE(Roll, "no node takes all places of those who wait, and nobody has more than one") {
    namespace community = federation::community;
    opened(JoinPolicy::apply);
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const ask = [&](std::string const& person) {
        return east.send(
            north,
            person,
            R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + east.fresh("activities") +
                R"(","type":"Join","actor":")" + person + R"(","object":")" + club + R"(","to":[")" + club + R"("]})"
        );
    };
    std::vector<std::string> people;
    for (std::size_t i = 0; i <= community::most_applications_of_a_host; ++i)
        people.push_back(east.person("p" + std::to_string(i)));
    auto const late = people.back();
    people.pop_back();
    for (auto const& person : people) REQUIRE(ask(person));
    CHECK(ask(people.front()));

    auto const refused = ask(late);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);
    CHECK(refused.error().detail() == community::too_many_of_a_host.detail());
    CHECK_FALSE(standing(north, late));
    REQUIRE(join(sam));
    CHECK(state(north, sam) == MembershipState::applied);
    REQUIRE(join(ben));
    CHECK(state(north, ben) == MembershipState::applied);

    auto const seq = standing(north, people.front()).value().seq;
    auto const asked = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::logged_activity(tx, tables, seq).value();
    });
    REQUIRE(send(ada, says(ada).reject_application(author_of(ada), asked, club)));
    CHECK(ask(late));
    CHECK(standing(north, late).value().state == MembershipState::applied);
}
