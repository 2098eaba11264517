// Guides away from their homes: copies that prove themselves, translations that fall behind, adaptations, and what
// never leaves.
#include "crypto/object_proof.hpp"
#include "federation/fetching/copy.hpp"
#include "federation/guides/origins.hpp"
#include "federation/served/signed_copy.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::guides;
using namespace collegium::tests;
using storage::Audience;

namespace {

federation::Json copy_at(School const& school, std::string const& guide, std::string const& version = "") {
    return read_json(school.node.store
                         .read([&](auto const& tx, auto const& tables) {
                             return federation::documents::signed_copy(tx, tables, {}, guide, version);
                         })
                         .value());
}

bool is_proven(JsonValue const& copy) {
    auto const key = crypto::Ed25519PublicKey::from_multikey(
        federation::text_member(*federation::member(copy, "assertionMethod"), "publicKeyMultibase")
    );
    return key && crypto::verify_proof(*federation::member(copy, "col:activity"), *key);
}

}  // namespace

TEST_CASE_FIXTURE(
    Library, "while a guide's home is down a partner gives any version of it, and the author's proof holds"
) {
    auto const guide = publish(sam, whole_guide("First"));
    CHECK(revise(sam, guide, whole_guide("Second")));
    south.up = false;

    auto const lines = versions(west, guide);
    REQUIRE(lines.size() == 2);
    for (auto const& line : lines) {
        auto const copy = copy_at(west, guide, line.version);
        CHECK(is_proven(copy.root()));
        auto const* const object = federation::member(*federation::member(copy.root(), "col:activity"), "object");
        CHECK(version_of(*object) == line.version);
    }
    auto const newest = copy_at(west, guide);
    CHECK(federation::text_member(newest.root(), "col:version") == lines[0].version);

    auto forged = newest.bytes();
    forged.replace(forged.find("mixed classes"), 5, "other");
    CHECK_FALSE(is_proven(read_json(forged).root()));
}

TEST_CASE_FIXTURE(Library, "the newest copy is as its author left it, also where only its state has changed") {
    auto named = whole_guide();
    named.contributors = {{iri_of(wim), Voice::practitioner}};
    auto const guide = publish(sam, named);
    auto retired = whole_guide();
    retired.state = GuideState::retired;
    CHECK(revise(sam, guide, retired));
    REQUIRE(versions(west, guide).size() == 1);

    auto const copy = copy_at(west, guide);
    CHECK(is_proven(copy.root()));
    auto const* const object = federation::member(*federation::member(copy.root(), "col:activity"), "object");
    CHECK(federation::text_member(*object, "col:state") == "retired");
    CHECK(copy.bytes().find(iri_of(wim)) == std::string::npos);
}

TEST_CASE_FIXTURE(Library, "no copy is given with a key that did not make its proof") {
    auto const guide = publish(sam, whole_guide());
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const author = storage::find_handle(tx, tables, iri_of(sam)).value();
        auto record = tables.actors.get(tx, author).value();
        record.ed25519_key_id += "-next";
        tables.actors.put(tx, author, record);
        return 0;
    };
    auto const give = [&] {
        return west.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::documents::signed_copy(tx, tables, {}, guide).has_value();
        });
    };
    CHECK(give());
    static_cast<void>(west.node.store.write_now(change).value());
    CHECK_FALSE(give());
}

TEST_CASE_FIXTURE(Library, "a copy is for those whom the guide is for") {
    auto const guide = publish(ada, whole_guide(), Audience::here);
    auto const denied = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::documents::signed_copy(tx, tables, {}, guide);
    });
    CHECK_FALSE(denied);
    auto const shown = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const viewer = federation::community::Viewer::of_member(ben.handle);
        return federation::documents::signed_copy(tx, tables, viewer, guide);
    });
    CHECK(shown);
}

