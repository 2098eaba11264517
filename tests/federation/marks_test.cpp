// Marks: two endorsements that are never merged, and schools that would like an answer too (needs C4, C5).
#include "federation/community/marks.hpp"

#include "storage/names.hpp"
#include "tests/federation/groups.hpp"
#include "tests/federation/people.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using federation::community::Counted;
using storage::MarkKind;

namespace {

std::string const useful = R"(,"col:kind":"endorsement","col:axis":"useful")";
std::string const evidenced = R"(,"col:kind":"endorsement","col:axis":"evidenced")";
std::string const support = R"(,"col:kind":"support")";

struct Marked : GroupsAndFay {
    struct Counts {
        std::uint64_t useful, evidenced, schools, votes;
        bool operator==(Counts const&) const = default;
    };

    Counts counts(std::string const& thing) const {
        auto const post = post_at(north, thing).value();
        return {post.marks.useful, post.marks.evidenced, post.marks.wanting_schools.size(), post.up};
    }

    std::string on(std::string const& thing) const { return "\"" + thing + "\""; }

    Result<storage::Seq> mark(Person const& person, MarkKind kind, std::string const& thing) {
        auto const post = post_at(*person.school, thing).value();
        return perform(
            person, composer_of(person).mark(author_of(person), kind, {post.iri, post.author.iri, post.community.iri})
        );
    }
};

}  // namespace

TEST_CASE_FIXTURE(Marked, "both endorsements of one person stand side by side, apart from votes and from each other") {
    auto const topic = ben.ask(club, "Why?");
    REQUIRE(send(lem, act("Like", lem, on(topic), useful)));
    CHECK(counts(topic) == Counts{1, 0, 0, 0});
    REQUIRE(send(lem, act("Like", lem, on(topic), evidenced)));
    REQUIRE(send(mod, act("Like", mod, on(topic), evidenced)));
    CHECK(counts(topic) == Counts{1, 2, 0, 0});
    REQUIRE(send(lem, act("Like", lem, on(topic))));
    CHECK(counts(topic) == Counts{1, 2, 0, 1});
}

TEST_CASE_FIXTURE(Marked, "a Like with an axis that nobody knows is a Like") {
    auto const topic = ben.ask(club, "Why?");
    REQUIRE(send(lem, act("Like", lem, on(topic), R"(,"col:kind":"endorsement","col:axis":"pretty")")));
    CHECK(counts(topic) == Counts{0, 0, 0, 1});
}

