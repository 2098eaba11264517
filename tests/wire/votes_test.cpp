// Statements 36, 43 and 44: votes and choices, and on whose word they count.
#include "federation/served/documents.hpp"
#include "tests/federation/groups.hpp"

#include <algorithm>
#include <array>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Judged : GroupsAndFay {
    using Counts = std::pair<std::uint64_t, std::uint64_t>;

    Counts votes(std::string const& thing) const {
        auto const post = post_at(north, thing).value();
        return {post.up, post.down};
    }

    std::string on(std::string const& thing) const { return "\"" + thing + "\""; }

    static std::string at(char second) { return std::string{R"(,"published":"2026-01-01T00:00:0)"} + second + R"(Z")"; }

    // What fay did arrives by itself, or through the community.
    void pass(std::string const& body, bool is_straight) {
        static_cast<void>(is_straight ? far.send(north, fay, body) : send(math, announce(body)));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Judged, "wire_43: a Like and a Dislike of one person replace each other") {
    auto const topic = ben.ask(club, "Why?");
    REQUIRE(send(lem, act("Like", lem, on(topic))));
    CHECK(votes(topic) == Counts{1, 0});
    REQUIRE(send(lem, act("Dislike", lem, on(topic))));
    CHECK(votes(topic) == Counts{0, 1});
    REQUIRE(send(lem, act("Like", lem, on(topic))));
    REQUIRE(send(mod, act("Like", mod, on(topic))));
    CHECK(votes(topic) == Counts{2, 0});
}

TEST_CASE_FIXTURE(Judged, "wire_43: Undo takes a vote back by its id and with the vote inside, but no later vote") {
    auto const topic = ben.ask(club, "Why?");
    auto const like = act("Like", lem, on(topic)), dislike = act("Dislike", lem, on(topic));
    REQUIRE(send(lem, like));
    REQUIRE(send(lem, act("Undo", lem, on(member_of(like, "id")))));
    CHECK(votes(topic) == Counts{0, 0});

    REQUIRE(send(lem, dislike));
    CHECK(send(lem, act("Undo", lem, like)).error().reason() == Reason::unconcerned);  // it was replaced
    CHECK(send(mod, act("Undo", mod, dislike)).error().reason() == Reason::foreign);
    CHECK(votes(topic) == Counts{0, 1});
    REQUIRE(send(lem, act("Undo", lem, dislike)));
    CHECK(votes(topic) == Counts{0, 0});
}

TEST_CASE_FIXTURE(Judged, "wire_43: a Like with content and an EmojiReact count as a Like") {
    auto const topic = ben.ask(club, "Why?");
    REQUIRE(send(lem, act("Like", lem, on(topic), R"(,"content":"🎉")")));
    REQUIRE(send(mod, act("EmojiReact", mod, on(topic), R"(,"content":"👍")")));

    CHECK(votes(topic) == Counts{2, 0});
    auto const document = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::documents::object(tx, tables, {}, topic).value().body;
    });
    CHECK(member_of(document, "likes.type") == "Collection");
    CHECK(member_of(document, "likes.totalItems") == "2");
    CHECK(member_of(document, "dislikes.totalItems") == "0");
}

TEST_CASE_FIXTURE(Judged, "wire_43: votes count on a community's word, and are taken back by their id alone") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const like = act("Like", mod, on(topic)), dislike = act("Dislike", mod, on(topic));

    REQUIRE(send(math, announce(like)));
    CHECK(votes(topic) == Counts{1, 0});
    REQUIRE(send(math, announce(act("Undo", mod, on(member_of(like, "id"))))));
    CHECK(votes(topic) == Counts{0, 0});
    REQUIRE(send(math, announce("[" + act("Like", lem, on(topic)) + "," + dislike + "]")));  // PieFed's batches
    CHECK(votes(topic) == Counts{1, 1});
}

TEST_CASE_FIXTURE(Judged, "wire_43: a member's vote is passed on by the community at home, and taken back there") {
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    auto const topic = ben.ask(club, "Why?");
    auto const like = composer_of(ada).like(author_of(ada), {topic, "https://north.test/u/ben", club});
    REQUIRE(perform(ada, like));
    REQUIRE(perform(ada, composer_of(ada).undo(author_of(ada), like.activity)));
    village.settle();

    CHECK(announced("Like").size() == 1);
    CHECK(announced("Undo").size() == 1);
    CHECK(votes(topic) == Counts{0, 0});
}

