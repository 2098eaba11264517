// Adoptions among three schools: measured, followed up, taken back, and the same roll-up on every node.
#include "federation/adoption/adoption_json.hpp"
#include "federation/adoption/care.hpp"
#include "federation/adoption/entering.hpp"
#include "federation/instruments/instrument_json.hpp"
#include "tests/federation/adopters.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::adoption;
using namespace collegium::tests;

namespace {

RollUp const nothing{};
RollUp const one_adopted{1, 0, 0, 0, 0, 0, 0};

// The Create of an adoption as other software might send it. by: IRI.
std::string foreign_adoption(
    OtherServer& server, std::string const& by, std::string const& club, Adoption const& words
) {
    auto object = federation::JsonText::object();
    object.text("id", server.fresh("note"))
        .text("type", "Note")
        .text("attributedTo", by)
        .text("inReplyTo", words.guide)
        .text("content", "<p>words</p>")
        .texts("to", {"https://www.w3.org/ns/activitystreams#Public", club})
        .text("published", "2026-09-01T10:00:00Z");
    add_adoption(object, words);
    return federation::JsonText::object()
        .text("id", server.fresh("act"))
        .text("type", "Create")
        .text("actor", by)
        .texts("to", {"https://www.w3.org/ns/activitystreams#Public", club})
        .raw("object", object.done())
        .done();
}

struct Foreign : Adopters {
    Foreign() { north.partner_with("east.test"); }

    OtherServer east{village, "east.test"};
    std::string eve = east.person("eve");
};

void give_role(Person const& person, std::string const& name, storage::Role role) {
    give_account(person, name, false);
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, name).value();
        account.roles.add(role);
        tables.accounts.put(tx, name, account);
        return 0;
    };
    static_cast<void>(person.school->node.store.write_now(change).value());
}

Result<void> may_adopt(Person const& person) {
    return person.school->node.store.read([&](auto const& tx, auto const& tables) {
        return check_adopter(tx, tables, person.handle);
    });
}

}  // namespace

TEST_CASE_FIXTURE(Adopters, "a school adopts a version, follows it up, and every node counts it once") {
    for (auto* const school : {&north, &south, &west}) CHECK(roll_up_at(*school) == nothing);

    CHECK(adopt(west, words()));
    for (auto* const school : {&north, &south, &west}) CHECK(roll_up_at(*school) == one_adopted);

    auto with_baseline = words();
    with_baseline.baseline = measured("10", "2026-09-01");
    CHECK(say_anew(west, with_baseline));
    CHECK(roll_up_at(south) == one_adopted);

    CHECK(say_anew(west, followed_up(words(), measured("12.5", "2026-12-01"), Outcome::better)));
    for (auto* const school : {&north, &south, &west}) {
        CHECK(roll_up_at(*school) == RollUp{1, 1, 1, 0, 0, 0, 0});
        auto const seen = adoptions_at(*school);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].school == "west.test");
        CHECK(seen[0].adoption.follow_up->value == "12.5");
        CHECK(seen[0].post.kind == storage::ObjectKind::comment);
    }
    check_all_histories();
}

TEST_CASE_FIXTURE(Adopters, "a school that does worse is counted like one that does better") {
    CHECK(adopt(west, followed_up(words(), measured("8", "2026-12-01"), Outcome::worse)));
    CHECK(adopt(south, followed_up(words(), measured("12", "2026-12-01"), Outcome::better)));
    CHECK(adopt(north, followed_up(words(), measured("10.5", "2026-12-01"), Outcome::same)));
    for (auto* const school : {&north, &south, &west}) CHECK(roll_up_at(*school) == RollUp{3, 3, 1, 1, 1, 0, 0});
    check_all_histories();
}

TEST_CASE_FIXTURE(Adopters, "a later version is adopted as well, and the school still counts once") {
    CHECK(adopt(west, words()));
    auto const again = adopt(west, words());
    REQUIRE_FALSE(again);
    CHECK(again.error().reason() == Reason::conflict);

    CHECK(revise(ada, guide, whole_guide("A better title")));
    CHECK(adopt(west, words()));
    CHECK(adoptions_at(south).size() == 2);
    CHECK(roll_up_at(south) == one_adopted);

    auto moved = words();  // the newest adoption is of version 2 by now
    moved.version = versions(west, guide).back().version;
    auto const refused = say_anew(west, moved);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);
    check_all_histories();
}

TEST_CASE_FIXTURE(Adopters, "what cannot be compared is refused at home, beside its field") {
    auto mismatch = followed_up(words(), measured("12.5", "2026-12-01"), Outcome::better);
    auto other = whole_instrument();
    other.scoring = "Two points for each right answer.";
    CHECK(revise_instrument(ada, other));
    mismatch.follow_up->version = instrument_at(ada)->version;
    auto const refused = adopt(west, mismatch);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::malformed);
    CHECK(roll_up_at(north) == nothing);

    auto unknown = words();
    unknown.baseline = measured("10", "2026-09-01");
    unknown.baseline->version = federation::instruments::version_of(whole_instrument("Never published"));
    auto turned = words();
    turned.baseline = measured("10", "2026-09-01");
    turned.baseline->better = federation::instruments::Better::lower;
    auto of_nothing = words();
    of_nothing.version = federation::guides::version_of(whole_guide("Never published"));
    for (auto const& each : {unknown, turned, of_nothing})
        CHECK(adopt(west, each).error().reason() == Reason::malformed);

    auto const fields = west.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<std::string> named;
        for (auto const& each : problems_here(tx, tables, unknown, itself(west).handle)) named.push_back(each.field);
        return named;
    });
    CHECK(fields == std::vector<std::string>{"baseline.instrument"});
}

