// Statements 28 and 29: joining and leaving a community.
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Membership : Groups {
    std::string follow_of(std::string const& actor, std::string const& more = "") {
        return R"({"id":")" + lemmy.fresh("follow") + R"(","type":"Follow","actor":")" + actor + R"(","object":")" +
               club + "\"" + more + "}";
    }

    std::optional<storage::FollowState> state(std::string const& follower, std::string const& followed) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<storage::FollowState> {
            auto const of = storage::find_handle(tx, tables, follower), by = storage::find_handle(tx, tables, followed);
            auto const record = of && by ? tables.following.get(tx, {*of, *by}) : std::nullopt;
            return record ? std::optional{record->state} : std::nullopt;
        });
    }

    std::string ben_iri = "https://north.test/u/ben";
};

}  // namespace

TEST_CASE_FIXTURE(Membership, "wire_28: a Follow is accepted with the Follow inside, also again, and Undo ends it") {
    auto const follow = follow_of(lem, R"(,"to":[")" + club + "\"]");
    REQUIRE(send(lem, follow));

    REQUIRE(lemmy.received.size() == 1);  // without the clock having moved
    CHECK(member_of(lemmy.received[0], "type") == "Accept");
    CHECK(member_of(lemmy.received[0], "actor") == club);
    CHECK(member_of(lemmy.received[0], "object.id") == member_of(follow, "id"));
    CHECK(member_of(lemmy.received[0], "object.type") == "Follow");
    CHECK(state(lem, club) == storage::FollowState::accepted);

    auto const again = follow_of(lem);
    REQUIRE(send(lem, again));
    REQUIRE(lemmy.received.size() == 2);
    CHECK(member_of(lemmy.received[1], "object.id") == member_of(again, "id"));

    REQUIRE(send(lem, act("Undo", lem, again)));
    CHECK_FALSE(state(lem, club));
}

TEST_CASE_FIXTURE(
    Membership, "wire_28: a community that lets in whom it likes leaves a Follow pending until it answers"
) {
    follow_math();
    CHECK(state(ben_iri, math) == storage::FollowState::pending);

    REQUIRE(lemmy.received.size() == 1);
    REQUIRE(send(math, act("Accept", math, lemmy.received[0])));
    CHECK(state(ben_iri, math) == storage::FollowState::accepted);
}

TEST_CASE_FIXTURE(Membership, "wire_29: a Follow that names nobody in `to` is taken, as Lemmy sends it") {
    REQUIRE(send(lem, follow_of(lem)));

    CHECK(state(lem, club) == storage::FollowState::accepted);
}
