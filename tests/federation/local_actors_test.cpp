#include "federation/local_actors.hpp"

#include "federation/actor.hpp"
#include "federation/served/documents.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;

namespace {

struct Fixture {
    tests::TempDir folder;
    storage::Engine engine{{folder.path(), std::size_t{64} << 20}};
    storage::WriteTx tx{engine};
    storage::Tables tables{tx};
    Keyring keyring{crypto::SealingKey::generate()};

    Result<storage::Handle> create(storage::ActorType type, std::string const& name) {
        return create_local_actor(
            tx, tables, keyring, "https://north.test", {type, name, "N", "About <b>"}, tests::spare_keys(0), Instant{}
        );
    }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "people and communities share one namespace") {
    CHECK(create(storage::ActorType::person, "algebra"));
    CHECK(create(storage::ActorType::group, "algebra").error().reason() == Reason::conflict);
}

TEST_CASE_FIXTURE(Fixture, "a name is what every peer can address") {
    for (auto const* name : {"", "Ada", "a b", "a-b", "a.b", "ä", "a@b", "0123456789012345678901234567890", "../x"}) {
        INFO(name);
        CHECK(create(storage::ActorType::person, name).error().reason() == Reason::malformed);
    }
}

TEST_CASE_FIXTURE(Fixture, "the document of an actor of ours is read back as the same actor") {
    for (auto const type : {storage::ActorType::person, storage::ActorType::group, storage::ActorType::application}) {
        auto const name = type == storage::ActorType::person  ? "ada"
                          : type == storage::ActorType::group ? "algebra"
                                                              : "north.test";
        auto const record = tables.actors.get(tx, create(type, name).value()).value();
        auto const iri = local_iri("https://north.test", type, name);

        auto const json = Json::read_object(documents::actor(iri, record)).value();
        auto read = Actor::parse(json.root()).value();

        CHECK(read.id.text() == iri);
        read.record.local = true;
        // Who says nothing here can be found, and the document says so.
        read.record.search_consent = record.search_consent;
        CHECK(read.record == record);
        CHECK(member(json.root(), "publicKey")->IsObject());
    }
}

TEST_CASE_FIXTURE(Fixture, "signing keys open with the node's sealing key and with no other") {
    auto const ada = create(storage::ActorType::person, "ada").value();

    CHECK(keyring.keys_of(tx, tables, ada)->ed25519.public_key() == tests::spare_keys(0).ed25519.public_key());
    Keyring other{crypto::SealingKey::generate()};
    CHECK_THROWS_AS(static_cast<void>(other.keys_of(tx, tables, ada)), storage::CorruptRecord);
}
