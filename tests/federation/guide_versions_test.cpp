// Versions of guides: the same on every node, in whatever order they come.
#include "federation/apply.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::guides;
using namespace collegium::tests;

namespace {

std::string const club = "https://north.test/c/club", cai = "https://east.test/u/cai", dee = "https://east.test/u/dee",
                  guide_iri = "https://east.test/post/1";

federation::Activity act_of(
    std::string const& number, std::string const& type, std::string const& actor, std::string const& object
) {
    return federation::Activity::read(
               R"({"id":"https://east.test/a/)" + number + R"(","type":")" + type + R"(","actor":")" + actor +
               R"(","object":)" + object + "}"
    )
        .value();
}

std::string at_second(unsigned second) {
    return "2026-09-01T10:00:0" + std::to_string(second) + "Z";
}

// One node, which hears of a guide of somebody else's.
struct Shelf {
    Shelf() {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            storage::ActorRecord record;
            record.type = storage::ActorType::group;
            record.local = true;
            tables.actors.put(tx, storage::intern(tx, tables, club), record);
            record.local = false;
            record.type = storage::ActorType::person;
            for (auto const& person : {cai, dee}) tables.actors.put(tx, storage::intern(tx, tables, person), record);
            return 0;
        };
        static_cast<void>(store.write_now(change));
    }

    Result<storage::Seq> apply(federation::Activity const& activity) {
        storage::Store::Change<storage::Seq> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            federation::Effects effects;
            return federation::apply(
                tx, tables, "https://north.test", activity, {false, ids.next(), clock.now()}, effects
            );
        };
        return store.write_now(change);
    }

    // All that a reader sees of the guide, as text.
    std::string sight() const {
        return store.read([](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, guide_iri);
            auto const guide = handle ? find_guide(tx, tables, *handle) : std::nullopt;
            if (!guide) return std::string{"nothing"};
            auto text = guide->version + std::string{name_of(guide->guide.state)} + guide->post.title() + "\n";
            for (auto const& line : versions_of(tx, tables, *guide)) {
                auto const words = find_version(tx, tables, *handle, line.version);
                text += line.version + " after " + line.previous + " at " + to_rfc3339(line.updated) +
                        (line.current ? " current " : " ") + (words ? words->guide.title : "?") + "\n";
            }
            return text;
        });
    }

    void check_rebuild() {
        auto const views = [&] {
            return store.read([](auto const& tx, auto const& tables) { return tables.views_digest(tx); });
        };
        auto const before = views();
        storage::Store::Change<std::uint64_t> const rebuild = [](storage::WriteTx& tx, storage::Tables& tables) {
            return federation::rebuild(tx, tables, "https://north.test");
        };
        CHECK(store.write_now(rebuild));
        CHECK(views() == before);
    }

    TempDir folder;
    storage::Store store{{folder.path(), std::size_t{64} << 20, false}};
    FixedClock clock;
    storage::IdSource ids{clock, storage::LocalId{0}};
};

Guide next_to(Guide const& current, std::string const& title) {
    auto changed = current;
    changed.title = title;
    return succeeding(current, changed);
}

// A first version; two that were made of it within one second; one after the second of these; and its retirement.
std::vector<federation::Activity> story() {
    auto const first = whole_guide("First"), second = next_to(first, "Second"), beside = next_to(first, "Beside"),
               third = next_to(second, "Third");
    auto retired = third;
    retired.state = GuideState::retired;
    auto const tell = [](std::string const& number, std::string const& type, Guide const& guide, unsigned second_of) {
        return act_of(number, type, cai, guide_object(guide_iri, cai, club, guide, at_second(second_of)));
    };
    return {
        tell("1", "Create", first, 0),
        tell("2", "Update", second, 2),
        tell("3", "Update", beside, 2),
        tell("4", "Update", third, 3),
        tell("5", "Update", retired, 4)};
}

}  // namespace

TEST_CASE("all versions of a guide stay readable, and its newest is the same, in all 120 orders of their arrival") {
    auto const acts = story();
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    std::string expected;
    do {
        Shelf shelf;
        for (auto const i : order) static_cast<void>(shelf.apply(acts[i]));
        auto const seen = shelf.sight();
        if (expected.empty()) expected = seen;
        INFO(order[0], order[1], order[2], order[3], order[4]);
        REQUIRE(seen == expected);
        shelf.check_rebuild();
    } while (std::ranges::next_permutation(order).found);
    CHECK(std::ranges::count(expected, '\n') == 5);
    for (auto const* const title : {"First", "Second", "Beside", "Third"})
        CHECK(expected.find(title) != std::string::npos);
    CHECK(expected.find("retiredThird") != std::string::npos);
}

