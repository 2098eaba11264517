// Statement 41 at the address itself: what is answered to who asks for what is gone.
#include "tests/federation/groups.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;

TEST_CASE_FIXTURE(
    Front, "wire_41: a deleted thing answers 410 and a removed one 200, each with a Tombstone and no old words"
) {
    auto const ada = add_person("ada"), cora = add_person("cora");
    static_cast<void>(found("club", "cora"));
    std::string const club = "https://north.test/c/club";
    auto const deleted = ada.ask(club, "Secret words"), removed = ada.ask(club, "Secret words");
    auto const path = [](std::string const& iri) { return iri.substr(std::string{"https://north.test"}.size()); };
    CHECK(shows(get_activity(path(deleted)), "Secret"));

    REQUIRE(ada.erase(deleted));
    auto const removal = composer_of(cora).remove_thing(author_of(cora), removed, club, "unkind");
    REQUIRE(perform(cora, removal));

    CHECK(get_activity(path(deleted)).status() == 410);
    CHECK(get_activity(path(removed)).status() == 200);
    for (auto const& thing : {deleted, removed}) {
        auto const answer = get_activity(path(thing));
        CHECK(member_of(std::string{answer.body()}, "type") == "Tombstone");
        CHECK(answer.field("Content-Type") == "application/activity+json");
        CHECK_FALSE(shows(answer, "Secret"));
        CHECK_FALSE(shows(get(path(thing)), "Secret"));
    }
    REQUIRE(perform(cora, composer_of(cora).undo(author_of(cora), removal.activity)));
    CHECK(shows(get_activity(path(removed)), "Secret"));
}
