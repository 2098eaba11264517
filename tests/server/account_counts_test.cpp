// Counts of accounts with much on them: what is new shows within a minute, what is gone within an hour.
#include "server/account_counts.hpp"

#include "tests/printing.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Busy : Front {
    server::AccountCount counted(Instant now) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return counts.of(tx, tables, ben.handle, server::ToldTo::members, now);
        });
    }

    void ask(int times) {
        for (int i = 0; i < times; ++i) ben.ask("https://north.test" + algebra, "Question " + std::to_string(i));
    }

    Person ben = add_person("ben");
    std::string algebra = found("algebra");
    server::AccountCounts counts;
};

}  // namespace

TEST_CASE_FIXTURE(Busy, "small numbers are those of now, and what is gone is not counted for longer than a minute") {
    auto const now = north.node.clock.now();
    ask(2);
    CHECK(counted(now).statuses == 2);
    ask(1);
    CHECK(counted(now).statuses == 3);
    auto const gone = ben.ask("https://north.test" + algebra, "Gone");
    CHECK(counted(now).statuses == 4);
    CHECK(ben.erase(gone));
    CHECK(counted(now + std::chrono::minutes{1}).statuses == 3);
}

TEST_CASE_FIXTURE(Busy, "of large numbers what is new shows within a minute, counted on from the newest") {
    auto const now = north.node.clock.now();
    ask(200);
    auto const before = counted(now);
    CHECK(before.statuses == 200);
    ask(1);
    CHECK(counted(now + std::chrono::seconds{59}).statuses == 200);
    auto const after = counted(now + std::chrono::minutes{1});
    CHECK(after.statuses == 201);
    CHECK(after.newest > before.newest);
    CHECK(counted(now + std::chrono::hours{1}).statuses == 201);
}
