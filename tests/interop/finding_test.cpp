// Each finds the other: addresses, WebFinger, documents of actors.
#include "tests/interop/world.hpp"
#include "tests/printing.hpp"

namespace collegium::interop {

TEST_CASE("Fedify finds a community by its address and reads its document") {
    auto& world = World::instance();

    auto const found = world.fedify.tell("look", {{"iri", world.community_address()}});

    auto const& document = found["document"];
    CHECK(document["id"].GetString() == world.community());
    CHECK(document["type"].GetString() == std::string{"Group"});
    CHECK(document["name"].GetString() == std::string{"Teaching algebra"});
    CHECK(document["inbox"].GetString() == world.community() + "/inbox");
}

TEST_CASE("Fedify finds a person by the address and reads both kinds of key") {
    auto& world = World::instance();

    auto const found = world.fedify.tell("look", {{"iri", "@ada@" + world.school.domain()}});
    auto const keys = world.fedify.tell("keys", {{"iri", world.ada_iri()}});

    CHECK(found["document"]["id"].GetString() == world.ada_iri());
    REQUIRE(keys["ids"].Size() == 2);
    CHECK(keys["ids"][0].GetString() == world.ada_iri() + "#main-key");
    CHECK(keys["ids"][1].GetString() == world.ada_iri() + "#ed25519-key");
}

TEST_CASE("activitypub-express reads the document of a community") {
    auto& world = World::instance();

    auto const found = world.express.tell("look", {{"iri", world.community()}});

    auto const& document = found["document"];
    CHECK(document["id"].GetString() == world.community());
    CHECK(document["type"].GetString() == std::string{"Group"});
    CHECK(document["publicKey"]["owner"].GetString() == world.community());
}

TEST_CASE("a member finds a group of Fedify by its address, joins and leaves") {
    auto& world = World::instance();
    auto const garden = world.fedify.origin() + "/users/garden";

    auto const page = world.ada_joins("garden@" + world.fedify.domain());
    auto const follow = world.fedify.await_heard("Follow", world.ada_iri());
    world.ada_leaves(page);
    auto const undo = world.fedify.await_heard("Undo", world.ada_iri());

    CHECK(page == "/c/garden@" + world.fedify.domain());
    CHECK(follow.find('"' + garden + '"') != std::string::npos);
    CHECK(undo.find("\"Follow\"") != std::string::npos);
}

TEST_CASE("an address that nobody has is told so") {
    auto& world = World::instance();

    auto const answer = world.ada.submit("/", "/communities/find", {{"address", "weeds@" + world.fedify.domain()}});

    CHECK(answer.status == 422);
    CHECK(answer.shows("role=\"alert\""));
}

}  // namespace collegium::interop
