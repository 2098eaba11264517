// Object integrity proofs (FEP-8b32) between the school and Fedify: each verifies what the other made.
#include "tests/interop/world.hpp"
#include "tests/printing.hpp"

namespace collegium::interop {

namespace {

Fields said_to(std::string const& words, std::string const& community, std::string const& address) {
    return {{"words", "<p>" + words + "</p>"}, {"mention", community}, {"address", address}};
}

}  // namespace

TEST_CASE("Fedify verifies the proof of everything that the school sends") {
    auto& world = World::instance();
    world.join(world.fedify);

    auto const question = world.ada_asks("Does a proof travel?", "From school to school.");
    REQUIRE_FALSE(world.fedify.await_heard("Announce", "Does a proof travel?").empty());
    world.ada_deletes(question);
    REQUIRE_FALSE(world.fedify.await_heard("Announce", "/activities/delete/").empty());

    auto const answer = world.fedify.tell("received");
    std::size_t posts = 0;
    for (auto const& each : answer["requests"].GetArray()) {
        if (each["method"].GetString() != std::string{"POST"}) continue;
        ++posts;
        std::string const problem = each.HasMember("problem") ? each["problem"].GetString() : "";
        INFO(problem << ' ' << std::string{each["body"].GetString()});
        CHECK(each["proven"].IsTrue());
    }
    CHECK(posts >= 3);
}

TEST_CASE("what a group of Fedify delivers for its author counts by the author's proof") {
    auto& world = World::instance();
    auto const words = "Who speaks through the garden";

    world.fedify.tell("relay", said_to(words, world.community(), world.community_address()));

    CHECK_FALSE(world.await_question(words).empty());
}

TEST_CASE("what a group of Fedify delivers for its author without a proof counts as its own place gives it") {
    auto& world = World::instance();
    auto const words = "Who pretends to be fern";
    auto order = said_to(words, world.community(), world.community_address());
    order.emplace_back("unproven", "yes");

    world.fedify.tell("relay", order);

    CHECK_FALSE(world.await_question(words).empty());
}

TEST_CASE("what a group of Fedify announces is seen by its members here") {
    auto& world = World::instance();
    auto const address = "garden@" + world.fedify.domain();
    auto const page = world.ada_joins(address);

    world.fedify.tell(
        "announce", said_to("When do beans flower", world.fedify.origin() + "/users/garden", '@' + address)
    );

    CHECK_FALSE(world.await_page(page, "When do beans flower").empty());
    world.ada_leaves(page);
}

}  // namespace collegium::interop