TEST_CASE("of two versions of one second the same one is the newest, whichever comes first") {
    auto const acts = story();
    Shelf one, other;
    for (auto const i : {0u, 1u, 2u}) CHECK(one.apply(acts[i]));
    for (auto const i : {2u, 1u, 0u}) CHECK(other.apply(acts[i]));
    CHECK(one.sight() == other.sight());
}

TEST_CASE("a version goes by the oldest act that says it, and may become the newest again") {
    auto const first = whole_guide("First"), second = next_to(first, "Second");
    auto const tell = [](std::string const& number, Guide const& guide, unsigned second_of) {
        return act_of(number, "Update", cai, guide_object(guide_iri, cai, club, guide, at_second(second_of)));
    };
    Shelf shelf;
    CHECK(shelf.apply(tell("1", first, 1)));
    CHECK(shelf.apply(tell("2", second, 3)));
    CHECK(shelf.apply(tell("3", first, 2)).error().reason() == Reason::unconcerned);
    CHECK(shelf.sight().find("First\n") == shelf.sight().size() - 6);
    CHECK(shelf.apply(tell("4", first, 0)));
    CHECK(shelf.sight().find(" at " + at_second(0)) != std::string::npos);
    CHECK(shelf.apply(tell("5", first, 5)));
    CHECK(shelf.sight().starts_with(version_of(first)));
    CHECK(shelf.sight().find(" at " + at_second(0) + " current First") != std::string::npos);
    shelf.check_rebuild();
}

TEST_CASE("what is no whole guide is refused, named, and leaves no trace") {
    Shelf shelf;
    auto guide = whole_guide();
    guide[Section::judgement].clear();
    auto const refused =
        shelf.apply(act_of("1", "Create", cai, guide_object(guide_iri, cai, club, guide, at_second(0))));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::malformed);
    CHECK(refused.error().detail().find("Professional judgement") != std::string_view::npos);
    CHECK(shelf.sight() == "nothing");

    CHECK(shelf.apply(act_of("2", "Create", cai, guide_object(guide_iri, cai, club, whole_guide(), at_second(0)))));
    CHECK(
        shelf.apply(act_of("3", "Update", cai, guide_object(guide_iri, cai, club, guide, at_second(1))))
            .error()
            .reason() == Reason::malformed
    );
    auto as_question = guide_object(guide_iri, cai, club, whole_guide(), at_second(2));
    as_question.replace(as_question.find(R"("col:kind":"guide")"), 18, R"("col:kind":"quest")");
    CHECK(shelf.apply(act_of("4", "Update", cai, as_question)).error().reason() == Reason::malformed);
    CHECK(
        shelf.apply(act_of("5", "Update", dee, guide_object(guide_iri, dee, club, whole_guide("Mine"), at_second(3))))
            .error()
            .reason() == Reason::foreign
    );
    shelf.check_rebuild();
}

TEST_CASE_FIXTURE(Library, "a version has the same name on three nodes, each of which keeps them all") {
    auto const guide = publish(sam, whole_guide("First"));
    CHECK(revise(sam, guide, whole_guide("Second")));
    auto retired = whole_guide("Second");
    retired.state = GuideState::retired;
    CHECK(revise(sam, guide, retired));

    auto const lines = versions(south, guide);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].current);
    CHECK(lines[0].revision == 2);
    CHECK(lines[0].previous == lines[1].version);
    for (auto const* const school : {&north, &west}) {
        auto const theirs = versions(*school, guide);
        REQUIRE(theirs.size() == 2);
        CHECK(theirs[0].version == lines[0].version);
        CHECK(theirs[1].version == lines[1].version);
    }
    for (auto const& reader : {ada, sam, wim}) CHECK(at(reader, guide)->guide.state == GuideState::retired);
    for (auto* const school : {&north, &south, &west}) school->check_history();
}