TEST_CASE_FIXTURE(Marked, "an endorsement is taken back by its id and with itself inside, and the other one stays") {
    auto const topic = ben.ask(club, "Why?");
    auto const first = act("Like", lem, on(topic), useful), second = act("Like", lem, on(topic), evidenced);
    REQUIRE(send(lem, first));
    REQUIRE(send(lem, second));

    REQUIRE(send(lem, act("Undo", lem, on(member_of(first, "id")))));
    CHECK(counts(topic) == Counts{0, 1, 0, 0});
    CHECK(send(mod, act("Undo", mod, second)).error().reason() == Reason::foreign);
    CHECK(counts(topic) == Counts{0, 1, 0, 0});
    REQUIRE(send(lem, act("Undo", lem, second)));
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "an endorsement that was given anew is not taken back by a late Undo of the first") {
    auto const topic = ben.ask(club, "Why?");
    auto const first = act("Like", lem, on(topic), useful), again = act("Like", lem, on(topic), useful);
    REQUIRE(send(lem, first));
    REQUIRE(send(lem, again));
    CHECK(counts(topic) == Counts{1, 0, 0, 0});
    CHECK(send(lem, act("Undo", lem, first)).error().reason() == Reason::unconcerned);
    CHECK(counts(topic) == Counts{1, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "a mark that was undone before it came has no effect") {
    auto const topic = ben.ask(club, "Why?");
    auto const like = act("Like", lem, on(topic), useful);
    static_cast<void>(send(lem, act("Undo", lem, on(member_of(like, "id")))));
    REQUIRE(send(lem, like));
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "marks that come before their thing count when it comes, but for its author's own") {
    planned = lemmy.fresh("post");
    auto const topic = planned;
    REQUIRE(send(mod, act("Like", mod, on(topic), useful)));
    REQUIRE(send(mod, act("Like", mod, on(topic), support)));
    REQUIRE(send(lem, act("Like", lem, on(topic), useful)));
    REQUIRE(article(lem, club, "Why?") == topic);
    CHECK(counts(topic) == Counts{1, 0, 1, 0});
}

TEST_CASE_FIXTURE(Marked, "nobody marks their own words") {
    auto const topic = ben.ask(club, "Why?");
    for (auto const kind : {MarkKind::useful, MarkKind::evidenced, MarkKind::wanted})
        CHECK(mark(ben, kind, topic).error().reason() == Reason::not_allowed);
    auto const theirs = article(lem, club, "Why else?");
    CHECK(send(lem, act("Like", lem, on(theirs), useful)).error().reason() == Reason::not_allowed);
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
    CHECK(counts(theirs) == Counts{0, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "many people of one school are one school that would like an answer too") {
    auto const topic = article(lem, club, "Why?");
    auto const third = lemmy.person("third");
    REQUIRE(send(mod, act("Like", mod, on(topic), support)));
    REQUIRE(send(third, act("Like", third, on(topic), support)));
    CHECK(counts(topic) == Counts{0, 0, 1, 0});
    REQUIRE(mark(ada, MarkKind::wanted, topic));
    REQUIRE(mark(ben, MarkKind::wanted, topic));
    CHECK(counts(topic) == Counts{0, 0, 2, 0});
    auto const post = post_at(north, topic).value();
    auto const host = north.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::iri_of(tx, tables, post.marks.wanting_schools.front());
    });
    CHECK((host.starts_with("https://lemmy.test") || host.starts_with("https://north.test")));
}

TEST_CASE_FIXTURE(Marked, "a school goes on wanting an answer until the last of its people takes it back") {
    auto const topic = article(lem, club, "Why?");
    auto const first = act("Like", mod, on(topic), support);
    auto const third = lemmy.person("third");
    auto const second = act("Like", third, on(topic), support);
    REQUIRE(send(mod, first));
    REQUIRE(send(third, second));
    REQUIRE(send(mod, act("Undo", mod, first)));
    CHECK(counts(topic) == Counts{0, 0, 1, 0});
    REQUIRE(send(third, act("Undo", third, second)));
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "only a question waits for answers") {
    auto const topic = ben.ask(club, "Why?");
    auto const answer = ada.answer(topic, "So.");
    CHECK(mark(ben, MarkKind::wanted, answer).error().reason() == Reason::not_allowed);
    CHECK(mark(ben, MarkKind::evidenced, answer));
}

TEST_CASE_FIXTURE(Marked, "at home a member's mark is passed on by the community, and so is its end") {
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    auto const topic = ben.ask(club, "Why?");
    auto const like =
        composer_of(ada).mark(author_of(ada), MarkKind::evidenced, {topic, "https://north.test/u/ben", club});
    REQUIRE(perform(ada, like));
    REQUIRE(perform(ada, composer_of(ada).undo(author_of(ada), like.activity)));
    village.settle();

    REQUIRE(announced("Like").size() == 1);
    CHECK(member_of(announced("Like").front(), "object.col:kind") == "endorsement");
    CHECK(member_of(announced("Like").front(), "object.col:axis") == "evidenced");
    CHECK(announced("Undo").size() == 1);
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "elsewhere marks count on the word of the thing's own community, and of no other") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const first = act("Like", mod, on(topic), useful), second = act("Like", mod, on(topic), support);
    REQUIRE(send(math, announce("[" + first + "," + second + "]")));
    CHECK(counts(topic) == Counts{1, 0, 1, 0});
    static_cast<void>(send(mod, first));  // late, by themselves
    CHECK(counts(topic) == Counts{1, 0, 1, 0});
    REQUIRE(send(math, announce(act("Undo", mod, on(member_of(first, "id"))))));
    CHECK(counts(topic) == Counts{0, 0, 1, 0});

    auto const ours = ben.ask(club, "Ours");
    static_cast<void>(send(math, announce(act("Like", mod, on(ours), useful))));
    CHECK(counts(ours) == Counts{0, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "what a community takes back before it passes it on has no effect, named or whole") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const first = fay_does("Like", on(topic), useful), second = fay_does("Like", on(topic), evidenced);
    REQUIRE(send(math, announce(fay_does("Undo", first))));
    REQUIRE(send(math, announce(fay_does("Undo", on(member_of(second, "id"))))));
    REQUIRE(send(math, announce("[" + first + "," + second + "]")));
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
    REQUIRE(send(math, announce(fay_does("Like", on(topic), useful))));
    CHECK(counts(topic) == Counts{1, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "a community takes back what it passed on before its thing comes, and nothing else") {
    follow_math();
    planned = lemmy.fresh("post");
    auto const topic = planned;
    auto const passed_on = fay_does("Like", on(topic), useful), by_itself = fay_does("Like", on(topic), evidenced);
    REQUIRE(send(math, announce(passed_on)));
    REQUIRE(far.send(north, fay, by_itself));
    REQUIRE(send(math, announce(fay_does("Like", on(topic), support))));
    for (auto const& each : {passed_on, by_itself}) REQUIRE(send(math, announce(fay_does("Undo", each))));
    REQUIRE(article(lem, math, "Why?") == topic);
    CHECK(counts(topic) == Counts{0, 1, 1, 0});
}

TEST_CASE_FIXTURE(Marked, "an early mark on one community's word does not count in what turns out to be another's") {
    follow_math();
    planned = lemmy.fresh("post");
    auto const topic = planned;
    REQUIRE(send(math, announce(act("Like", mod, on(topic), useful))));
    REQUIRE(article(lem, club, "Why?") == topic);
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
    REQUIRE(send(mod, act("Like", mod, on(topic), useful)));
    CHECK(counts(topic) == Counts{1, 0, 0, 0});
}

TEST_CASE_FIXTURE(Marked, "no community makes marks of our people for them, or takes theirs back") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const like = composer_of(ada).mark(author_of(ada), MarkKind::evidenced, {topic, lem, math});
    REQUIRE(perform(ada, like));
    auto const invented = [](std::string const& type, std::string const& object, std::string const& more) {
        return R"({"@context":"https://www.w3.org/ns/activitystreams","id":"https://north.test/activities/)" + type +
               R"(","type":")" + type + R"(","actor":"https://north.test/u/ada","object":)" + object + more + "}";
    };
    for (auto const& inner :
         {invented("Like", on(topic), useful), invented("Undo", on(std::string{like.activity.id().text()}), "")}) {
        static_cast<void>(send(math, announce(inner)));
        INFO(member_of(inner, "type"));
        CHECK(counts(topic) == Counts{0, 1, 0, 0});
    }
}

TEST_CASE_FIXTURE(Marked, "what pupils say stays at their school, and is counted there only") {
    give_account(ada, "ada", true);
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    auto const topic = ben.ask(club, "Why?");
    village.settle();
    lemmy.received.clear();

    REQUIRE(mark(ada, MarkKind::evidenced, topic));
    REQUIRE(mark(ada, MarkKind::wanted, topic));
    village.settle();

    CHECK(lemmy.received.empty());
    auto const seen = [&](Counted counted) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, topic).value();
            auto const record = tables.objects.get(tx, handle).value();
            auto const marks = federation::community::marks_on(tx, tables, handle, record, counted);
            return std::pair{marks.evidenced, marks.wanting_schools.size()};
        });
    };
    CHECK(seen(Counted::all) == std::pair<std::uint64_t, std::size_t>{1, 1});
    CHECK(seen(Counted::outside) == std::pair<std::uint64_t, std::size_t>{0, 0});
}

