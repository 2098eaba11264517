// Thanks for what was said, from one software through a community here to the members elsewhere.
#include "tests/interop/world.hpp"
#include "tests/printing.hpp"

namespace collegium::interop {

TEST_CASE("a like by a person of Fedify and its taking back are passed on to the community's members") {
    auto& world = World::instance();
    world.join(world.express);
    auto const question = world.school.origin() + world.ada_asks("What is a limit?", "In simple words.");

    auto const like = world.fedify.tell_id("like", {{"iri", question}, {"of", world.community()}});
    auto const passed_on = world.express.await_heard("Announce", like);
    world.fedify.tell("undo", {{"iri", like}, {"of", world.community()}});

    CHECK(passed_on.find("\"Like\"") != std::string::npos);
    CHECK(passed_on.find('"' + question + '"') != std::string::npos);
    auto const undone = [&] { return world.express.heard("Announce", like).find("\"Undo\"") != std::string::npos; };
    CHECK(journeys::until(patience, undone));
}

}  // namespace collegium::interop