TEST_CASE_FIXTURE(Judged, "wire_43: no community makes votes, choices or withdrawals of our people for them") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const answer = note(lem, math, topic);
    auto const like = composer_of(ada).like(author_of(ada), {topic, lem, math});
    REQUIRE(perform(ada, like));
    REQUIRE(votes(topic) == Counts{1, 0});
    auto const invented = [](std::string const& type, std::string const& object) {
        return R"({"@context":"https://www.w3.org/ns/activitystreams","id":"https://north.test/activities/)" + type +
               R"(","type":")" + type + R"(","actor":"https://north.test/u/ada","object":)" + object + "}";
    };

    for (auto const& inner :
         {invented("Dislike", on(topic)),
          invented("ChooseAnswer", on(answer)),
          invented("Undo", on(std::string{like.activity.id().text()}))}) {
        static_cast<void>(send(math, announce(inner)));
        INFO(member_of(inner, "type"));
        CHECK(votes(topic) == Counts{1, 0});
        CHECK_FALSE(post_at(north, answer)->accepted);
    }
    REQUIRE(send(math, announce(like.activity.bytes())));  // what is ours comes back
    CHECK(votes(topic) == Counts{1, 0});
}

TEST_CASE_FIXTURE(
    Judged, "wire_36: an Announce by a group that does not own the thread makes no votes and no decisions"
) {
    follow_math();
    auto const topic = ben.ask(club, "Ours");
    auto const answer = ada.answer(topic, "An answer");

    for (auto const& inner :
         {act("Like", mod, on(topic)),
          act("Dislike", mod, on(topic)),
          act("Delete", mod, on(topic), R"(,"summary":"why")"),
          act("Lock", mod, on(topic)),
          act("ChooseAnswer", mod, on(answer)),
          act("Block", mod, R"("https://north.test/u/ben")", R"(,"target":")" + club + "\""),
          act("Add", mod, on(mod), R"(,"target":")" + club + "/moderators\""),
          act("Add", mod, on(topic), R"(,"target":")" + club + "/featured\""),
          act("Remove", mod, R"("https://north.test/u/ada")", R"(,"target":")" + club + "/moderators\"")}) {
        static_cast<void>(send(math, announce(inner)));
        INFO(member_of(inner, "type"));
        CHECK(votes(topic) == Counts{0, 0});
        CHECK(post_at(north, topic)->state == storage::ObjectState::visible);
        CHECK_FALSE(post_at(north, topic)->locked);
        CHECK_FALSE(post_at(north, topic)->featured);
        CHECK_FALSE(post_at(north, answer)->accepted);
    }
    auto const rulings = north.node.store.read([](auto const& tx, auto const& tables) {
        return std::pair{tables.bans.size(tx), tables.moderators.size(tx)};
    });
    CHECK(rulings == std::pair<std::uint64_t, std::uint64_t>{0, 1});

    REQUIRE(perform(ada, composer_of(ada).like(author_of(ada), {topic, "https://north.test/u/ben", club})));
    static_cast<void>(send(math, announce(act("Undo", mod, act("Like", mod, on(topic))))));
    CHECK(votes(topic) == Counts{1, 0});
}

TEST_CASE_FIXTURE(Judged, "wire_44: the asker and a facilitator mark and unmark an answer, others do not") {
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    auto const topic = article(lem, club, "Why?");
    auto const answer = ben.answer(topic, "Because");
    auto const by_stranger = act("ChooseAnswer", mod, on(answer)), by_asker = act("ChooseAnswer", lem, on(answer));

    static_cast<void>(send(mod, by_stranger));
    CHECK_FALSE(post_at(north, answer)->accepted);
    CHECK(announced("ChooseAnswer").empty());
    CHECK(ben.accept(answer).error().reason() == Reason::not_allowed);

    REQUIRE(send(lem, by_asker));
    CHECK(post_at(north, answer)->accepted);
    CHECK(announced("ChooseAnswer").size() == 1);
    static_cast<void>(send(mod, act("Undo", mod, by_asker)));
    CHECK(post_at(north, answer)->accepted);
    REQUIRE(send(lem, act("Undo", lem, by_asker)));
    CHECK_FALSE(post_at(north, answer)->accepted);
    CHECK(announced("Undo").size() == 1);

    REQUIRE(ada.accept(answer));
    CHECK(post_at(north, answer)->accepted);
    ada.unaccept(answer);
    CHECK_FALSE(post_at(north, answer)->accepted);
}

TEST_CASE_FIXTURE(Judged, "wire_44: elsewhere a facilitator's choice counts when the community passes it on") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const answer = note(lem, math, topic);
    auto const choice = act("ChooseAnswer", mod, on(answer));

    static_cast<void>(send(mod, choice));
    CHECK_FALSE(post_at(north, answer)->accepted);
    REQUIRE(send(math, announce(choice)));
    CHECK(post_at(north, answer)->accepted);
    REQUIRE(send(math, announce(act("Undo", mod, choice))));
    CHECK_FALSE(post_at(north, answer)->accepted);
}