TEST_CASE_FIXTURE(Adopters, "a school takes an adoption back, and nobody counts it any more") {
    CHECK(adopt(west, words()));
    CHECK(itself(west).erase(adoptions_at(west).at(0).post.iri));
    village.settle();
    for (auto* const school : {&north, &south, &west}) {
        CHECK(roll_up_at(*school) == nothing);
        CHECK(adoptions_at(*school).empty());
    }
    CHECK(adopt(west, words()));  // and may adopt it again
    CHECK(roll_up_at(south) == one_adopted);
    check_all_histories();
}

TEST_CASE_FIXTURE(Adopters, "one of its people does not adopt in the school's place") {
    auto const post = post_at(west, guide).value();
    auto const refused = send(wim, adoption_composer(west).adopt(author_of(wim), words(), post));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);
}

TEST_CASE_FIXTURE(Foreign, "what a partner's person calls an adoption is a comment") {
    CHECK(east.send(north, eve, foreign_adoption(east, eve, club, words())));
    village.settle();
    CHECK(adoptions_at(north).empty());
    CHECK(roll_up_at(north) == nothing);
    north.check_history();
}

TEST_CASE_FIXTURE(Adopters, "the research lead adopts, and an operator only where there is none") {
    give_role(ben, "ben", storage::Role::operator_);
    CHECK(may_adopt(ben));
    give_role(ada, "ada", storage::Role::research_lead);
    CHECK(may_adopt(ada));
    CHECK(may_adopt(ben).error().reason() == Reason::not_allowed);
    CHECK_FALSE(may_adopt(sam));  // without an account
}

TEST_CASE_FIXTURE(
    Adopters, "whoever looks after an adoption is reminded of its follow-up three times, then of its lapse"
) {
    give_role(wim, "wim", storage::Role::research_lead);
    CHECK(adopt(west, words()));
    auto const began = west.node.clock.now();
    auto const school = itself(west).handle;
    auto const due_after = [&](int days) {
        return west.node.store.read([&](auto const& tx, auto const& tables) {
            return due_adoptions(tx, tables, school, began + std::chrono::days{days});
        });
    };
    auto const tell = [&](Due const& due) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            note_told(tx, tables, due);
            return 0;
        };
        static_cast<void>(west.node.store.write_now(change).value());
    };

    CHECK(due_after(90).empty());
    for (int const days : {91, 182, 365}) {
        CAPTURE(days);
        auto const due = due_after(days);
        REQUIRE(due.size() == 1);
        CHECK(due[0].members == std::vector{wim.handle});
        CHECK_FALSE(due[0].lapsed);
        tell(due[0]);
        CHECK(due_after(days).empty());
    }
    REQUIRE(due_after(396).size() == 1);
    CHECK(due_after(396)[0].lapsed);
    tell(due_after(396)[0]);
    CHECK(due_after(1000).empty());

    CHECK(say_anew(west, followed_up(words(), measured("12.5", "2026-12-01"), Outcome::better)));
    CHECK(due_after(2000).empty());
}

TEST_CASE_FIXTURE(Adopters, "a tool for measuring keeps its versions, and all nodes know them by the same name") {
    auto const first = instrument_at(ada).value();
    CHECK(first.instrument.revision == 1);
    CHECK(instrument_at(wim)->version == first.version);

    auto changed = whole_instrument();
    changed.usage = "Ten questions, ten minutes.";
    CHECK(revise_instrument(ada, changed));
    for (auto const& person : {ada, sam, wim}) {
        auto const now = instrument_at(person);
        REQUIRE(now);
        CHECK(now->instrument.revision == 2);
        CHECK(now->instrument.usage == changed.usage);
        auto const before = instrument_at(person, first.version);  // cited for ever
        REQUIRE(before);
        CHECK(before->instrument == first.instrument);
        CHECK_FALSE(before->current);
    }
    check_all_histories();
}

TEST_CASE_FIXTURE(Adopters, "a tool for measuring that is not whole is refused, and it is no question") {
    auto bad = whole_instrument();
    bad.scoring.clear();
    auto const composed = instrument_composer(ada).publish(author_of(ada), {club, bad});
    auto const refused = send(ada, composed);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::malformed);

    auto const thread = north.thread(instrument);
    REQUIRE(thread);
    CHECK(thread->question.kind == storage::ObjectKind::instrument);
    auto const listed = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const all = storage::LocalId{~0ull};
        return federation::instruments::all_instruments(tx, tables, all, 10).size();
    });
    CHECK(listed == 1);
}

TEST_CASE("languages are read as people write them") {
    using namespace federation::instruments;
    CHECK(languages_in(" en, ar;x\n") == std::vector<std::string>{"en", "ar;x"});
    CHECK(languages_in("").empty());
    CHECK(joined({"en", "ar"}) == "en, ar");
}
