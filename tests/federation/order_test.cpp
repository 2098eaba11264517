// Messages overtake each other between people. Whatever the order, the end is the same.
#include "federation/apply.hpp"
#include "tests/federation/history.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;

namespace {

std::string const club_iri = "https://north.test/c/club", question = "https://east.test/post/1",
                  answer = "https://west.test/comment/1", comment = "https://east.test/comment/2",
                  algebra = "https://east.test/c/algebra", essays = "https://west.test/c/essays",
                  cai = "https://east.test/u/cai", fay = "https://west.test/u/fay", dee = "https://east.test/u/dee";

// A question, an answer to it, a comment on the answer, and the asker's choice: by three people.
std::vector<Act> const told_story{
    {Act::Kind::create, "https://east.test/a/1", cai, question, "", club_iri, "", "", false, 1},
    {Act::Kind::create, "https://west.test/a/1", fay, answer, question, club_iri, "", "", false, 2},
    {Act::Kind::create, "https://east.test/a/2", dee, comment, answer, club_iri, "", "", false, 3},
    {Act::Kind::choose, "https://east.test/a/3", cai, answer, "", "", "", "", false, 0}};

struct Place {
    TempDir folder;
    storage::Store store{{folder.path(), std::size_t{64} << 20, false}};
    FixedClock clock;
    storage::IdSource ids{clock, storage::LocalId{0}};
    std::vector<std::string> passed_on;  // ids of what the club has announced

    Place() {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            storage::ActorRecord record;
            record.type = storage::ActorType::group;
            record.local = true;
            tables.actors.put(tx, storage::intern(tx, tables, club_iri), record);
            record.local = false;
            for (auto const& group : {algebra, essays})
                tables.actors.put(tx, storage::intern(tx, tables, group), record);
            for (auto const& person : {cai, fay, dee}) {
                record.type = storage::ActorType::person;
                tables.actors.put(tx, storage::intern(tx, tables, person), record);
            }
            return 0;
        };
        static_cast<void>(store.write_now(change));
    }

    Result<storage::Seq> apply(Act const& act) { return apply(to_activity(act)); }

    Result<storage::Seq> apply(federation::Activity const& activity) {
        storage::Store::Change<storage::Seq> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            federation::Effects effects;
            auto const seq = federation::apply(
                tx, tables, "https://north.test", activity, {false, ids.next(), clock.now()}, effects
            );
            for (auto const& reaction : effects.reactions)
                if (reaction.kind == federation::ReactionKind::announce)
                    passed_on.push_back(reaction.cause.id().text());
            return seq;
        };
        return store.write_now(change);
    }

    std::optional<federation::timeline::Thread> thread() const {
        return store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::timeline::Thread> {
            auto const handle = storage::find_handle(tx, tables, question);
            return handle ? federation::timeline::thread_of(tx, tables, *handle) : std::nullopt;
        });
    }
};

}  // namespace

TEST_CASE("a thread comes together in whatever order its parts arrive") {
    std::vector<std::size_t> order{0, 1, 2, 3};
    do {
        Place place;
        for (auto const i : order) static_cast<void>(place.apply(told_story[i]));

        auto const thread = place.thread();
        INFO(order[0] << order[1] << order[2] << order[3]);
        REQUIRE(thread);
        REQUIRE(thread->answers.size() == 1);
        CHECK(thread->answers[0].iri == answer);
        CHECK(thread->answers[0].accepted);
        REQUIRE(thread->comments.size() == 1);
        CHECK(thread->comments[0].parent == thread->answers[0].handle);

        // Those who only hear of it from the club hear of everything, and of the choice after the answer.
        CHECK(place.passed_on.size() == told_story.size());
        for (auto const& act : told_story) CHECK(std::ranges::count(place.passed_on, act.id) == 1);
        CHECK(
            std::ranges::find(place.passed_on, told_story[1].id) < std::ranges::find(place.passed_on, told_story[3].id)
        );
    } while (std::ranges::next_permutation(order).found);
}

