#include "federation/fetching/resolve.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct StoryFixture {
    Village village{{"north.test", "south.test", "uni.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& uni = village["uni.test"];
    Person ada = north.enrol("ada"), ben = south.enrol("ben"), cora = uni.enrol("cora");
    std::string algebra = uni.found("algebra", "cora");

    void join(Person const& person) {
        static_cast<void>(village.run(resolve(*person.school)));
        person.follow(algebra);
        village.settle();
    }

    // As the page does it when somebody looks for a community of a partner.
    static boost::asio::awaitable<bool> resolve(School& school) {
        federation::FetchBudget budget;
        auto const actor = co_await federation::resolve_handle(school.node, "algebra@uni.test", budget);
        co_return actor.has_value();
    }
};

storage::FollowState membership(Person const& person, std::string const& community) {
    auto const joined = person.school->node.store.read([&](auto const& tx, auto const& tables) {
        return federation::timeline::communities_of(tx, tables, person.handle);
    });
    for (auto const& each : joined)
        if (each.community.iri == community) return each.state;
    return storage::FollowState::pending;
}

}  // namespace

TEST_CASE_FIXTURE(StoryFixture, "a question crosses three nodes, is answered, and the asker accepts") {
    join(ada);
    join(ben);
    auto const question = ada.ask(algebra, "Why is minus times minus plus?");
    village.settle();
    auto const answer = cora.answer(question, "Debts that are taken away.");
    village.settle();
    static_cast<void>(ada.accept(answer).value());
    village.settle();

    for (auto* school : {&north, &south, &uni}) {
        INFO(school->settings.node.domain);
        auto const thread = school->thread(question).value();
        CHECK(thread.question.title() == "Why is minus times minus plus?");
        CHECK(thread.question.announced);
        CHECK(thread.question.author.address() == "@ada@north.test");
        REQUIRE(thread.answers.size() == 1);
        CHECK(thread.answers[0].iri == answer);
        CHECK(thread.answers[0].accepted);
        CHECK(thread.answers[0].author.address() == "@cora@uni.test");
        CHECK(school->waiting() == 0);
    }
}

TEST_CASE_FIXTURE(StoryFixture, "joining is asked for and answered") {
    static_cast<void>(village.run(resolve(north)));
    ada.follow(algebra);
    CHECK(membership(ada, algebra) == storage::FollowState::pending);

    village.settle();

    CHECK(membership(ada, algebra) == storage::FollowState::accepted);
}

TEST_CASE_FIXTURE(StoryFixture, "who has left hears nothing more") {
    join(ada);
    join(ben);
    ben.leave(algebra);
    village.settle();

    auto const question = ada.ask(algebra, "Is anybody there?");
    village.settle();

    CHECK(uni.thread(question));
    CHECK_FALSE(south.thread(question));
}

TEST_CASE_FIXTURE(StoryFixture, "a school that slept through the holidays hears everything once, in order") {
    join(ada);
    join(ben);
    south.up = false;
    auto const first = ada.ask(algebra, "First");
    village.settle();
    auto const answer = cora.answer(first, "An answer");
    village.settle();
    static_cast<void>(ada.accept(answer).value());
    village.settle();
    CHECK(uni.waiting() > 0);

    south.up = true;
    village.pass(std::chrono::hours{24 * 42});
    village.settle();

    CHECK(uni.waiting() == 0);
    CHECK(south.thread(first).value().answers.at(0).accepted);
}

TEST_CASE_FIXTURE(StoryFixture, "a mark that was taken back is gone everywhere") {
    join(ada);
    join(ben);
    auto const question = ada.ask(algebra, "Which one?");
    village.settle();
    auto const answer = cora.answer(question, "This one");
    village.settle();
    static_cast<void>(ada.accept(answer).value());
    village.settle();
    ada.unaccept(answer);
    village.settle();

    for (auto* school : {&north, &south, &uni}) CHECK_FALSE(school->thread(question).value().answers.at(0).accepted);
}

TEST_CASE_FIXTURE(StoryFixture, "nobody but the asker and the facilitator accepts an answer") {
    join(ada);
    join(ben);
    auto const question = ada.ask(algebra, "Which one?");
    village.settle();
    auto const answer = cora.answer(question, "This one");
    village.settle();

    CHECK(ben.accept(answer).error().reason() == Reason::not_allowed);
    static_cast<void>(cora.accept(answer).value());
    village.settle();

    for (auto* school : {&north, &south, &uni}) CHECK(school->thread(question).value().answers.at(0).accepted);
}

TEST_CASE_FIXTURE(StoryFixture, "what its author edits reads the same everywhere, also twice in one second") {
    join(ada);
    join(ben);
    auto const question = ada.ask(algebra, "Frist");
    village.settle();
    ada.reword(question, "First");
    ada.reword(question, "First, mended");
    village.settle();

    for (auto* school : {&north, &south, &uni}) {
        auto const thread = school->thread(question).value();
        CHECK(thread.question.title() == "First, mended");
        CHECK(thread.question.edited);
    }
}

TEST_CASE_FIXTURE(
    StoryFixture, "what its author deletes is gone everywhere, and only its author or a facilitator can"
) {
    join(ada);
    join(ben);
    auto const question = ada.ask(algebra, "Shall I?");
    village.settle();

    CHECK(ben.erase(question).error().reason() == Reason::foreign);
    static_cast<void>(ada.erase(question).value());
    village.settle();

    for (auto* school : {&north, &south, &uni})
        CHECK(school->thread(question).value().question.state == storage::ObjectState::deleted_by_author);
}

TEST_CASE_FIXTURE(StoryFixture, "what a facilitator removes is marked as removed") {
    join(ada);
    auto const question = ada.ask(algebra, "Spam");
    village.settle();

    static_cast<void>(cora.erase(question).value());
    village.settle();

    CHECK(uni.thread(question).value().question.state == storage::ObjectState::removed_by_moderator);
}

TEST_CASE_FIXTURE(StoryFixture, "a member can ask in a community of their own node, and partners hear it") {
    join(ben);
    auto const question = cora.ask(algebra, "From home");
    village.settle();

    CHECK(uni.thread(question).value().question.announced);
    CHECK(south.thread(question).value().question.announced);
    CHECK_FALSE(north.thread(question));
}

TEST_CASE("a node without partners sends nothing and lets nothing in") {
    Village village{{"north.test"}};
    auto& north = village["north.test"];
    auto const ada = north.enrol("ada");
    auto const club = north.found("club");

    auto const question = ada.ask(club, "Only us?");
    village.settle();

    CHECK(north.thread(question));
    CHECK(north.waiting() == 0);
    CHECK(north.network.requests == 0);
}
