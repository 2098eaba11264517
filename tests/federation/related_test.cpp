// Questions that belong together, people who take one up, and versions: words below a question, whatever their order
// (needs C6, C8, C10).
#include "federation/related.hpp"

#include "federation/versions.hpp"
#include "storage/names.hpp"
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::NoteDraft;
using federation::Relation;

namespace {

struct Together : Groups {
    NoteDraft below(std::string const& question) const {
        auto const post = post_at(north, question).value();
        NoteDraft draft;
        draft.source = "Look";
        draft.parent = question;
        draft.parent_author = post.author.iri;
        draft.community = club;
        draft.context = post.context;
        draft.kind = "comment";
        return draft;
    }

    std::string link(Person const& person, std::string const& from, std::string const& to, Relation relation) {
        auto draft = below(from);
        draft.links = {{relation, to, "Title"}};
        auto const composed = composer_of(person).note(author_of(person), draft);
        REQUIRE(perform(person, composed));
        return composed.activity.object_id();
    }

    // "related Title", "duplicate Title!" where it counts.
    std::vector<std::string> related(std::string const& question) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, question).value();
            auto const thread = federation::timeline::thread_of(tx, tables, handle).value();
            std::vector<std::string> found;
            for (auto const& each : federation::timeline::related_to(tx, tables, thread))
                found.push_back(
                    std::string{federation::name_of(each.relation)} + " " + each.thing.title() +
                    (each.relation == Relation::duplicate && each.counts ? "!" : "")
                );
            return found;
        });
    }

    using Found = std::vector<std::string>;
    Person cai = north.enrol("cai");
};

}  // namespace

TEST_CASE_FIXTURE(Together, "what somebody links is related on both sides, until they take it back") {
    auto const one = ben.ask(club, "One?"), two = ada.ask(club, "Two?");
    auto const said = link(cai, one, two, Relation::related);
    CHECK(related(one) == Found{"related Two?"});
    CHECK(related(two) == Found{"related One?"});
    REQUIRE(cai.erase(said));
    CHECK(related(one).empty());
    CHECK(related(two).empty());
}

TEST_CASE_FIXTURE(Together, "a duplicate counts where its asker or facilitator says so, and keeps both voices") {
    auto const one = ben.ask(club, "One?"), two = lemmy.fresh("post");
    planned = two;
    REQUIRE(article(lem, club, "Two?") == two);
    static_cast<void>(link(cai, one, two, Relation::duplicate));
    CHECK(related(one) == Found{"duplicate Two?"});
    SUBCASE("of the asker") {
        static_cast<void>(link(ben, one, two, Relation::duplicate));
        CHECK(related(two) == Found{"duplicate One?"});
    }
    SUBCASE("of a facilitator") {
        static_cast<void>(link(ada, one, two, Relation::duplicate));
        CHECK(related(two) == Found{"duplicate One?!"});
    }
    CHECK(related(one) == Found{"duplicate Two?!"});
    CHECK(post_at(north, one)->state == storage::ObjectState::visible);
    CHECK(post_at(north, two)->state == storage::ObjectState::visible);
}

TEST_CASE_FIXTURE(Together, "who asked another question only suggests, until somebody of this one agrees") {
    auto const one = ben.ask(club, "One?"), two = cai.ask(club, "Two?");
    static_cast<void>(link(cai, one, two, Relation::duplicate));
    CHECK(related(one) == Found{"duplicate Two?"});
    CHECK(related(two) == Found{"duplicate One?!"});
    static_cast<void>(link(ben, two, one, Relation::duplicate));
    CHECK(related(one) == Found{"duplicate Two?!"});
}

TEST_CASE_FIXTURE(Together, "very many links cost no more than some, and leave the asker's word where it is") {
    auto const one = ben.ask(club, "One?"), two = ada.ask(club, "Two?");
    auto draft = below(one);
    for (int i = 0; i < 10; ++i)
        draft.links.push_back({Relation::related, "https://elsewhere.test/post/" + std::to_string(i), "Far"});
    for (int i = 0; i < 10; ++i) REQUIRE(perform(cai, composer_of(cai).note(author_of(cai), draft)));
    static_cast<void>(link(cai, one, two, Relation::related));
    CHECK(related(one).empty());
    static_cast<void>(link(ben, one, two, Relation::duplicate));
    CHECK(related(one) == Found{"duplicate Two?!"});
}