TEST_CASE_FIXTURE(Marked, "useful in practice is for those to say who teach, the rest for everybody") {
    give_account(ada, "ada", false);
    storage::Store::Change<int> const to_academic = [](auto& tx, auto& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, "ada").value();
        account.constituency = storage::Constituency::academic;
        tables.accounts.put(tx, "ada", account);
        return 0;
    };
    auto const may = [&](MarkKind kind) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::community::check_mark(tx, tables, ada.handle, kind).has_value();
        });
    };
    CHECK(may(MarkKind::useful));
    static_cast<void>(north.node.store.write_now(to_academic).value());
    CHECK_FALSE(may(MarkKind::useful));
    CHECK(may(MarkKind::evidenced));
    CHECK(may(MarkKind::wanted));
}

TEST_CASE_FIXTURE(Marked, "several answers are accepted, each with the reasons of those who accept it") {
    auto const topic = article(lem, club, "Why?");
    auto const first = ben.answer(topic, "Because."), second = ben.answer(topic, "Or because.");
    auto const by_asker = act("ChooseAnswer", lem, on(first), R"(,"summary":"It worked in Year 7")");
    REQUIRE(send(lem, by_asker));
    for (auto const& answer : {first, second})
        REQUIRE(perform(ada, composer_of(ada).choose_answer(author_of(ada), answer, club, "Well put")));

    auto const reasons = [&](std::string const& answer) {
        std::vector<std::string> found;
        auto const post = post_at(north, answer);
        for (auto const& each : post->acceptances) found.push_back(each.by.name + ": " + each.reason);
        std::ranges::sort(found);
        return found;
    };
    using Reasons = std::vector<std::string>;
    CHECK(reasons(first) == Reasons{"ada: Well put", "lem: It worked in Year 7"});
    CHECK(reasons(second) == Reasons{"ada: Well put"});

    REQUIRE(send(lem, act("Undo", lem, by_asker)));
    CHECK(reasons(first) == Reasons{"ada: Well put"});
    CHECK(post_at(north, first)->accepted);
}