// The choice of somebody who did not ask, and its Announce by a community.
bool is_accepted_after(std::vector<std::size_t> const& order, std::string const& community) {
    auto const choice =
        to_activity({Act::Kind::choose, "https://west.test/a/7", fay, answer, "", "", "", "", false, 0});
    auto const announce = federation::Json::read_object(
        R"({"id":")" + community + R"(/a/8","type":"Announce","actor":")" + community + R"(","object":)" +
        choice.bytes() + "}"
    );
    Place place;
    for (auto const i : order) {
        if (i < 2) {
            auto act = told_story[i];
            act.community = algebra;
            CHECK(place.apply(act));
        } else {
            CHECK(place.apply(choice));
            CHECK(place.apply(federation::Activity::parse(announce.value()).value()));
        }
    }
    return place.thread()->answers.front().accepted;
}

TEST_CASE("what a community's facilitator accepted counts, whether its answer came before or comes after") {
    std::vector<std::size_t> order{0, 1, 2};
    do {
        INFO(order[0] << order[1] << order[2]);
        CHECK(is_accepted_after(order, algebra));
        CHECK_FALSE(is_accepted_after(order, essays));
    } while (std::ranges::next_permutation(order).found);
}

TEST_CASE("an Undo of an older choice that comes late leaves the newer one alone") {
    Place place;
    for (auto const& act : told_story) CHECK(place.apply(act));
    CHECK(place.apply({Act::Kind::choose, "https://east.test/a/4", cai, answer, "", "", "", "", false, 0}));
    Act const late{
        Act::Kind::undo_choose, "https://east.test/a/5", cai, answer, "", "", told_story[3].id, "", false, 0};

    CHECK(place.apply(late).error().reason() == Reason::unconcerned);
    CHECK(place.thread()->answers.front().accepted);
}

namespace {

// Somebody accepts the answer, takes that back and accepts it again; and a community passes each of the three on.
struct ThreeChoices : Place {
    explicit ThreeChoices(std::string const& chooser)
        : choices{
              {Act::Kind::choose, chooser + "/a/3", chooser, answer, "", "", "", "", false, 0},
              {Act::Kind::undo_choose, chooser + "/a/4", chooser, answer, "", "", chooser + "/a/3", "", false, 0},
              {Act::Kind::choose, chooser + "/a/5", chooser, answer, "", "", "", "", false, 0}} {
        for (auto const& act : {told_story[0], told_story[1]}) {
            auto theirs = act;
            theirs.community = algebra;
            CHECK(apply(theirs));
        }
        for (auto const& act : choices) CHECK(apply(act));
    }

    void pass_on(std::size_t choice) {
        Act announce{Act::Kind::announce, choices[choice].id + "/passed-on", algebra, "", "", "", "", "", false, 0};
        announce.id.replace(0, std::string_view{"https://west.test"}.size(), "https://east.test");
        announce.inside.push_back(choices[choice]);
        CHECK(apply(announce));
    }

    bool is_accepted() const { return thread()->answers.front().accepted; }

    std::vector<Act> choices;
};

}  // namespace

TEST_CASE("what a community passes on of an asker's older choice, and of its end, leaves the newer one alone") {
    ThreeChoices asker{cai};
    for (std::size_t choice = 0; choice < asker.choices.size(); ++choice) {
        asker.pass_on(choice);
        CHECK(asker.is_accepted());
    }
}

TEST_CASE("a facilitator's newer choice counts once the community passes it on, not by what it says of an older one") {
    ThreeChoices facilitator{fay};
    facilitator.pass_on(0);
    CHECK_FALSE(facilitator.is_accepted());
    facilitator.pass_on(2);
    CHECK(facilitator.is_accepted());
    facilitator.pass_on(1);  // late
    CHECK(facilitator.is_accepted());
}

TEST_CASE("a deleted question never returns when its Create arrives late, and what is below it has its place") {
    Place place;
    CHECK(place.apply({Act::Kind::erase, "https://east.test/a/9", cai, question, "", "", "", "", false, 0}));

    for (auto const i : {1u, 0u, 2u, 3u}) CHECK(place.apply(told_story[i]));

    auto const thread = place.thread();
    REQUIRE(thread);
    CHECK(thread->question.state == storage::ObjectState::deleted_by_author);
    REQUIRE(thread->answers.size() == 1);
    CHECK(std::ranges::find(place.passed_on, told_story[0].id) == place.passed_on.end());
}