TEST_CASE_FIXTURE(Together, "people whose documents have not come are not taken for each other") {
    follow_math();
    auto const one = article("https://lemmy.test/u/unknown", math, "One?"), two = article(lem, math, "Two?");
    auto const said = write(
        "https://lemmy.test/u/unheard",
        "Note",
        math,
        R"(,"content":"x","inReplyTo":")" + one + R"(","tag":{"type":"Link","rel":"col:duplicate","href":")" + two +
            "\"}"
    );
    REQUIRE(post_at(north, said));
    CHECK(post_at(north, one)->author.iri.empty());
    CHECK(post_at(north, one)->author.handle != post_at(north, said)->author.handle);
    CHECK(related(one) == Found{"duplicate Two?"});
}

TEST_CASE_FIXTURE(Together, "a link may come before the question that it leads to") {
    auto const one = ben.ask(club, "One?");
    planned = lemmy.fresh("post");
    auto const two = planned;
    static_cast<void>(link(cai, one, two, Relation::related));
    CHECK(related(one).empty());
    REQUIRE(article(lem, club, "Two?") == two);
    CHECK(related(one) == Found{"related Two?"});
    CHECK(related(two) == Found{"related One?"});
    north.check_history();
}

TEST_CASE_FIXTURE(Together, "a question is not related to itself, to what is gone, or to what is no question") {
    auto const one = ben.ask(club, "One?"), two = ada.ask(club, "Two?");
    auto const answer = ada.answer(one, "So.");
    for (auto const& other : {one, two, answer}) static_cast<void>(link(cai, one, other, Relation::related));
    REQUIRE(ada.erase(two));
    CHECK(related(one).empty());
}

TEST_CASE_FIXTURE(Together, "a take-up is a comment with a state, which its Update changes") {
    auto const question = ben.ask(club, "Why?");
    auto draft = below(question);
    draft.take_up = "planned";
    auto const taken = composer_of(cai).note(author_of(cai), draft);
    REQUIRE(perform(cai, taken));
    auto const iri = taken.activity.object_id();
    CHECK(post_at(north, iri)->kind == storage::ObjectKind::comment);
    CHECK(post_at(north, iri)->take_up == "planned");

    draft.take_up = "finished";
    auto const before = post_at(north, iri).value();
    REQUIRE(perform(cai, composer_of(cai).edit(author_of(cai), draft, {iri, before.published, before.updated})));
    CHECK(post_at(north, iri)->take_up == "finished");
    CHECK(post_at(north, question)->author.name == "ben");
}

TEST_CASE_FIXTURE(Together, "a state that nobody knows takes nothing up") {
    auto const question = ben.ask(club, "Why?");
    auto const comment = write(
        lem, "Note", club, R"(,"content":"x","col:kind":"comment","col:takeUp":"owned","inReplyTo":")" + question + "\""
    );
    CHECK(post_at(north, comment)->take_up.empty());
}

TEST_CASE_FIXTURE(Together, "all versions are kept, of what others write too") {
    auto const ours = ben.ask(club, "First");
    for (auto const* const title : {"Second", "Third"}) {
        village.clock.pass(std::chrono::minutes{1});
        ben.reword(ours, title);
    }
    auto const titles = [&](std::string const& thing) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const post =
                federation::timeline::find_post(tx, tables, storage::find_handle(tx, tables, thing).value());
            Found found;
            for (auto const seq : federation::timeline::versions_of(tx, tables, post->handle))
                if (auto const version = federation::timeline::version_of(tx, tables, *post, seq))
                    found.push_back(version->title());
            return found;
        });
    };
    CHECK(titles(ours) == Found{"First", "Second", "Third"});

    auto const theirs = article(lem, club, "One");
    for (auto const* const minute : {"1", "2"}) {
        auto const object = R"({"id":")" + theirs + R"(","type":"Page","attributedTo":")" + lem +
                            R"(","name":"Minute )" + minute + R"(","content":"x","audience":")" + club + R"(","to":[)" +
                            everyone + R"(],"published":"2026-09-01T10:00:00Z","updated":"2026-09-01T10:0)" + minute +
                            R"(:00Z"})";
        REQUIRE(send(lem, act("Update", lem, object)));
    }
    CHECK(titles(theirs) == Found{"One", "Minute 1", "Minute 2"});
    north.check_history();
}