TEST_CASE_FIXTURE(Library, "guides of pupils, and what names one, stay in their school") {
    give_account(ben, "ben", true);
    auto const guide = publish(ben, whole_guide());
    CHECK(at(ada, guide));
    CHECK_FALSE(at(sam, guide));
    CHECK(revise(ben, guide, whole_guide("Second")));
    CHECK(north.waiting() == 0);
    CHECK_FALSE(has_arrived(south, guide));

    auto naming = whole_guide();
    naming.contributors = {{iri_of(ben), Voice::practitioner}};
    auto const named = perform(ada, composer(ada).publish(author_of(ada), {club, naming}));
    REQUIRE_FALSE(named);
    CHECK(named.error().reason() == Reason::not_allowed);
    auto adapted = adaptation_of(at(ada, guide).value()).value();
    adapted.state = GuideState::published;
    CHECK(perform(ada, composer(ada).publish(author_of(ada), {club, adapted})).error().reason() == Reason::not_allowed);
    CHECK(perform(ada, composer(ada).publish(author_of(ada), {club, adapted, Audience::here})));
}

TEST_CASE_FIXTURE(
    Library, "who becomes a pupil later takes no guide and no suggestion with them when views are made anew"
) {
    auto naming = whole_guide();
    naming.contributors = {{iri_of(ben), Voice::practitioner}};
    naming.evidence->rater = iri_of(ben);
    auto const guide = publish(ada, naming);
    auto const theirs = publish(sam, whole_guide());
    suggest(ben, theirs, whole_guide("From ben"), "");
    auto const by_ben = publish(ben, whole_guide("By ben"));
    suggest(sam, by_ben, whole_guide("From sam"), "");
    REQUIRE(suggestions(ben, theirs).size() == 1);
    REQUIRE(suggestions(ben, by_ben).size() == 1);

    give_account(ben, "ben", true);
    north.check_history();
    CHECK(at(ada, guide));
    CHECK(suggestions(ben, theirs).size() == 1);
    CHECK(suggestions(ben, by_ben).size() == 1);
}

namespace {

std::vector<Offshoot> offshoots(School const& school, std::string const& thing) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        return made_from(tx, tables, storage::find_handle(tx, tables, thing).value());
    });
}

}  // namespace

TEST_CASE_FIXTURE(
    Library, "a translation is stale on all nodes once its source has changed, people's come before machines'"
) {
    auto const source = publish(sam, whole_guide());
    auto machine = translation_of(at(wim, source).value(), "uk", Translator::machine).value();
    auto human = translation_of(at(ada, source).value(), "ar", Translator::human).value();
    machine.state = human.state = GuideState::published;
    auto const by_machine = publish(wim, machine);
    auto const by_human = publish(ada, human);
    for (auto const* const school : {&north, &south, &west}) {
        auto const found = offshoots(*school, source);
        REQUIRE(found.size() == 2);
        CHECK(found[0].guide.post.iri == by_human);
        CHECK(found[1].guide.post.iri == by_machine);
        CHECK(found[0].how == storage::Derivation::translation);
        CHECK(found[0].freshness == Freshness::fresh);
    }
    CHECK(revise(sam, source, whole_guide("Changed")));
    for (auto const* const school : {&north, &south, &west})
        for (auto const& each : offshoots(*school, source)) CHECK(each.freshness == Freshness::stale);

    auto renewed = human;
    renewed.translation_of.version = at(ada, source)->version;
    CHECK(revise(ada, by_human, renewed));
    for (auto const* const school : {&north, &south, &west})
        CHECK(offshoots(*school, source)[0].freshness == Freshness::fresh);
}