TEST_CASE_FIXTURE(
    Judged, "wire_44: a choice, its withdrawal and a new choice mean the same in whatever order they come"
) {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    std::array<std::size_t, 3> order{0, 1, 2};
    do {
        auto const answer = note(lem, math, topic);
        auto const former = fay_does("ChooseAnswer", on(answer), at('1'));
        auto const latter = fay_does("ChooseAnswer", on(answer), at('2'));
        std::array const acts{former, fay_does("Undo", former), latter};
        INFO(order[0], order[1], order[2]);

        for (auto const which : order) static_cast<void>(send(math, announce(acts[which])));
        CHECK(post_at(north, answer)->accepted);
        REQUIRE(send(math, announce(fay_does("Undo", latter))));
        CHECK_FALSE(post_at(north, answer)->accepted);
    } while (std::ranges::next_permutation(order).found);
}

TEST_CASE_FIXTURE(Judged, "wire_44: an older choice that comes by itself does not replace the one that stands") {
    follow_math();
    auto const answer = note(lem, math, article(lem, math, "Why?"));
    auto const former = fay_does("ChooseAnswer", on(answer), at('1'));
    REQUIRE(send(math, announce(fay_does("ChooseAnswer", on(answer), at('2')))));
    REQUIRE(post_at(north, answer)->accepted);
    CHECK_FALSE(far.send(north, fay, former));
    CHECK(post_at(north, answer)->accepted);
}

TEST_CASE_FIXTURE(Judged, "wire_43: a vote, its withdrawal and a new vote mean the same in whatever order they come") {
    follow_math();
    std::array<std::size_t, 3> order{0, 1, 2};
    do {
        INFO(order[0], order[1], order[2]);
        for (bool const is_straight : {false, true}) {
            auto const topic = is_straight ? ben.ask(club, "Why?") : article(lem, math, "Why?");
            auto const former = fay_does("Like", on(topic), at('1')), latter = fay_does("Dislike", on(topic), at('2'));
            std::array const acts{former, fay_does("Undo", former), latter};
            for (auto const which : order) pass(acts[which], is_straight);
            CHECK(votes(topic) == Counts{0, 1});
        }
    } while (std::ranges::next_permutation(order).found);
}

TEST_CASE_FIXTURE(Judged, "wire_43: a mark, its withdrawal and a new mark mean the same in whatever order they come") {
    auto const useful_at = [](char second) {
        return std::string{R"(,"col:kind":"endorsement","col:axis":"useful","published":"2026-01-01T00:00:0)"} +
               second + R"(Z")";
    };
    follow_math();
    std::array<std::size_t, 3> order{0, 1, 2};
    do {
        INFO(order[0], order[1], order[2]);
        for (bool const is_straight : {false, true}) {
            auto const topic = is_straight ? ben.ask(club, "Why?") : article(lem, math, "Why?");
            auto const former = fay_does("Like", on(topic), useful_at('1'));
            auto const latter = fay_does("Like", on(topic), useful_at('2'));
            std::array const acts{former, fay_does("Undo", former), latter};
            for (auto const which : order) pass(acts[which], is_straight);
            CHECK(post_at(north, topic)->marks.useful == 1);
            pass(fay_does("Undo", latter), is_straight);
            CHECK(post_at(north, topic)->marks.useful == 0);
        }
    } while (std::ranges::next_permutation(order).found);
}

TEST_CASE_FIXTURE(Judged, "wire_43: what a community takes back before the thing comes does not count when it comes") {
    follow_math();
    planned = lemmy.fresh("post");
    auto const topic = planned;
    auto const like = fay_does("Like", on(topic));
    REQUIRE(send(math, announce(like)));
    REQUIRE(send(math, announce(act("Dislike", mod, on(topic)))));
    REQUIRE(send(math, announce(fay_does("Undo", like))));
    REQUIRE(article(lem, math, "Why?") == topic);
    CHECK(votes(topic) == Counts{0, 1});
}

TEST_CASE_FIXTURE(Judged, "wire_43: an Undo through a community that only names what has not come is remembered") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const answer = note(lem, math, topic);
    for (auto const& early : {fay_does("Like", on(topic)), fay_does("ChooseAnswer", on(answer))}) {
        REQUIRE(send(math, announce(fay_does("Undo", on(member_of(early, "id"))))));
        REQUIRE(send(math, announce(early)));
    }
    CHECK(votes(topic) == Counts{0, 0});
    CHECK_FALSE(post_at(north, answer)->accepted);
    REQUIRE(send(math, announce(fay_does("Like", on(topic)))));
    CHECK(votes(topic) == Counts{1, 0});
}

TEST_CASE_FIXTURE(
    Judged, "wire_43: a vote of tomorrow that a community tells of does not stand in the way of today's"
) {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    REQUIRE(send(math, announce(fay_does("Dislike", on(topic), R"(,"published":"2099-01-01T00:00:00Z")"))));
    REQUIRE(votes(topic) == Counts{0, 1});

    village.pass(std::chrono::minutes{1});
    auto const now = R"(,"published":")" + to_rfc3339(north.clock.now()) + "\"";
    REQUIRE(far.send(north, fay, fay_does("Like", on(topic), now)));
    CHECK(votes(topic) == Counts{1, 0});
}