TEST_CASE("comments, and what its author took back, leave an answer its place however many they are") {
    Place place;
    for (auto const i : {0u, 1u}) CHECK(place.apply(told_story[i]));
    auto const number = [](std::string const& what, int i) { return "https://east.test/" + what + std::to_string(i); };
    for (int i = 100; i < 700; ++i) {
        auto act = told_story[2];
        act.id = number("a/", i);
        act.object = number("comment/", i);
        REQUIRE(place.apply(act));
        act.object = number("answer/", i);
        act.parent = question;
        act.id = number("b/", i);
        REQUIRE(place.apply(act));
        REQUIRE(place.apply({Act::Kind::erase, number("c/", i), dee, act.object, "", "", "", "", false, 0}));
    }
    auto late = told_story[1];
    late.id = "https://west.test/a/900";
    late.object = "https://west.test/comment/900";
    CHECK(place.apply(late));

    auto const answers = place.thread()->answers;
    CHECK(std::ranges::count(answers, late.object, &federation::timeline::PostView::iri) == 1);
    CHECK(std::ranges::count(answers, answer, &federation::timeline::PostView::iri) == 1);
}

TEST_CASE("somebody else's Delete does not keep a question from coming") {
    Place place;
    CHECK(place.apply({Act::Kind::erase, "https://east.test/a/9", dee, question, "", "", "", "", false, 0}));

    CHECK(place.apply(told_story[0]));
    CHECK(place.thread());
}

TEST_CASE("an older Update changes nothing") {
    Place place;
    CHECK(place.apply(told_story[0]));
    CHECK(place.apply({Act::Kind::update, "https://east.test/a/4", cai, question, "", club_iri, "", "", false, 20}));

    CHECK(
        place.apply({Act::Kind::update, "https://east.test/a/5", cai, question, "", club_iri, "", "", false, 10})
            .error()
            .reason() == Reason::unconcerned
    );
    CHECK(
        place.apply({Act::Kind::update, "https://east.test/a/6", cai, question, "", club_iri, "", "", false, 20})
            .error()
            .reason() == Reason::unconcerned
    );
}

TEST_CASE("nobody changes what is another's (CVE-2026-73090)") {
    Place place;
    CHECK(place.apply(told_story[0]));
    auto const eve = "https://west.test/u/eve";

    // The object of an Update names its author; whoever else signs is refused before anything is looked up.
    CHECK(
        place.apply({Act::Kind::update, "https://east.test/a/7", dee, question, "", club_iri, "", "", false, 50})
            .error()
            .reason() == Reason::foreign
    );
    CHECK(
        place.apply({Act::Kind::erase, "https://west.test/a/7", eve, question, "", "", "", "", false, 0})
            .error()
            .reason() == Reason::foreign
    );
    CHECK(
        place.apply({Act::Kind::erase, "https://east.test/a/8", dee, question, "", "", "", "", false, 0})
            .error()
            .reason() == Reason::foreign
    );
    CHECK(place.thread());
}

TEST_CASE("a Create with the id of a known thing changes nothing (CVE-2024-37903)") {
    Place place;
    CHECK(place.apply(told_story[0]));

    CHECK(
        place.apply({Act::Kind::create, "https://east.test/a/10", cai, question, "", club_iri, "", "", false, 99})
            .error()
            .reason() == Reason::unconcerned
    );
    CHECK(place.thread()->question.edited == false);
}

TEST_CASE("an Undo that comes before its act takes the effect away") {
    Place place;
    CHECK(place.apply(told_story[0]));
    CHECK(place.apply(told_story[1]));
    CHECK(place.apply(
        {Act::Kind::undo_choose, "https://east.test/a/11", cai, answer, "", "", "https://east.test/a/3", "", false, 0}
    ));

    CHECK(place.apply(told_story[3]));
    CHECK_FALSE(place.thread()->answers.at(0).accepted);
}

TEST_CASE("somebody else's Undo takes nothing away") {
    Place place;
    for (auto const& act : told_story) CHECK(place.apply(act));

    CHECK(
        place
            .apply(
                {Act::Kind::undo_choose,
                 "https://east.test/a/12",
                 dee,
                 answer,
                 "",
                 "",
                 "https://east.test/a/3",
                 "",
                 false,
                 0}
            )
            .error()
            .reason() == Reason::foreign
    );
    CHECK(place.thread()->answers.at(0).accepted);
}