TEST_CASE_FIXTURE(Library, "guides stand beside the questions of their community, and replies to them are comments") {
    auto const guide = publish(sam, whole_guide());
    auto const question = ada.ask(club, "Why?");
    federation::NoteDraft reply;
    reply.source = "Thank you";
    reply.parent = guide;
    reply.parent_author = iri_of(sam);
    reply.community = club;
    static_cast<void>(write(ada, reply));
    village.settle();
    south.node.store.read([&](auto const& tx, auto const& tables) {
        auto const place = storage::find_handle(tx, tables, club).value();
        auto const guides = guides_in(tx, tables, place, storage::LocalId{~0ull}, 10);
        auto const questions = federation::timeline::questions_in(tx, tables, place, storage::LocalId{~0ull}, 10).lines;
        REQUIRE(guides.size() == 1);
        CHECK(guides[0].post.iri == guide);
        REQUIRE(questions.size() == 1);
        CHECK(questions[0].question.iri == question);
    });
    auto const thread = south.thread(guide);
    REQUIRE(thread);
    REQUIRE(thread->comments.size() == 1);
    CHECK(thread->comments[0].kind == storage::ObjectKind::comment);
}

TEST_CASE_FIXTURE(Library, "a partner's guide without a rationale is refused, and the operator sees why") {
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const eve = east.person("eve");
    auto guide = whole_guide();
    guide.evidence->rationale.clear();
    auto const object = guide_object("https://east.test/post/9", eve, club, guide, "2026-08-01T10:00:00Z");
    auto const sent = east.send(
        north, eve, R"({"id":"https://east.test/a/9","type":"Create","actor":")" + eve + R"(","object":)" + object + "}"
    );
    REQUIRE_FALSE(sent);
    CHECK(sent.error().reason() == Reason::malformed);
    auto const record = north.traffic.with_recent("east.test", {});
    CHECK(record.last_refusal.find("rationale") != std::string::npos);
}

namespace {

// A guide of a partner's in the club, and older words of it, which come late.
struct Latecomer : Library {
    Latecomer() {
        north.partner_with("east.test");
        REQUIRE(tell("Create", "Newest", 9));
    }

    Result<storage::Seq> tell(std::string const& type, std::string const& title, unsigned second) {
        auto const object = guide_object("https://east.test/post/9", eve, club, whole_guide(title), at_second(second));
        auto done = east.send(
            north,
            eve,
            R"({"id":")" + east.fresh("act") + R"(","type":")" + type + R"(","actor":")" + eve + R"(","object":)" +
                object + "}"
        );
        village.settle();
        return done;
    }

    OtherServer east{village, "east.test"};
    std::string eve = east.person("eve");
};

}  // namespace

TEST_CASE_FIXTURE(Latecomer, "who was shut out says nothing more through the community, also with old words") {
    auto const at_first = north.entries();
    CHECK(tell("Update", "Older", 3));
    CHECK(north.entries() == at_first + 2);  // the Update and its Announce

    CHECK(perform(ada, composer_of(ada).block(author_of(ada), eve, club, "Noise")));
    village.settle();
    auto const before = north.entries();
    auto const refused = tell("Update", "Older still", 2);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);
    CHECK(north.entries() == before);
    CHECK(versions(north, "https://east.test/post/9").size() == 2);
}

TEST_CASE_FIXTURE(Latecomer, "old words of a guide that was removed are passed on to nobody") {
    CHECK(perform(ada, composer_of(ada).remove_thing(author_of(ada), "https://east.test/post/9", club, "Not for us")));
    village.settle();
    auto const before = north.entries();
    static_cast<void>(tell("Update", "Older", 3));
    CHECK(north.entries() == before + 1);
}

TEST_CASE_FIXTURE(Latecomer, "what readers see of a guide follows from the parts that its version names") {
    std::string const iri = "https://east.test/post/9";
    auto const post = post_at(north, iri).value();
    CHECK(post.content.find("First line of action.") != std::string::npos);
    CHECK(post.content.find("<p>words</p>") == std::string::npos);
    CHECK(post.source.find("First line of action.") != std::string::npos);

    auto object = guide_object(iri, eve, club, whole_guide("Newest"), "2026-09-01T10:00:10Z");
    object.replace(object.find("<p>words</p>"), 12, "<p>forged</p>");
    object.replace(0, 1, R"({"summary":"forged",)");
    auto const done = east.send(
        north,
        eve,
        R"({"id":")" + east.fresh("act") + R"(","type":"Update","actor":")" + eve + R"(","object":)" + object + "}"
    );
    REQUIRE(done);
    auto const changed = post_at(north, iri).value();
    CHECK(changed.content == post.content);
    CHECK(changed.details.summary == post.details.summary);
}