TEST_CASE_FIXTURE(Marked, "elsewhere a facilitator's reason comes with the community's word") {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const answer = note(lem, math, topic);
    REQUIRE(send(math, announce(act("ChooseAnswer", mod, on(answer), R"(,"summary":"Clear <b>words</b>")"))));
    auto const acceptances = post_at(north, answer)->acceptances;
    REQUIRE(acceptances.size() == 1);
    CHECK(acceptances.front().reason == "Clear words");
}

TEST_CASE_FIXTURE(Marked, "thanks are seen on both nodes, once from each person, apart from everything else") {
    auto const topic = ben.ask(club, "Why?");
    REQUIRE(send(lem, act("Like", lem, on(topic), R"(,"col:kind":"thanks")")));
    REQUIRE(send(lem, act("Like", lem, on(topic), R"(,"col:kind":"thanks")")));
    CHECK(post_at(north, topic)->marks.thanks == 1);
    CHECK(counts(topic) == Counts{0, 0, 0, 0});
    CHECK(mark(ben, MarkKind::thanks, topic).error().reason() == Reason::not_allowed);

    follow_math();
    auto const theirs = article(lem, math, "How?");
    lemmy.received.clear();
    REQUIRE(mark(ben, MarkKind::thanks, theirs));
    village.settle();
    CHECK(post_at(north, theirs)->marks.thanks == 1);
    auto const thanks =
        std::ranges::find_if(lemmy.received, [](auto const& body) { return member_of(body, "type") == "Like"; });
    REQUIRE(thanks != lemmy.received.end());
    CHECK(thanks->find(R"("col:kind":"thanks")") != std::string::npos);
}
