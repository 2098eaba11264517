// People elsewhere become members of a community here, and leave it.
#include "tests/interop/world.hpp"
#include "tests/printing.hpp"

namespace collegium::interop {

namespace {

void check_coming_and_going(Peer& peer) {
    auto& world = World::instance();

    auto const follow = world.join(peer);
    CHECK(world.is_follower(peer.person()));
    auto const accept = peer.heard("Accept", follow);
    CHECK(accept.find('"' + world.community() + '"') != std::string::npos);

    world.leave(peer);
    CHECK(journeys::until(patience, [&] { return !world.is_follower(peer.person()); }));
}

}  // namespace

TEST_CASE("Fedify: a person follows a community, is let in, and leaves") {
    check_coming_and_going(World::instance().fedify);
}

TEST_CASE("activitypub-express: a person follows a community, is let in, and leaves") {
    check_coming_and_going(World::instance().express);
}

TEST_CASE("activitypub-express counts a community that let its person in among those it follows") {
    auto& world = World::instance();
    world.join(world.express);

    auto const follows = [&] {
        return world.express.tell("follows", {{"whom", world.community()}})["answer"].IsTrue();
    };

    CHECK(journeys::until(patience, follows));
}

}  // namespace collegium::interop