TEST_CASE_FIXTURE(Library, "an adaptation names its source, and keeps to its licence") {
    auto strict = whole_guide();
    strict.licence = "CC-BY-SA-4.0";
    auto const source = publish(sam, strict);
    auto adapted = adaptation_of(at(ada, source).value()).value();
    CHECK(adapted.adapted_from == Source{source, at(ada, source)->version});
    adapted.title = "Our own";
    adapted.state = GuideState::published;
    adapted.licence = "CC0-1.0";
    auto const refused = perform(ada, composer(ada).publish(author_of(ada), {club, adapted}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);
    adapted.licence = "CC-BY-SA-4.0";
    publish(ada, adapted);
    REQUIRE(offshoots(west, source).size() == 1);
    CHECK(offshoots(west, source)[0].how == storage::Derivation::adaptation);

    strict.licence = "CC-BY-ND-4.0";
    auto const closed = publish(sam, strict);
    CHECK_FALSE(adaptation_of(at(ada, closed).value()));
}

TEST_CASE_FIXTURE(Library, "a node that missed a guide gets it from a partner, as its author signed it") {
    publish(sam, whole_guide("Seen"));  // so that west knows its author's key
    west.up = false;
    auto const guide = publish(sam, whole_guide("Missed"));
    auto const first = at(ada, guide)->version;
    CHECK(revise(sam, guide, whole_guide("Missed as well")));
    south.up = false;
    west.up = true;
    REQUIRE_FALSE(at(wim, guide));
    std::string named = first;
    auto const asking = [&]() -> boost::asio::awaitable<Result<storage::Seq>> {
        federation::FetchBudget budget;
        std::string partner = "north.test", wanted = guide, version = named;
        co_return co_await federation::admit_copy(
            west.node, std::move(partner), std::move(wanted), std::move(version), budget
        );
    };
    CHECK(village.run(asking()));
    REQUIRE(at(wim, guide));
    CHECK(at(wim, guide)->version == first);
    named.clear();
    CHECK(village.run(asking()));
    CHECK(at(wim, guide)->version == at(ada, guide)->version);
}

TEST_CASE_FIXTURE(Library, "an act that says no version is no copy of a guide") {
    auto const guide = publish(sam, whole_guide());
    auto const like = composer_of(sam).like(author_of(sam), {guide, iri_of(sam), club});
    auto const copy = R"({"type":"col:SignedCopy","col:activity":)" + like.activity.bytes() + "}";
    village.scripted["east.test"] = [copy](federation::OutgoingRequest const&) {
        return document("application/json", copy);
    };
    west.partner_with("east.test");
    auto const asking = [&]() -> boost::asio::awaitable<Result<storage::Seq>> {
        federation::FetchBudget budget;
        std::string partner = "east.test", wanted = guide, version;
        co_return co_await federation::admit_copy(
            west.node, std::move(partner), std::move(wanted), std::move(version), budget
        );
    };
    auto const admitted = village.run(asking());
    REQUIRE_FALSE(admitted);
    CHECK(admitted.error().reason() == Reason::malformed);
}

TEST_CASE_FIXTURE(Library, "an adaptation begins without the rating of somebody who has not seen it") {
    auto const source = publish(sam, whole_guide());
    REQUIRE(at(ada, source)->guide.evidence);
    CHECK_FALSE(adaptation_of(at(ada, source).value())->evidence);
    CHECK_FALSE(translation_of(at(ada, source).value(), "uk", Translator::human)->evidence);
}

TEST_CASE_FIXTURE(Library, "a node that lags behind the source of a translation calls nothing stale") {
    auto const source = publish(sam, whole_guide());
    west.up = false;
    CHECK(revise(sam, source, whole_guide("Changed")));
    auto const ahead = at(ada, source)->version;
    auto const behind = at(wim, source)->version;
    REQUIRE(ahead != behind);
    auto const freshness = [&](School const& school, std::string const& version) {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            return freshness_of(tx, tables, {source, version});
        });
    };
    CHECK(freshness(north, ahead) == Freshness::fresh);
    CHECK(freshness(north, behind) == Freshness::stale);
    CHECK(freshness(west, ahead) == Freshness::unknown);
    CHECK(freshness(west, behind) == Freshness::fresh);
}

TEST_CASE_FIXTURE(Library, "no licence is passed by with the name of a version that never was") {
    auto strict = whole_guide();
    strict.licence = "CC-BY-ND-4.0";
    auto const source = publish(sam, strict);
    auto adapted = whole_guide("Our own");
    adapted.adapted_from = {source, "sha-256:" + std::string(64, '0')};
    auto const refused = perform(ada, composer(ada).publish(author_of(ada), {club, adapted}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);
}
