// Nodes die at the worst moments of the golden thread. It must become whole all the same, and nothing come twice.
#include "tests/journeys/village.hpp"
#include "tests/printing.hpp"

namespace collegium::journeys {

namespace {

struct Step {
    std::string name;
    void (Village::*take)();
    std::size_t node;  // where it is taken
    bool (Village::*is_known)() const;
};

Step const steps[] = {
    {"join", static_cast<void (Village::*)()>(&Village::join), 0, &Village::has_joined},
    {"ask", &Village::ask, 0, &Village::has_asked},
    {"answer", &Village::answer, 2, &Village::has_answered},
    {"accept", &Village::accept, 0, &Village::is_complete},
};

// Takes all the steps; `around` is called with each, and with what takes it.
void go(Village& village, std::function<void(Step const&, std::function<void()> const&)> const& around) {
    for (auto const& step : steps) {
        CAPTURE(step.name);
        around(step, [&] { (village.*step.take)(); });
        bool const went_on = until(patience, [&] { return (village.*step.is_known)() && village.is_quiet(); });
        REQUIRE_MESSAGE(went_on, village.logs());
    }
}

// What an undisturbed thread leaves behind.
std::array<Counts, 3> const& undisturbed() {
    static auto const counts = [] {
        auto& village = settled_village();
        go(village, [](Step const&, auto const& take) { take(); });
        return village.counts();
    }();
    return counts;
}

// The community names a new question a second time, by its id alone. Where that comes before the question itself, which
// may have waited for its author's node, it is thanked for and not kept: the log is then one entry shorter, and nothing
// else.
void check_counts(Counts counts, Counts const& expected) {
    CHECK(counts.log <= expected.log);
    CHECK(counts.log + 1 >= expected.log);
    counts.log = expected.log;
    CHECK(counts == expected);
}

// Nothing came twice, and every store agrees with its own log.
void check_stores(Village& village) {
    auto const expected = undisturbed();
    auto const counts = village.counts();
    for (std::size_t i = 0; i < 3; ++i) check_counts(counts[i], expected[i]);
    for (auto const* school : village.schools()) CHECK(school->views_agree_with_log());
}

}  // namespace

TEST_CASE("a thread becomes whole though a node dies right after a step") {
    undisturbed();
    for (auto const& hit : steps) {
        for (std::size_t node = 0; node < 3; ++node) {
            auto& village = settled_village();
            auto& victim = *village.schools()[node];
            CAPTURE(hit.name);
            CAPTURE(victim.domain());

            go(village, [&](Step const& step, auto const& take) {
                take();
                if (&step != &hit) return;
                victim.kill();
                victim.serve();
            });

            check_stores(village);
        }
    }
}

TEST_CASE("a thread becomes whole though another node was dead before a step") {
    undisturbed();
    for (auto const& hit : steps) {
        for (std::size_t node = 0; node < 3; ++node) {
            if (node == hit.node) continue;
            auto& village = settled_village();
            auto& victim = *village.schools()[node];
            CAPTURE(hit.name);
            CAPTURE(victim.domain());

            go(village, [&](Step const& step, auto const& take) {
                if (&step == &hit) victim.kill();
                take();
                if (&step == &hit) victim.serve();
            });

            check_stores(village);
        }
    }
}

TEST_CASE("a delivery that is due survives the death of its sender") {
    auto& village = settled_village();
    village.join();
    REQUIRE(until(patience, [&] { return village.has_joined() && village.is_quiet(); }));
    village.northfield.kill();
    village.ask();
    village.hillside.kill();
    CHECK(village.hillside.counts().deliveries > 0);

    village.hillside.serve();
    village.northfield.serve();

    CHECK(until(patience, [&] { return village.has_asked(); }));
    CHECK(until(patience, [&] { return village.is_quiet(); }));
    CHECK(village.northfield.counts().objects == 1);
    CHECK(village.riverside.counts().objects == 1);
}

}  // namespace collegium::journeys
