// Keys change, and nobody has to agree anew; old proofs count for a while, and stolen keys not at all.
#include "federation/signing/rotation.hpp"

#include "federation/fetching/resolve.hpp"
#include "federation/logged.hpp"
#include "federation/signing/verify.hpp"
#include "storage/names.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Rotation {
    Rotation() {
        for (auto const* person : {&ada, &ben}) {
            REQUIRE(village.run(meet(*person->school)));
            person->follow(algebra);
            village.settle();
        }
    }

    static boost::asio::awaitable<bool> meet(School& school) {
        federation::FetchBudget budget;
        auto const actor = co_await federation::resolve_handle(school.node, "algebra@uni.test", budget);
        co_return actor.has_value();
    }

    void rotate(School& school, std::string const& actor, bool overlap) {
        auto const keys = federation::Keyring::generate();
        storage::Store::Change<std::string> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            auto const handle = storage::find_handle(tx, tables, actor).value();
            return federation::rotate_keys(
                tx, tables, school.node.keyring, handle, keys, overlap, school.node.clock.now()
            );
        };
        static_cast<void>(school.node.store.write_now(change).value());
    }

    storage::ActorRecord record(School const& school, std::string const& actor) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.actors.get(tx, storage::find_handle(tx, tables, actor).value()).value();
        });
    }

    // The act that published a thing, as its author's node logged it.
    federation::Activity act_of(School const& school, std::string const& thing) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            auto const object = tables.objects.get(tx, storage::find_handle(tx, tables, thing).value()).value();
            return federation::logged_activity(tx, tables, object.words).value();
        });
    }

    static boost::asio::awaitable<bool> counts(School& school, federation::Activity act) {
        federation::FetchBudget budget;
        auto const verified = co_await federation::verify_relayed(school.node, std::move(act), budget);
        co_return verified.has_value();
    }

    // Asks something, and waits until everybody has it.
    std::string ask(std::string const& title) {
        auto const question = ada.ask(algebra, title);
        village.settle();
        return question;
    }

    Village village{{"north.test", "south.test", "uni.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& uni = village["uni.test"];
    Person ada = north.enrol("ada"), ben = south.enrol("ben"), cora = uni.enrol("cora");
    std::string algebra = uni.found("algebra", "cora");
    std::string adas_iri = "https://north.test/u/ada";
};

}  // namespace

TEST_CASE_FIXTURE(Rotation, "after everybody's keys changed, all goes on arriving, and old proofs still count") {
    auto const before = ask("Before");
    auto const old_act = act_of(north, before);
    auto const old_key = record(north, adas_iri).ed25519_key_id;
    rotate(north, adas_iri, true);
    rotate(north, "https://north.test/", true);
    rotate(uni, algebra, true);

    auto const after = ask("After");

    CHECK(uni.thread(after));
    CHECK(south.thread(after));
    auto const known = record(south, adas_iri);
    CHECK(known.ed25519_key_id == record(north, adas_iri).ed25519_key_id);
    CHECK(known.ed25519_key_id != old_key);
    REQUIRE(known.earlier_keys.size() == 1);
    CHECK(known.earlier_keys.front().id == old_key);
    CHECK(village.run(counts(south, old_act)));
    CHECK(village.run(counts(south, act_of(north, after))));
}

TEST_CASE_FIXTURE(Rotation, "what a stolen key signs counts no more where the new one is known") {
    auto const old_act = act_of(north, ask("Before"));
    REQUIRE(village.run(counts(south, old_act)));
    rotate(north, adas_iri, false);

    REQUIRE(south.thread(ask("After")));

    CHECK(record(south, adas_iri).earlier_keys.empty());
    CHECK_FALSE(village.run(counts(south, old_act)));
}

TEST_CASE_FIXTURE(Rotation, "followers hear of other keys at once, before their owner says anything") {
    static_cast<void>(ask("Before"));
    auto const handle = uni.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, algebra).value();
    });
    auto const old_key = record(south, algebra).ed25519_key_id;
    rotate(uni, algebra, false);
    static_cast<void>(federation::tell_of_keys(uni.node, handle).value());
    village.settle();
    for (auto* const school : {&north, &south}) {
        CHECK(record(*school, algebra).ed25519_key_id == record(uni, algebra).ed25519_key_id);
        CHECK(record(*school, algebra).ed25519_key_id != old_key);
        CHECK(record(*school, algebra).earlier_keys.empty());
    }
}

TEST_CASE_FIXTURE(Rotation, "an earlier key is listed for 90 days, and no longer") {
    rotate(north, adas_iri, true);
    auto const forget = [&](std::chrono::days after) {
        storage::Store::Change<std::uint64_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            return Result<std::uint64_t>{federation::forget_earlier_keys(tx, tables, north.node.clock.now() + after)};
        };
        return north.node.store.write_now(change).value();
    };

    CHECK(forget(std::chrono::days{89}) == 0);
    CHECK(record(north, adas_iri).earlier_keys.size() == 1);
    CHECK(forget(std::chrono::days{91}) == 1);
    CHECK(record(north, adas_iri).earlier_keys.empty());
}
