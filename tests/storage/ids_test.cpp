#include "storage/ids.hpp"

#include "tests/fixed_clock.hpp"
#include "tests/printing.hpp"

#include <set>
#include <thread>
#include <vector>

using namespace collegium;
using namespace collegium::storage;

TEST_CASE("ids grow with time and within a millisecond") {
    tests::FixedClock clock;
    IdSource ids{clock, LocalId{0}};

    auto const first = ids.next(), second = ids.next();
    clock.pass(std::chrono::milliseconds{1});
    auto const third = ids.next();

    CHECK(first == IdSource::at(clock.now() - std::chrono::milliseconds{1}));
    CHECK(first < second);
    CHECK(second < third);
    CHECK(third == IdSource::at(clock.now()));
}

TEST_CASE("a clock that goes back repeats no id") {
    tests::FixedClock clock;
    IdSource ids{clock, LocalId{0}};
    auto const before = ids.next();
    clock.pass(std::chrono::hours{-1});

    CHECK(ids.next() > before);
    CHECK(IdSource{clock, before}.next() > before);
}

TEST_CASE("two threads never get the same id") {
    tests::FixedClock const clock;
    IdSource ids{clock, LocalId{0}};
    std::vector<LocalId> mine(5000), theirs(5000);
    {
        std::jthread const other{[&] {
            for (auto& id : theirs) id = ids.next();
        }};
        for (auto& id : mine) id = ids.next();
    }

    std::set<LocalId> all{mine.begin(), mine.end()};
    all.insert(theirs.begin(), theirs.end());
    CHECK(all.size() == 10'000);
}
